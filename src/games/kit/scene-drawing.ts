import { Geom, type GameObjects } from 'phaser';

import { palette, type PaletteColour } from './palette.ts';
import type { StageScene } from './scene-stage.ts';

type Stage = StageScene<never, never>;

/** Any scene of the family: the drawing does not care for its state and moves. */
function stageOf(scene: object): Stage {
  return scene as Stage;
}

export interface PanelLook {
  fill: PaletteColour;
  outline?: number;
  radius?: number;
  /** Height of the hard ink shadow below. */
  shadow?: number;
}

/** Room around a painted shape, so that its outline is not cut. */
const margin = 4;

function tracePanel(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
}

/** A rounded panel with an ink outline and, if asked, the family's hard shadow; x, y is its top left corner. */
export function panel(
  scene: object,
  x: number,
  y: number,
  width: number,
  height: number,
  look: PanelLook,
): GameObjects.Image {
  const { fill, outline = 4, radius = 20, shadow = 0 } = look;
  const key = `panel-${width}-${height}-${fill}-${outline}-${radius}-${shadow}`;
  const image = stageOf(scene).painted(
    x - margin,
    y - margin,
    key,
    width + margin * 2,
    height + shadow + margin * 2,
    (context) => {
      context.translate(margin, margin);
      if (shadow > 0) {
        tracePanel(context, 0, shadow, width, height, radius);
        context.fillStyle = palette.ink;
        context.fill();
        context.lineWidth = outline;
        context.strokeStyle = palette.ink;
        context.stroke();
      }
      tracePanel(context, 0, 0, width, height, radius);
      context.fillStyle = palette[fill];
      context.fill();
      if (outline > 0) {
        context.lineWidth = outline;
        context.strokeStyle = palette.ink;
        context.stroke();
      }
    },
  );
  return image.setOrigin(0, 0);
}

export interface SpeechLook {
  fill?: PaletteColour;
  size?: number;
  bold?: boolean;
  /** The side the tail grows from, and where on that side, from the top left corner. */
  tail: 'down' | 'up' | 'left';
  tailAt: number;
}

const tailLength = 26;

/**
 * A speech bubble as high as its words need. x, y is a left corner of its box without the tail: the lower one
 * when the tail points down, else the upper one.
 */
export function speechBubble(
  scene: object,
  x: number,
  y: number,
  width: number,
  sentence: string,
  look: SpeechLook,
): GameObjects.Container {
  const stage = stageOf(scene);
  const { fill = 'white', size = 34, bold = true, tail, tailAt } = look;
  const padding = 20;
  const text = stage.words(width / 2, padding, sentence, {
    size,
    bold,
    wrap: width - padding * 2,
    origin: [0.5, 0],
  });
  const height = Math.ceil(text.height + padding * 2);
  const room = tailLength + margin;
  const key = `bubble-${width}-${height}-${fill}-${tail}-${tailAt}`;
  const box = stage
    .painted(-room, -room, key, width + room * 2, height + room * 2, (context) => {
      context.translate(room, room);
      context.lineWidth = 4;
      context.lineJoin = 'round';
      context.strokeStyle = palette.ink;
      context.fillStyle = palette[fill];
      tracePanel(context, 0, 0, width, height, 24);
      context.fill();
      context.stroke();
      paintTail(context, tail, Math.min(tailAt, (tail === 'left' ? height : width) - 44), height);
    })
    .setOrigin(0, 0);
  return stage.add.container(x, tail === 'down' ? y - height : y, [box, text]);
}

function paintTail(
  context: CanvasRenderingContext2D,
  tail: SpeechLook['tail'],
  at: number,
  height: number,
): void {
  if (tail === 'left') context.transform(0, 1, -1, 0, 0, 0);
  const edge = tail === 'up' ? 0 : tail === 'down' ? height : 0;
  const out = tail === 'up' ? -1 : 1;
  context.beginPath();
  context.moveTo(at - 18, edge);
  context.lineTo(at, edge + out * tailLength);
  context.lineTo(at + 18, edge);
  context.fill();
  context.stroke();
  // Opens the box towards its tail.
  context.fillRect(at - 16, edge - 4, 32, 8);
}

export interface ButtonLook {
  x: number;
  y: number;
  width: number;
  height: number;
  label: string;
  fill: PaletteColour;
  ink?: PaletteColour;
  size?: number;
  /** A loaded picture at the left of the label. */
  icon?: string;
}

export interface StageButton {
  readonly body: GameObjects.Container;
  setOpen(open: boolean): void;
  setLabel(label: string): void;
  isOpen(): boolean;
  press(): void;
}

/** A button of the family: it sinks onto its shadow when pressed, and the focus ring knows it. */
export function button(scene: object, look: ButtonLook, onPress: () => void): StageButton {
  const stage = stageOf(scene);
  const { x, y, width, height, label, fill, ink = 'ink', size = 40, icon } = look;
  const depth = 8;
  const faceHeight = height - depth;
  const ground = panel(stage, 0, depth, width, faceHeight, { fill: 'ink' });
  const face = stage.add.container(0, 0, [panel(stage, 0, 0, width, faceHeight, { fill })]);
  const text = stage.words(width / 2, faceHeight / 2, label, { size, bold: true, colour: ink });
  face.add(text);
  if (icon !== undefined) {
    const picture = stage.picture(0, faceHeight / 2, icon);
    const gap = 14;
    const whole = picture.displayWidth + gap + text.width;
    picture.setX((width - whole) / 2 + picture.displayWidth / 2);
    text.setX((width - whole) / 2 + picture.displayWidth + gap + text.width / 2);
    face.add(picture);
  }
  const body = stage.add.container(x, y, [ground, face]);
  let open = true;
  const press = (): void => {
    if (!open) return;
    stage.tweens.add({ targets: face, y: { from: depth, to: 0 }, duration: 140 });
    onPress();
  };
  pressable(stage, body, { x: 0, y: 0, width, height }, press, () => open);
  return {
    body,
    press,
    isOpen: () => open,
    setOpen(next) {
      open = next;
      // A closed button lies flat and pale: without its shadow it does not look like something to press.
      ground.setVisible(next);
      stage.tweens.killTweensOf(face);
      face.setY(next ? 0 : depth).setAlpha(next ? 1 : 0.5);
      stage.ring.redraw();
    },
    setLabel: (next) => text.setText(next),
  };
}

/** Lets a container be tapped inside `area` (its own coordinates) and pressed by the focus ring. */
export function pressable(
  scene: object,
  body: GameObjects.Container,
  area: { x: number; y: number; width: number; height: number },
  onPress: () => void,
  isOpen: () => boolean = () => true,
): () => void {
  const stage = stageOf(scene);
  body.setInteractive({
    hitArea: new Geom.Rectangle(area.x, area.y, area.width, area.height),
    hitAreaCallback: (rectangle: Geom.Rectangle, x: number, y: number) => rectangle.contains(x, y),
    useHandCursor: true,
  });
  body.on('pointerup', () => {
    if (isOpen()) onPress();
  });
  const leaveRing = stage.ring.add({
    rect: () => ({ x: body.x + area.x, y: body.y + area.y, width: area.width, height: area.height }),
    press: onPress,
    isOpen,
  });
  body.once('destroy', leaveRing);
  return leaveRing;
}

/** Someone of the cast, standing with the feet at x, y; breathes a little unless motion is reduced. */
export class Character {
  readonly body: GameObjects.Container;
  readonly #stage: Stage;
  readonly #image: GameObjects.Image;

  constructor(scene: object, x: number, y: number, picture: string) {
    this.#stage = stageOf(scene);
    const image = this.#stage.picture(0, 0, picture).setOrigin(0.5, 1);
    this.#image = image;
    this.body = this.#stage.add.container(x, y, [image]);
    if (this.#stage.host.reducedMotion) return;
    this.#stage.tweens.add({
      targets: image,
      scaleY: image.scaleY * 1.015,
      duration: 1100,
      yoyo: true,
      repeat: -1,
      ease: 'Sine.easeInOut',
    });
  }

  /** Another face of the same size. */
  wear(picture: string): void {
    this.#image.setTexture(this.#stage.textureOf(picture));
  }

  /** Two glad hops. */
  async hop(): Promise<void> {
    const { y } = this.body;
    for (let times = 0; times < 2; times += 1) {
      await this.#stage.glide(this.body, { y: y - 34 }, 150, { ease: 'Quad.easeOut' });
      await this.#stage.glide(this.body, { y }, 170, { ease: 'Quad.easeIn' });
    }
  }

  /** A gentle "not yet": the head tilts from side to side, nothing shakes in anger. */
  async tilt(): Promise<void> {
    for (const angle of [-4, 4, -3, 0])
      await this.#stage.glide(this.body, { angle }, 130, { ease: 'Sine.easeInOut' });
  }

  async walkTo(x: number, milliseconds: number): Promise<void> {
    const { y } = this.body;
    if (this.#stage.host.reducedMotion) {
      this.body.setX(x);
      return;
    }
    const steps = this.#stage.tweens.add({
      targets: this.body,
      y: y - 10,
      duration: 140,
      yoyo: true,
      repeat: -1,
      ease: 'Sine.easeOut',
    });
    await this.#stage.glide(this.body, { x }, milliseconds, { ease: 'Sine.easeInOut' });
    steps.stop();
    this.body.setY(y);
  }
}

const popColours: readonly PaletteColour[] = [
  'celadon',
  'mandarin',
  'blossom',
  'indigo',
  'celadonLight',
  'mandarinLight',
];

/** The family's celebration: a ring of small tiles pops out, turns once and settles away. */
export function tilePops(scene: object, x: number, y: number): void {
  const stage = stageOf(scene);
  if (stage.host.reducedMotion) return;
  const tiles = 10;
  for (let tile = 0; tile < tiles; tile += 1) {
    const angle = (tile / tiles) * Math.PI * 2;
    const size = 26 + (tile % 3) * 8;
    const square = panel(stage, -size / 2, -size / 2, size, size, {
      fill: popColours[tile % popColours.length] ?? 'celadon',
      outline: 3,
      radius: 8,
    });
    const body = stage.add.container(x, y, [square]).setScale(0.2).setDepth(900);
    const reach = 120 + (tile % 2) * 50;
    stage.tweens.add({
      targets: body,
      x: x + Math.cos(angle) * reach,
      y: y + Math.sin(angle) * reach,
      scale: 1,
      angle: 90,
      duration: 420,
      ease: 'Back.easeOut',
      onComplete: () => {
        stage.tweens.add({
          targets: body,
          scale: 0,
          duration: 260,
          ease: 'Back.easeIn',
          onComplete: () => body.destroy(),
        });
      },
    });
  }
}
