import { Scene, type GameObjects, type Types } from 'phaser';

import type { SceneHost } from './scene.ts';
import { palette, type PaletteColour } from './palette.ts';
import { FocusRing } from './scene-focus.ts';
import { wrapLines } from './wrap-lines.ts';

/** A drawn picture of the scene: an SVG's address and its size on the stage in logical pixels. */
export interface PictureSource {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export interface TextStyle {
  size: number;
  colour?: PaletteColour;
  bold?: boolean;
  /** Breaks lines at this width. */
  wrap?: number;
  align?: 'left' | 'center';
  origin?: readonly [number, number];
}

const family =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC Variable", system-ui, sans-serif';

/**
 * The scene every game's scene extends. `pictures()` names what to load, `build()` puts it on the stage from
 * the controller's state alone, `follow()` animates one accepted move. Pictures and texts are drawn at the
 * device's sharpness; everything else is in logical pixels.
 */
export abstract class StageScene<State, Move> extends Scene {
  readonly host: SceneHost<State, Move>;
  readonly ring: FocusRing;
  #stopFollowing: () => void = () => undefined;

  constructor(host: SceneHost<State, Move>) {
    super('stage');
    this.host = host;
    this.ring = new FocusRing(this);
  }

  protected abstract pictures(): Readonly<Record<string, PictureSource>>;
  protected abstract build(state: State): void;
  protected abstract follow(state: State, move: Move, before: State): void;

  /** A key that the focus ring did not take; true when the scene did. */
  onKey(_event: KeyboardEvent): boolean {
    return false;
  }

  preload(): void {
    for (const [key, source] of Object.entries(this.pictures())) {
      const texture = this.textureOf(key);
      if (this.textures.exists(texture)) continue;
      this.load.svg(texture, source.url, {
        width: Math.ceil(source.width * this.host.resolution),
        height: Math.ceil(source.height * this.host.resolution),
      });
    }
  }

  create(): void {
    this.cameras.main.setOrigin(0, 0).setZoom(this.host.resolution);
    let before = this.host.controller.state;
    this.build(before);
    this.#stopFollowing = this.host.controller.subscribe((state, move) => {
      const previous = before;
      before = state;
      this.follow(state, move, previous);
    });
    this.events.once('shutdown', () => this.#stopFollowing());
    this.events.once('destroy', () => this.#stopFollowing());
  }

  /** A loaded picture, its middle at x, y, as large as `pictures()` says. Tween a container around it. */
  picture(x: number, y: number, key: string): GameObjects.Image {
    return this.add.image(x, y, this.textureOf(key)).setScale(1 / this.host.resolution);
  }

  /** A picture painted once with Canvas 2D and kept under its key. */
  painted(
    x: number,
    y: number,
    key: string,
    width: number,
    height: number,
    paint: (context: CanvasRenderingContext2D) => void,
  ): GameObjects.Image {
    const texture = this.textureOf(key);
    const sharpness = this.host.resolution;
    if (!this.textures.exists(texture)) {
      const canvas = this.textures.createCanvas(
        texture,
        Math.ceil(width * sharpness),
        Math.ceil(height * sharpness),
      );
      if (canvas) {
        canvas.context.scale(sharpness, sharpness);
        paint(canvas.context);
        canvas.refresh();
      }
    }
    return this.add.image(x, y, texture).setScale(1 / sharpness);
  }

  words(x: number, y: number, sentence: string, style: TextStyle): GameObjects.Text {
    const { size, colour = 'ink', bold = false, wrap, align = 'center', origin = [0.5, 0.5] } = style;
    const options: Types.GameObjects.Text.TextStyle = {
      fontFamily: family,
      fontSize: `${size}px`,
      fontStyle: bold ? 'bold' : 'normal',
      color: palette[colour],
      align,
      resolution: this.host.resolution,
      lineSpacing: size * 0.2,
      // Without it some platforms cut the top of Chinese characters and accents.
      padding: { top: Math.ceil(size * 0.12), bottom: Math.ceil(size * 0.08) },
    };
    if (wrap !== undefined)
      options.wordWrap = {
        callback: (text: string, object: GameObjects.Text) =>
          wrapLines(text, wrap, (part) => object.context.measureText(part).width),
      };
    return this.add.text(x, y, sentence, options).setOrigin(origin[0], origin[1]);
  }

  /**
   * Moves a thing over time and resolves when it is there. With reduced motion it is there at once. A scene
   * that ends in between never resolves: what matters is in the controller.
   */
  glide(
    target: object,
    to: Record<string, unknown>,
    milliseconds: number,
    options: { ease?: string; delay?: number } = {},
  ): Promise<void> {
    const { ease = 'Cubic.easeOut', delay = 0 } = options;
    const duration = this.host.reducedMotion ? 1 : milliseconds;
    return new Promise((resolve) => {
      this.tweens.add({
        targets: target,
        ...to,
        duration,
        delay: this.host.reducedMotion ? 0 : delay,
        ease,
        onComplete: () => resolve(),
      });
    });
  }

  /** Waits in the scene's time, which stands still while the game is paused. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.time.delayedCall(milliseconds, () => resolve());
    });
  }

  /** The name under which Phaser keeps a picture at this device's sharpness. */
  textureOf(key: string): string {
    return `${key}@${this.host.resolution}`;
  }
}
