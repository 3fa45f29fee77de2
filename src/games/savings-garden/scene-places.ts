import type { GameObjects } from 'phaser';

import { tilePops } from '../kit/scene-drawing.ts';

import { type Generation, generations, orchardOf } from './harvests.ts';
import { bushFoot, gardenLayout, middleOf, mostBushes, orangeSpot, treeFoot } from './layout.ts';
import type { GardenState } from './rules.ts';
import { grainsPerYuan, type Plot, plots } from './rules-growth.ts';
import type { Stage } from './scene-top.ts';
import { type GardenTexts, inYuan } from './texts.ts';

const yuanPerTree = 10;
/** Slots of the trees from income, from their fruit, and from the fruit of those. */
const firstSlot: Record<Generation, number> = { planted: 0, grown: 12, grownAgain: 16 };

interface Plant {
  readonly body: GameObjects.Container;
  size: number;
}

/** What grows in the three places: oranges in the jar, trees in the garden, bushes on the wild plot. */
export class Places {
  readonly #stage: Stage;
  readonly #texts: GardenTexts;
  readonly #amounts: Readonly<Record<Plot, GameObjects.Text>>;
  readonly #plants = new Map<string, Plant>();

  constructor(stage: Stage, texts: GardenTexts, state: GardenState) {
    this.#stage = stage;
    this.#texts = texts;
    this.#amounts = {
      jar: this.#caption('jar'),
      garden: this.#caption('garden'),
      wild: this.#caption('wild'),
    };
    const { jar } = gardenLayout[stage.host.shape].places;
    stage
      .picture(jar.x + jar.width / 2, jar.y + jar.height - 50, 'jar')
      .setOrigin(0.5, 1)
      .setDepth(20);
    this.show(state, false);
  }

  /** Everything as the state has it; what is larger or fresh grows there when it `grows`. */
  show(state: GardenState, grows: boolean): void {
    for (const plot of plots) this.#amounts[plot].setText(this.#texts.yuan(inYuan(state.holdings[plot])));
    this.#showJar(state, grows);
    this.#showTrees(state, grows);
    this.#showBushes(state, grows);
  }

  /**
   * The garden's season: blossom on every tree, then fruit, and the fruit flies to the front rows, where it is
   * planted. Fruit of income's trees makes trees of fruit; fruit of those the next.
   */
  async bearFruit(before: GardenState): Promise<void> {
    const stage = this.#stage;
    if (stage.host.reducedMotion || before.holdings.garden === 0) return;
    const { shape } = stage.host;
    const { size } = gardenLayout[shape].trees;
    const orchard = orchardOf(before);
    const fruits: { body: GameObjects.Container; to: { x: number; y: number } }[] = [];
    const blossoms: GameObjects.Container[] = [];
    for (const [from, next] of [
      ['planted', 'grown'],
      ['grown', 'grownAgain'],
      ['grownAgain', 'grownAgain'],
    ] as const) {
      const slots = this.#slotsOf(from, orchard[from]);
      const target = this.#slotsOf(next, orchard[next] + 1).at(-1)?.slot ?? 0;
      const to = treeFoot(shape, target);
      for (const { slot, share } of slots) {
        if (share < 0.2) continue;
        const foot = treeFoot(shape, slot);
        const at = { x: foot.x + size.x * 0.14, y: foot.y - size.y * (0.3 + 0.34 * sizeOf(share)) };
        blossoms.push(
          stage.add
            .container(at.x, at.y, [stage.picture(0, 0, 'blossom')])
            .setDepth(50)
            .setScale(0),
        );
        fruits.push({
          body: stage.add
            .container(at.x, at.y, [stage.picture(0, 0, 'fruit')])
            .setDepth(51)
            .setScale(0),
          to: { x: to.x, y: to.y - 8 },
        });
      }
    }
    if (fruits.length === 0) return;
    await stage.glide(blossoms, { scale: 1 }, 260, { ease: 'Back.easeOut' });
    await stage.wait(160);
    void stage
      .glide(blossoms, { scale: 0 }, 200)
      .then(() => blossoms.forEach((blossom) => blossom.destroy()));
    await stage.glide(
      fruits.map(({ body }) => body),
      { scale: 1 },
      260,
      { ease: 'Back.easeOut' },
    );
    await stage.wait(120);
    await Promise.all(
      fruits.map(async ({ body, to }, place) => {
        await stage.glide(body, { ...to, scale: 0.7 }, 420, { delay: place * 24, ease: 'Sine.easeInOut' });
        body.destroy();
      }),
    );
  }

  /** The season's income comes out of the basket into the places. */
  async bringIncome(state: GardenState, from: { x: number; y: number }): Promise<void> {
    const stage = this.#stage;
    if (stage.host.reducedMotion || state.split === null) return;
    const flights: Promise<void>[] = [];
    let count = 0;
    for (const plot of plots)
      for (let yuan = 0; yuan < state.split[plot]; yuan += 1) {
        const body = stage.add.container(from.x, from.y, [stage.picture(0, 0, 'fruit')]).setDepth(700);
        const to = middleOf(gardenLayout[stage.host.shape].places[plot]);
        flights.push(
          stage
            .glide(body, { x: to.x + ((yuan % 5) - 2) * 18, y: to.y + 20, scale: 0.8 }, 420, {
              delay: count * 34,
              ease: 'Sine.easeIn',
            })
            .then(() => body.destroy()),
        );
        count += 1;
      }
    await Promise.all(flights);
  }

  cheer(): void {
    const { x, y } = middleOf(gardenLayout[this.#stage.host.shape].places.garden);
    tilePops(this.#stage, x, y);
  }

  #caption(plot: Plot): GameObjects.Text {
    const stage = this.#stage;
    const { places, captionHeight } = gardenLayout[stage.host.shape];
    const { x, y, width, height } = places[plot];
    const top = y + height;
    const name = this.#texts.plots[plot];
    const rate = this.#texts.rates[plot];
    if (stage.host.shape === 'tall') {
      stage.words(x + width / 2, top + 22, name, { size: 28, bold: true });
      stage.words(x + width / 2, top + 52, rate, {
        size: stage.host.locale === 'en' ? 21 : 22,
        colour: 'ink2',
      });
      return stage.words(x + width / 2, top + captionHeight - 20, '', {
        size: 32,
        bold: true,
        colour: 'celadonDeep',
      });
    }
    const middle = top + captionHeight / 2 + 2;
    if (stage.host.locale === 'en') {
      // Two lines: an English name with its rate leaves no room for the amount.
      stage.words(x + 8, middle - 14, name, { size: 27, bold: true, origin: [0, 0.5] });
      stage.words(x + 8, middle + 14, rate, { size: 20, colour: 'ink2', origin: [0, 0.5] });
    } else {
      const label = stage.words(x + 8, middle, name, { size: 30, bold: true, origin: [0, 0.5] });
      stage.words(x + 18 + label.width, middle + 2, rate, { size: 22, colour: 'ink2', origin: [0, 0.5] });
    }
    return stage.words(x + width - 8, middle, '', {
      size: 30,
      bold: true,
      colour: 'celadonDeep',
      origin: [1, 0.5],
    });
  }

  #showJar({ holdings }: GardenState, grows: boolean): void {
    const oranges = Math.round(holdings.jar / grainsPerYuan);
    for (let place = 0; place < oranges; place += 1) {
      const { x, y } = orangeSpot(this.#stage.host.shape, place);
      this.#stand(`orange-${place}`, 'orange', x, y + 8, 1, grows, 10);
    }
  }

  #showTrees(state: GardenState, grows: boolean): void {
    const orchard = orchardOf(state);
    for (const generation of generations)
      for (const { slot, share } of this.#slotsOf(generation, orchard[generation])) {
        const { x, y } = treeFoot(this.#stage.host.shape, slot);
        this.#stand(
          `tree-${slot}`,
          `tree-${generation}`,
          x,
          y,
          sizeOf(share),
          grows,
          10 + Math.floor(y / 10),
        );
      }
  }

  #showBushes({ holdings }: GardenState, grows: boolean): void {
    const yuan = holdings.wild / grainsPerYuan;
    const yuanPerBush = Math.max(yuanPerTree, Math.ceil(yuan / mostBushes));
    for (let place = 0; place < mostBushes; place += 1) {
      const share = Math.min(1, Math.max(0, yuan / yuanPerBush - place));
      const { x, y } = bushFoot(this.#stage.host.shape, place);
      this.#stand(
        `bush-${place}`,
        'bush',
        x,
        y,
        share < 0.02 ? 0 : sizeOf(share),
        grows,
        40 + Math.floor(y / 10),
      );
    }
  }

  #slotsOf(generation: Generation, grains: number): { slot: number; share: number }[] {
    const trees = grains / grainsPerYuan / yuanPerTree;
    const first = firstSlot[generation];
    return Array.from({ length: Math.ceil(trees) }, (_, place) => ({
      slot: first + place,
      share: Math.min(1, trees - place),
    }));
  }

  /** A plant with its foot at x, y; grows or shrinks to its size. */
  #stand(
    key: string,
    picture: string,
    x: number,
    y: number,
    size: number,
    grows: boolean,
    depth: number,
  ): void {
    let plant = this.#plants.get(key);
    if (!plant) {
      if (size === 0) return;
      const image = this.#stage.picture(0, 0, picture).setOrigin(0.5, 1);
      const body = this.#stage.add.container(x, y, [image]).setDepth(depth);
      plant = { body: body.setScale(grows ? 0.01 : size), size: grows ? 0 : size };
      this.#plants.set(key, plant);
    }
    if (plant.size === size) return;
    plant.size = size;
    if (grows)
      void this.#stage.glide(plant.body, { scale: Math.max(0.01, size) }, 380, { ease: 'Back.easeOut' });
    else plant.body.setScale(Math.max(0.01, size));
    plant.body.setVisible(true);
    if (size === 0) plant.body.setVisible(false);
  }
}

/** A sapling is not half as high as a grown tree. */
function sizeOf(share: number): number {
  return 0.42 + 0.58 * share;
}
