import type { GameObjects } from 'phaser';

import { panel } from '../kit/scene-drawing.ts';
import type { StageScene } from '../kit/scene-stage.ts';

import { type Box, middleOf, tellerLayout } from './layout.ts';
import type { TellerMove, TellerState } from './rules.ts';
import type { TellerTask } from './rules-customers.ts';
import { inYuan, type TellerTexts } from './texts.ts';

type Stage = StageScene<TellerState, TellerMove>;

/** Above the counter board, which hides the customer's legs. */
export const onCounter = 11;

/** What the customer brought, as a picture: a slip with the amount, or goods with their price and the money paid. */
export function taskCard(stage: Stage, task: TellerTask, texts: TellerTexts): GameObjects.Container {
  const { card } = tellerLayout[stage.host.shape];
  const tall = stage.host.shape === 'tall';
  const body = stage.add.container(card.x, card.y, [
    panel(stage, 0, 0, card.width, card.height, {
      fill: task.kind === 'change' ? 'white' : 'mandarinLight',
      shadow: 5,
    }),
  ]);
  body.setDepth(onCounter);
  const middle = card.height / 2;
  if (task.kind === 'pay-out') {
    if (task.place === 'home') {
      const x = card.width / 2 + 58;
      const note = stage.words(x, tall ? 8 : 12, texts.atHomeNote, {
        size: tall ? 21 : 20,
        wrap: card.width - 136,
        origin: [0.5, 0],
      });
      const amount = stage.words(x, card.height - (tall ? 2 : 10), texts.yuan(inYuan(task.targetFen)), {
        size: tall ? 40 : 54,
        bold: true,
        colour: 'mandarinDeep',
        origin: [0.5, 1],
      });
      body.add([stage.picture(66, middle, 'colleague'), note, amount]);
      return body;
    }
    const head = stage.words(card.width / 2, tall ? 28 : 44, texts.slip, {
      size: tall ? 24 : 28,
      colour: 'ink2',
    });
    const amount = stage.words(card.width / 2, tall ? 74 : 112, texts.yuan(inYuan(task.targetFen)), {
      size: tall ? 54 : 78,
      bold: true,
      colour: 'mandarinDeep',
    });
    body.add([head, amount]);
    return body;
  }
  const sides = [
    { picture: `goods-${task.goods}`, caption: texts.price, fen: task.priceFen, x: card.width * 0.25 },
    { picture: `card-chip-${task.givenFen}`, caption: texts.given, fen: task.givenFen, x: card.width * 0.75 },
  ];
  for (const side of sides) {
    const amount = texts.yuan(inYuan(side.fen));
    if (tall) {
      body.add(stage.picture(side.x - 58, middle, side.picture));
      body.add(stage.words(side.x + 42, middle - 20, side.caption, { size: 22, colour: 'ink2' }));
      body.add(stage.words(side.x + 42, middle + 16, amount, { size: 30, bold: true }));
    } else {
      body.add(stage.picture(side.x, 58, side.picture));
      body.add(stage.words(side.x, 122, side.caption, { size: 24, colour: 'ink2' }));
      body.add(stage.words(side.x, 153, amount, { size: 34, bold: true }));
    }
  }
  body.add(stage.add.rectangle(card.width / 2, middle, 4, card.height * 0.7, 0x22303c, 0.25));
  return body;
}

/** The plate that shows the tray's total, once it was counted. */
export class TotalPlate {
  readonly #stage: Stage;
  readonly #texts: TellerTexts;
  readonly #box: Box;
  #shown: GameObjects.GameObject[] = [];

  constructor(stage: Stage, texts: TellerTexts) {
    this.#stage = stage;
    this.#texts = texts;
    this.#box = tellerLayout[stage.host.shape].total;
  }

  /** `fen` null: not counted. `sure`: the count is complete. */
  show(fen: number | null, sure: boolean): void {
    for (const thing of this.#shown) thing.destroy();
    const { x, y, width, height } = this.#box;
    const counted = fen !== null;
    const plate = panel(this.#stage, x, y, width, height, {
      fill: counted && sure ? 'celadonLight' : 'white',
    });
    const middle = middleOf(this.#box);
    const low = height < 100;
    const label = this.#texts.tray;
    const amount = counted ? this.#texts.yuan(inYuan(fen)) : '?';
    const head = low
      ? this.#stage.words(x + 26, middle.y, label, { size: 30, colour: 'ink2', origin: [0, 0.5] })
      : this.#stage.words(middle.x, y + 34, label, { size: 28, colour: 'ink2' });
    const total = this.#stage.words(middle.x, low ? middle.y : y + 94, amount, {
      size: low ? 44 : 60,
      bold: true,
      colour: counted ? 'celadonDeep' : 'line',
    });
    const rest = low
      ? this.#stage.words(x + width - 26, middle.y, counted ? (sure ? '✓' : '…') : this.#texts.notCounted, {
          size: 26,
          bold: counted,
          colour: counted ? 'celadonDeep' : 'ink2',
          origin: [1, 0.5],
        })
      : this.#stage.words(middle.x, y + height - 20, counted ? (sure ? '✓' : '…') : this.#texts.notCounted, {
          size: 22,
          bold: counted,
          colour: counted ? 'celadonDeep' : 'ink2',
        });
    if (!low && counted) rest.setPosition(x + width - 40, y + 34);
    this.#shown = [plate, head, total, rest].map((thing) => thing.setDepth(onCounter));
  }
}

/** The customers' homes in a row: one lights up for each who got the right money. */
export class Houses {
  readonly #stage: Stage;
  readonly #images: readonly GameObjects.Image[];

  constructor(stage: Stage, lit: number, all: number) {
    this.#stage = stage;
    const { x, y, gap, size } = tellerLayout[stage.host.shape].houses;
    this.#images = Array.from({ length: all }, (_, place) =>
      stage.picture(x + size / 2 + place * gap, y, place < lit ? 'house-lit' : 'house'),
    );
  }

  light(place: number): void {
    const image = this.#images[place];
    if (!image) return;
    image.setTexture(this.#stage.textureOf('house-lit'));
    if (this.#stage.host.reducedMotion) return;
    const scale = image.scaleX * 1.35;
    this.#stage.tweens.add({ targets: image, scale, duration: 180, yoyo: true, ease: 'Quad.easeOut' });
  }
}
