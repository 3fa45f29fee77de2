import type { GameObjects } from 'phaser';

import { panel } from '../kit/scene-drawing.ts';

import { bridgeLayout, middleOf } from './layout.ts';
import { type BridgeState, phaseOf, type Year } from './rules.ts';
import { offerFor } from './rules-village.ts';
import { depths, type Stage } from './scene-bridge.ts';
import type { BridgeTexts } from './texts.ts';

/** The near bank: four plots, the barn, and the board with what is lent or due. */
export class FieldDrawing {
  readonly #stage: Stage;
  readonly #texts: BridgeTexts;
  #crops: GameObjects.Container[] = [];
  #board: GameObjects.Container | null = null;
  #barn: GameObjects.GameObject[] = [];

  constructor(stage: Stage, texts: BridgeTexts, state: BridgeState) {
    this.#stage = stage;
    this.#texts = texts;
    const { plots, barn } = bridgeLayout[stage.host.shape];
    for (const { x, y } of plots) stage.picture(x, y, 'plot').setDepth(depths.field);
    const { x, y } = middleOf(barn);
    stage.picture(x, y, 'barn').setDepth(depths.posts);
    this.show(state);
  }

  /** Everything on the near bank as the state has it. */
  show(state: BridgeState): void {
    for (const crop of this.#crops) crop.destroy();
    this.#crops = state.year ? this.#plant(state.year.lent, `crop-${state.year.weather}`) : [];
    this.#showBarn(state);
    this.showBoard(state);
  }

  /** Seeds come over the river and sprout. */
  async sow(year: Year): Promise<void> {
    const stage = this.#stage;
    const { villagers, plots } = bridgeLayout[stage.host.shape];
    this.#board?.destroy();
    this.#board = null;
    await Promise.all(
      plots.slice(0, year.lent).map(async ({ x, y }, place) => {
        const bag = this.#flying('seeds', villagers.granny.x, villagers.granny.y - 60);
        await stage.glide(bag, { x, y: y - 20 }, 520, { delay: place * 90, ease: 'Sine.easeInOut' });
        bag.destroy();
      }),
    );
    stage.host.play('place');
    for (const crop of this.#crops) crop.destroy();
    this.#crops = this.#plant(year.lent, 'sprout');
    await this.#rise();
  }

  /** The sprouts become what the weather makes of them. */
  async grow(year: Year): Promise<void> {
    for (const crop of this.#crops) crop.destroy();
    this.#crops = this.#plant(year.lent, `crop-${year.weather}`);
    await this.#rise();
  }

  /** The sun crosses the sky, or clouds pass over the field: gently, and for a moment only. */
  async weather(year: Year): Promise<void> {
    const stage = this.#stage;
    const { shape, width, height, reducedMotion } = stage.host;
    const layout = bridgeLayout[shape];
    if (year.weather === 'sun') {
      const sun = stage.picture(layout.sun.from.x, layout.sun.from.y, 'sun').setDepth(1);
      const body = stage.add.container(0, 0, [sun]).setDepth(1);
      const day = stage.add
        .rectangle(width / 2, height / 2, width, height, 0xffe9c2, 0)
        .setDepth(depths.front + 1);
      void stage.glide(day, { fillAlpha: 0.22 }, 600);
      await stage.glide(sun, { ...layout.sun.top }, 700, { ease: 'Sine.easeOut' });
      await stage.wait(reducedMotion ? 500 : 250);
      void stage.glide(day, { fillAlpha: 0 }, 500).then(() => day.destroy());
      await stage.glide(sun, { ...layout.sun.to }, 500, { ease: 'Sine.easeIn' });
      body.destroy();
      return;
    }
    const first = layout.plots[0]?.x ?? 0;
    const clouds = [first + 40, first + layout.cloud.width * 1.5].map((x) => {
      const cloud = stage.picture(x - 500, layout.cloud.y, 'cloud').setDepth(depths.field + 3);
      void stage.glide(cloud, { x }, 600, { ease: 'Sine.easeOut' });
      return cloud;
    });
    await stage.wait(reducedMotion ? 100 : 550);
    for (let drop = 0; drop < 18; drop += 1) {
      const x = first - 50 + ((drop * 53) % (layout.cloud.width * 2.6));
      const body = stage
        .picture(x, layout.cloud.y + 50, 'drop')
        .setDepth(depths.field + 2)
        .setAlpha(0.9);
      void stage
        .glide(body, { y: layout.cloud.y + 170, alpha: 0.3 }, 480, {
          delay: (drop * 71) % 640,
          ease: 'Quad.easeIn',
        })
        .then(() => body.destroy());
    }
    await stage.wait(reducedMotion ? 700 : 1050);
    for (const cloud of clouds)
      void stage
        .glide(cloud, { x: cloud.x + 260, alpha: 0 }, 600, { ease: 'Sine.easeIn' })
        .then(() => cloud.destroy());
  }

  /** What is given back crosses the river; what stays goes into the barn. */
  async settle(before: BridgeState, state: BridgeState): Promise<void> {
    const stage = this.#stage;
    const { year } = before;
    const mark = state.history.at(-1)?.mark;
    if (!year || !mark) return;
    const layout = bridgeLayout[stage.host.shape];
    const paid = mark === 'kept' ? year.due : mark === 'told' ? year.crop : 0;
    const from = middleOf(layout.board);
    const home = middleOf(layout.barn);
    this.#board?.destroy();
    this.#board = null;
    const over = Array.from({ length: paid }, async (_, place) => {
      const bag = this.#flying('sack', from.x + (place - paid / 2) * 44, from.y);
      const to = { x: layout.villagers.granny.x + (place % 4) * 34, y: layout.villagers.granny.y - 40 };
      await stage.glide(bag, { ...to, scale: 0.6 }, 620, { delay: place * 70, ease: 'Sine.easeInOut' });
      bag.destroy();
    });
    const left = Math.min(8, year.crop - Math.min(paid, year.crop));
    const homeward = Array.from({ length: left }, async (_, place) => {
      const plot = layout.plots[place % Math.max(1, year.lent)] ?? home;
      const bag = this.#flying('sack', plot.x, plot.y - 30);
      await stage.glide(bag, { x: home.x, y: home.y + 24, scale: 0.6 }, 520, {
        delay: 160 + place * 50,
        ease: 'Sine.easeInOut',
      });
      bag.destroy();
    });
    for (const crop of this.#crops) void stage.glide(crop, { alpha: 0 }, 300).then(() => crop.destroy());
    this.#crops = [];
    await Promise.all([...over, ...homeward]);
    this.#showBarn(state);
  }

  showBoard(state: BridgeState): void {
    const stage = this.#stage;
    const { board } = bridgeLayout[stage.host.shape];
    this.#board?.destroy();
    this.#board = null;
    const { year } = state;
    const phase = phaseOf(state);
    if (phase !== 'promise' && phase !== 'settle') return;
    const body = stage.add.container(board.x, board.y).setDepth(depths.field);
    this.#board = body;
    body.add(panel(stage, 0, 0, board.width, board.height, { fill: 'paper', shadow: 6 }));
    const tall = stage.host.shape === 'tall';
    const numbers = state.band !== 'P';
    const size = tall ? 32 : 26;
    const head = year ? (numbers ? this.#texts.dueNumber(year.due) : this.#texts.due) : this.#texts.offer;
    body.add(stage.words(22, tall ? 34 : 26, head, { size, bold: true, origin: [0, 0.5] }));
    if (year && numbers)
      body.add(
        stage.words(board.width - 20, tall ? 34 : 26, this.#texts.haveNumber(year.crop, state.barn), {
          size: size - 2,
          colour: 'ink2',
          origin: [1, 0.5],
        }),
      );
    const top = tall ? 66 : 48;
    const box = { x: 20, y: top, width: board.width - 40, height: board.height - top - (tall ? 18 : 10) };
    if (year) {
      this.#row(body, duePictures(year, state.barn), box);
      return;
    }
    const seeds = Array.from({ length: offerFor(state.starQuarters) }, () => 'seeds');
    if (state.debt === 0) {
      this.#row(body, seeds, box);
      return;
    }
    const rest = box.width * 0.36;
    this.#row(body, seeds, { ...box, width: box.width - rest });
    body.add(
      stage.add.rectangle(box.x + box.width - rest, board.height / 2, 4, board.height * 0.7, 0x22303c, 0.2),
    );
    body.add(
      stage.words(board.width - 20, tall ? 34 : 26, this.#texts.rest, { size, bold: true, origin: [1, 0.5] }),
    );
    this.#row(
      body,
      Array.from({ length: state.debt }, () => 'rest'),
      { ...box, x: box.x + box.width - rest + 14, width: rest - 14 },
    );
  }

  /** Bags side by side in a box, in two rows when there are many. */
  #row(
    body: GameObjects.Container,
    pictures: readonly string[],
    box: { x: number; y: number; width: number; height: number },
  ): void {
    const rows = pictures.length > 8 ? 2 : 1;
    const perRow = Math.ceil(pictures.length / rows);
    const size = Math.min(box.height / rows, (box.width / Math.max(perRow, 3)) * 1.05);
    for (const [place, picture] of pictures.entries()) {
      const inRow = Math.min(perRow, pictures.length - Math.floor(place / perRow) * perRow);
      const step = Math.min(size * 1.06, box.width / inRow);
      const image = this.#stage.picture(
        box.x + box.width / 2 + ((place % perRow) - (inRow - 1) / 2) * step,
        box.y + (box.height * (Math.floor(place / perRow) + 0.5)) / rows,
        picture,
      );
      image.setScale((image.scaleX * size) / image.displayHeight);
      body.add(image);
    }
  }

  #showBarn(state: BridgeState): void {
    const stage = this.#stage;
    const { barn, barnSack } = bridgeLayout[stage.host.shape];
    for (const thing of this.#barn) thing.destroy();
    const numbers = state.band !== 'P';
    const shown = Math.min(numbers ? 5 : 2, state.barn);
    const step = numbers ? barnSack * 0.42 : barnSack * 0.98;
    this.#barn = Array.from({ length: shown }, (_, place) => {
      const image = stage.picture(
        barn.x + barn.width / 2 + (place - (shown - 1) / 2) * step,
        barn.y + barn.height * 0.87,
        'sack',
      );
      image.setScale((image.scaleX * barnSack) / image.displayWidth);
      return image.setOrigin(0.5, 1).setDepth(depths.posts);
    });
    if (!numbers) return;
    const size = stage.host.shape === 'tall' ? 24 : 30;
    this.#barn.push(
      stage
        .words(barn.x + barn.width / 2, barn.y + barn.height + size * 0.75, this.#texts.bags(state.barn), {
          size,
          bold: true,
          colour: 'white',
        })
        .setDepth(depths.posts),
    );
  }

  #plant(lent: number, picture: string): GameObjects.Container[] {
    const { plots, plot } = bridgeLayout[this.#stage.host.shape];
    return plots.slice(0, lent).map(({ x, y }) => {
      const foot = y + plot.height * 0.3;
      const image = this.#stage.picture(0, plot.height * 0.3, picture).setOrigin(0.5, 0.9);
      return this.#stage.add.container(x, foot - plot.height * 0.3, [image]).setDepth(depths.field + 1);
    });
  }

  async #rise(): Promise<void> {
    await Promise.all(
      this.#crops.map((crop, place) => {
        crop.setScale(1, 0.2);
        return this.#stage.glide(crop, { scaleY: 1 }, 380, { delay: place * 70, ease: 'Back.easeOut' });
      }),
    );
  }

  #flying(picture: string, x: number, y: number): GameObjects.Container {
    return this.#stage.add.container(x, y, [this.#stage.picture(0, 0, picture)]).setDepth(40);
  }
}

/** One picture for each bag due: from the crop or the barn, or missing. */
function duePictures(year: Year, barn: number): string[] {
  const filled = Math.min(year.due, year.crop + barn);
  return Array.from({ length: year.due }, (_, place) => (place < filled ? 'sack' : 'missing'));
}
