import type { GameObjects } from 'phaser';

import type { PaletteColour } from '../kit/palette.ts';
import { panel, pressable } from '../kit/scene-drawing.ts';

import { movesNow } from './keys.ts';
import { type Box, bridgeLayout, controlBoxes, reasonBoxes } from './layout.ts';
import { type BridgeMove, type BridgeState, choicesOf } from './rules.ts';
import { depths, type Stage } from './scene-bridge.ts';
import type { BridgeTexts } from './texts.ts';
import { doesNotFit, labelOf, sumsOf } from './ways.ts';

const sinks = 8;

/** A large card to press. Pale says that it does not fit at the moment; pressed, it says why. */
function card(
  stage: Stage,
  box: Box,
  look: { fill: PaletteColour; pale?: boolean; digit: number },
  draw: (face: GameObjects.Container, width: number, height: number) => void,
  press: () => void,
  isOpen: () => boolean,
): GameObjects.Container {
  const height = box.height - sinks;
  const face = stage.add.container(0, 0, [
    panel(stage, 0, 0, box.width, height, { fill: look.pale ? 'paper' : look.fill }),
  ]);
  draw(face, box.width, height);
  if (stage.host.shape === 'wide')
    face.add(stage.words(24, 24, String(look.digit), { size: 22, bold: true, colour: 'ink2' }));
  const ground = panel(stage, 0, sinks, box.width, height, { fill: 'ink' });
  const body = stage.add.container(box.x, box.y, [ground, face]).setDepth(depths.controls);
  if (look.pale) {
    ground.setVisible(false);
    face.setY(sinks).setAlpha(0.62);
  }
  pressable(
    stage,
    body,
    { x: 0, y: 0, width: box.width, height: box.height },
    () => {
      if (!look.pale) stage.tweens.add({ targets: face, y: { from: sinks, to: 0 }, duration: 140 });
      press();
    },
    isOpen,
  );
  return body;
}

export interface Controls {
  readonly stage: Stage;
  readonly texts: BridgeTexts;
  readonly state: BridgeState;
  readonly press: (move: BridgeMove) => void;
  readonly isOpen: () => boolean;
}

/** The ways of this moment as cards: how much to promise, what to do about it, or to lend a hand. */
export function drawControls(controls: Controls): GameObjects.Container[] {
  const { stage, state } = controls;
  const moves = movesNow(state);
  const boxes =
    moves[0]?.kind === 'reflect'
      ? reasonBoxes(stage.host.shape, moves.length)
      : controlBoxes(stage.host.shape, moves.length);
  return moves.map((move, place) => {
    const box = boxes[place] as Box;
    const look = { fill: fillOf(move), pale: doesNotFit(move, state), digit: place + 1 };
    return card(
      stage,
      box,
      look,
      (face, width, height) => drawFace(controls, move, face, width, height),
      () => controls.press(move),
      controls.isOpen,
    );
  });
}

function fillOf(move: BridgeMove): PaletteColour {
  switch (move.kind) {
    case 'keep':
    case 'help':
      return 'mandarin';
    case 'tell':
      return 'celadonLight';
    case 'silent':
      return 'indigoLight';
    case 'promise':
      return 'white';
    case 'reflect':
      return 'mandarinLight';
  }
}

function drawFace(
  controls: Controls,
  move: BridgeMove,
  face: GameObjects.Container,
  width: number,
  height: number,
): void {
  const { stage, texts } = controls;
  const tall = stage.host.shape === 'tall';
  switch (move.kind) {
    case 'promise':
      drawPromise(controls, move.bags, face, width, height);
      return;
    case 'reflect': {
      const label = labelOf(move, controls.state, texts);
      face.add(
        stage.words(width / 2, height / 2, label, { size: tall ? 42 : 36, bold: true, wrap: width - 60 }),
      );
      return;
    }
    default: {
      const label = labelOf(move, controls.state, texts);
      const english = stage.host.locale === 'en';
      const text = stage.words(0, 0, label, {
        size: tall ? (english ? 33 : 44) : english ? 37 : 48,
        bold: true,
      });
      const icon = stage.picture(0, 0, `icon-${move.kind}`);
      if (tall) {
        icon.setPosition(width / 2, height * 0.38);
        text.setPosition(width / 2, height * 0.8);
      } else {
        const whole = icon.displayWidth + 20 + text.width;
        icon.setPosition((width - whole) / 2 + icon.displayWidth / 2, height / 2);
        text.setPosition((width - whole) / 2 + icon.displayWidth + 20 + text.width / 2, height / 2);
      }
      face.add([icon, text]);
    }
  }
}

/** How much is taken, how much is given back, and what rain would leave of it. */
function drawPromise(
  { stage, texts, state }: Controls,
  bags: number,
  face: GameObjects.Container,
  width: number,
  height: number,
): void {
  const tall = stage.host.shape === 'tall';
  const choices = choicesOf(state);
  const { due, gap } = sumsOf(bags, state);
  /** Pictures side by side from `x`, each `size` high, closer where there is less room. */
  const row = (pictures: readonly string[], x: number, y: number, size: number, room: number): void => {
    const high = Math.min(size, (room / pictures.length) * 1.2);
    const step = Math.min(high * 0.96, (room - high * 0.9) / Math.max(1, pictures.length - 1));
    for (const [place, picture] of pictures.entries()) {
      const image = stage.picture(x + high * 0.45 + place * step, y, picture);
      image.setScale((image.scaleX * high) / image.displayHeight);
      face.add(image);
    }
  };
  const seeds = Array.from({ length: bags }, () => 'seeds');
  const sacks = Array.from({ length: due }, () => 'sack');
  const inRain = sacks.map((sack, place) => (place < due - gap ? sack : 'missing'));
  if (state.band !== 'P') {
    const middle = width / 2;
    const compact = choices.length > 3 && tall;
    const size = compact ? 30 : tall ? 36 : 38;
    face.add(
      stage.words(middle, height * 0.22, labelOf({ kind: 'promise', bags }, state, texts), {
        size,
        bold: true,
      }),
    );
    face.add(
      stage.words(middle, height * 0.52, texts.dueNumber(due), { size: compact ? 24 : 30, wrap: width - 16 }),
    );
    if (state.band !== 'Q') return;
    const note = gap === 0 ? texts.enough : texts.short(gap);
    const rain = stage.picture(0, height * 0.82, 'rain');
    const text = stage.words(0, height * 0.82, note, {
      size: compact ? 22 : 26,
      bold: true,
      colour: gap === 0 ? 'celadonDeep' : 'mandarinDeep',
    });
    const whole = rain.displayWidth + 8 + text.width;
    rain.setX(middle - whole / 2 + rain.displayWidth / 2);
    text.setX(middle + whole / 2 - text.width / 2);
    face.add([rain, text]);
    return;
  }
  const label = labelOf({ kind: 'promise', bags }, state, texts);
  const english = stage.host.locale === 'en';
  if (tall) {
    const room = width - 36 - 64;
    face.add(stage.words(width / 2, 36, label, { size: 40, bold: true }));
    row(seeds, width / 2 - bags * 27, 98, 58, bags * 58);
    face.add(stage.picture(46, 158, 'give'));
    row(sacks, 82, 158, 52, room);
    face.add(stage.picture(46, 214, 'rain'));
    row(inRain, 82, 214, 52, room);
    return;
  }
  const left = width * (choices.length === 1 ? 0.3 : 0.36);
  const middle = left / 2 + 14;
  face.add(stage.words(middle, 44, label, { size: english ? 34 : 38, bold: true }));
  row(seeds, middle - bags * 24, 106, 52, left - 30);
  face.add(stage.add.rectangle(left + 16, height / 2, 4, height * 0.7, 0x22303c, 0.2));
  const from = left + 92;
  const room = width - from - 18;
  face.add(stage.picture(left + 56, 46, 'give'));
  row(sacks, from, 46, 54, room);
  face.add(stage.picture(left + 56, 108, 'rain'));
  row(inRain, from, 108, 54, room);
}

/** The look back: at night a bag stands at a door, and nobody saw who brought it. */
export function drawNight(stage: Stage, texts: BridgeTexts): GameObjects.Container {
  const { panel: box, picture, titleSize } = bridgeLayout[stage.host.shape].night;
  const veil = stage.add.rectangle(
    stage.host.width / 2,
    stage.host.height / 2,
    stage.host.width,
    stage.host.height,
    0x22303c,
    0.6,
  );
  const body = stage.add.container(0, 0, [
    veil,
    panel(stage, box.x, box.y, box.width, box.height - 8, { fill: 'paper', shadow: 8 }),
    stage.picture(picture.x + picture.width / 2, picture.y + picture.height / 2, 'night'),
    stage.words(
      box.x + box.width / 2,
      picture.y + picture.height + (stage.host.shape === 'tall' ? 100 : 74),
      texts.night.title,
      {
        size: titleSize,
        bold: true,
        wrap: box.width - 60,
      },
    ),
  ]);
  return body.setDepth(depths.controls - 1);
}
