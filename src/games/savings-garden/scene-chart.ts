import type { GameObjects } from 'phaser';

import { palette } from '../kit/palette.ts';
import { panel } from '../kit/scene-drawing.ts';

import { totalsBySeason } from './harvests.ts';
import { gardenLayout } from './layout.ts';
import type { GardenState } from './rules.ts';
import { grainsPerYuan } from './rules-growth.ts';
import { seasonsInStretch } from './rules-score.ts';
import { seasonColours, type Stage } from './scene-top.ts';
import { type GardenTexts, inYuan } from './texts.ts';

/** What a step puts on the stage and takes away again. */
export type Drawn = GameObjects.Container | GameObjects.Image | GameObjects.Rectangle | GameObjects.Text;

const head = 74;
const foot = 36;

/** Stacked crates for each season of the run, and the guess as a dashed line across the stretch it is for. */
export function harvestChart(stage: Stage, state: GardenState, texts: GardenTexts): Drawn[] {
  const layout = gardenLayout[stage.host.shape];
  const { x, y, width, height } = state.phase === 'explain' ? layout.explainChart : layout.chart;
  const things: Drawn[] = [panel(stage, x, y, width, height, { fill: 'white', radius: 18 })];
  const totals = totalsBySeason(state);
  const stretch = Math.floor(
    (state.phase === 'explain' ? state.season - 1 : state.season) / seasonsInStretch,
  );
  const bars = (stretch + 1) * seasonsInStretch;
  const guess = state.predictedYuan ?? 0;
  const highest =
    Math.max(45 * (stretch + 1), guess, ...totals.map((grains) => grains / grainsPerYuan)) * 1.04;
  const crateYuan = highest <= 110 ? 5 : highest <= 260 ? 10 : 40;
  const bottom = y + height - foot;
  const room = height - head - foot;
  const step = (width - 40) / bars;
  const barWidth = Math.min(78, Math.floor(step * 0.74));
  const heightOf = (yuan: number): number => Math.round((yuan / highest) * room);
  const amounts: { middle: number; top: number; grains: number; isLast: boolean }[] = [];
  for (let season = 0; season < bars; season += 1) {
    const middle = x + 20 + step * (season + 0.5);
    const grains = totals[season];
    things.push(
      stage.words(middle, bottom + foot / 2 + 1, String(season + 1), {
        size: 22,
        colour: grains === undefined ? 'line' : 'ink',
        bold: grains !== undefined,
      }),
    );
    if (grains === undefined) continue;
    const yuan = grains / grainsPerYuan;
    const tall = Math.max(4, heightOf(yuan));
    things.push(
      crates(stage, middle - barWidth / 2, bottom, barWidth, tall, heightOf(crateYuan), season % 4),
    );
    const isLast = season === totals.length - 1;
    if (isLast || bars === 4) amounts.push({ middle, top: bottom - tall - 17, grains, isLast });
  }
  things.push(...guessLine(stage, x + 20 + step * stretch * 4, step * 4, bottom - heightOf(guess)));
  for (const { middle, top, grains, isLast } of amounts) {
    const amount = stage.words(middle, top, inYuan(grains), {
      size: isLast ? 27 : 22,
      bold: true,
      colour: 'celadonDeep',
    });
    const half = amount.width / 2 + 6;
    amount.setX(Math.min(middle, x + width - half - 6));
    // The guess's line may run there: the number stands on paper of its own.
    const paper = stage.add.rectangle(amount.x, top, half * 2, 28, 0xffffff);
    things.push(paper, stage.add.container(0, 0, [amount]));
  }
  things.push(
    stage.words(x + 18, y + 26, `┄ ${texts.guessed(guess)}`, {
      size: 26,
      bold: true,
      colour: 'mandarinDeep',
      origin: [0, 0.5],
    }),
    stage.words(x + width - 18, y + 26, `■ ${texts.total}`, {
      size: 24,
      bold: true,
      colour: 'celadonDeep',
      origin: [1, 0.5],
    }),
  );
  return things;
}

function crates(
  stage: Stage,
  x: number,
  bottom: number,
  width: number,
  height: number,
  crateHeight: number,
  season: number,
): GameObjects.Image {
  const key = `crates-${width}-${height}-${crateHeight}-${season}`;
  return stage
    .painted(x - 3, bottom - height - 3, key, width + 6, height + 6, (context) => {
      context.translate(3, 3);
      context.fillStyle = palette[seasonColours[season] ?? 'white'];
      context.strokeStyle = palette.ink;
      context.lineWidth = 3;
      context.fillRect(0, 0, width, height);
      context.strokeRect(0, 0, width, height);
      context.lineWidth = 2;
      for (let at = crateHeight; at < height; at += crateHeight) {
        context.beginPath();
        context.moveTo(0, height - at);
        context.lineTo(width, height - at);
        context.stroke();
      }
    })
    .setOrigin(0, 0);
}

function guessLine(stage: Stage, x: number, width: number, y: number): Drawn[] {
  const line = stage.painted(x, y - 4, `guess-line-${Math.round(width)}`, width, 8, (context) => {
    context.strokeStyle = palette.mandarinDeep;
    context.lineWidth = 5;
    context.setLineDash([14, 9]);
    context.beginPath();
    context.moveTo(4, 4);
    context.lineTo(width - 4, 4);
    context.stroke();
  });
  return [line.setOrigin(0, 0)];
}

/** Bars lying on their side, each with its name and amount. */
export function lyingBars(
  stage: Stage,
  at: { x: number; y: number; width: number; step: number; labelWidth: number; highestYuan: number },
  bars: readonly { name: string; grains: number; fill: 'celadonLight' | 'mandarinLight' | 'indigoLight' }[],
  texts: GardenTexts,
): Drawn[] {
  const tall = stage.host.shape === 'tall';
  const barHeight = tall ? 44 : 50;
  const room = at.width - (tall ? 0 : at.labelWidth) - 190;
  return bars.flatMap(({ name, grains, fill }, place) => {
    const top = at.y + place * at.step + (tall ? 38 : 0);
    const left = at.x + (tall ? 0 : at.labelWidth);
    const length = Math.max(12, Math.round((grains / grainsPerYuan / at.highestYuan) * room));
    return [
      stage.words(at.x, tall ? top - 20 : top + barHeight / 2, name, {
        size: tall ? 26 : 28,
        origin: [0, 0.5],
      }),
      panel(stage, left, top, length, barHeight, { fill, radius: 12 }),
      stage.words(left + length + 16, top + barHeight / 2, texts.yuan(inYuan(grains)), {
        size: 31,
        bold: true,
        colour: 'celadonDeep',
        origin: [0, 0.5],
      }),
    ];
  });
}
