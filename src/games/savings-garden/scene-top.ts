import type { GameObjects } from 'phaser';

import type { PaletteColour } from '../kit/palette.ts';
import { panel } from '../kit/scene-drawing.ts';
import type { StageScene } from '../kit/scene-stage.ts';

import { gardenLayout } from './layout.ts';
import { type GardenMove, type GardenState, seasonCount } from './rules.ts';
import { sumOf } from './rules-growth.ts';
import { type GardenTexts, inYuan } from './texts.ts';

export type Stage = StageScene<GardenState, GardenMove>;

/** Spring, summer, autumn, winter. */
export const seasonColours = [
  'blossom',
  'celadonLight',
  'mandarinLight',
  'indigoLight',
] as const satisfies readonly PaletteColour[];

/** The season with the calendar, the banner that is always there, and the total. */
export class TopStrip {
  readonly #stage: Stage;
  readonly #texts: GardenTexts;
  readonly #season: GameObjects.Text;
  readonly #total: GameObjects.Text;
  readonly #basket: GameObjects.Container;
  #days: GameObjects.GameObject[] = [];
  #shown = 0;

  constructor(stage: Stage, texts: GardenTexts, state: GardenState) {
    this.#stage = stage;
    this.#texts = texts;
    const { banner, season, total } = gardenLayout[stage.host.shape];
    panel(stage, banner.x, banner.y, banner.width, banner.height, {
      fill: 'mandarinLight',
      outline: 3,
      radius: 16,
    });
    stage.words(banner.x + banner.width / 2, banner.y + banner.height / 2, texts.banner, {
      size: stage.host.locale === 'en' ? banner.size - 3 : banner.size,
      bold: true,
      colour: 'mandarinDeep',
    });
    this.#season = stage.words(season.x, season.y, '', { size: season.size, bold: true, origin: [0, 0.5] });
    panel(stage, total.x, total.y, total.width, total.height, { fill: 'white', radius: 18 });
    this.#basket = stage.add.container(total.x + 46, total.y + total.height / 2 - 2, [
      stage.picture(0, 0, 'basket'),
    ]);
    // The English amount needs the label's room; the basket says it.
    if (stage.host.locale !== 'en')
      stage.words(total.x + 84, total.y + total.height / 2, texts.total, {
        size: 26,
        colour: 'ink2',
        origin: [0, 0.5],
      });
    this.#total = stage.words(total.x + total.width - 20, total.y + total.height / 2, '', {
      size: total.size,
      bold: true,
      colour: 'celadonDeep',
      origin: [1, 0.5],
    });
    this.show(state);
  }

  /** Where the counter's basket stands. */
  get basketAt(): { x: number; y: number } {
    return { x: this.#basket.x, y: this.#basket.y };
  }

  show(state: GardenState): void {
    this.showSeason(state);
    this.#shown = sumOf(state.holdings);
    this.#total.setText(this.#texts.yuan(inYuan(this.#shown)));
  }

  showSeason(state: GardenState): void {
    const running = state.phase === 'grow' ? state.season + 1 : state.season;
    this.#season.setText(this.#texts.season(Math.min(seasonCount, Math.max(1, running))));
    for (const day of this.#days) day.destroy();
    const { calendar } = gardenLayout[this.#stage.host.shape];
    this.#days = Array.from({ length: seasonCount }, (_, place) =>
      panel(this.#stage, calendar.x + place * calendar.step, calendar.y, calendar.size, calendar.size - 3, {
        fill: place < state.season ? (seasonColours[place % 4] ?? 'white') : 'white',
        outline: place < state.season ? 3 : 1.5,
        radius: 6,
      }),
    );
  }

  /** Counts up or down to what the state holds. */
  async tick(state: GardenState): Promise<void> {
    const to = sumOf(state.holdings);
    if (!this.#stage.host.reducedMotion) {
      const from = this.#shown;
      for (let step = 1; step < 10; step += 1) {
        this.#total.setText(
          this.#texts.yuan(inYuan(Math.round((from + ((to - from) * step) / 10) / 1000) * 1000)),
        );
        await this.#stage.wait(45);
      }
    }
    this.#shown = to;
    this.#total.setText(this.#texts.yuan(inYuan(to)));
    if (this.#stage.host.reducedMotion) return;
    this.#stage.tweens.add({ targets: this.#basket, scale: { from: 1.25, to: 1 }, duration: 220 });
  }
}
