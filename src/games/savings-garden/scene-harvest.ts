import type { GameObjects } from 'phaser';

import { button, Character, panel } from '../kit/scene-drawing.ts';

import { generations, orchardOf } from './harvests.ts';
import { gardenLayout } from './layout.ts';
import { type GardenState, seasonCount } from './rules.ts';
import { grainsPerYuan, sumOf } from './rules-growth.ts';
import { reasons } from './rules-score.ts';
import { type Drawn, harvestChart, lyingBars } from './scene-chart.ts';
import { destroyAll, type Step, type StepHost } from './scene-step.ts';
import { comparedToGuess, earlyAndLate, ideaOf, inYuan, threeWays } from './texts.ts';
import { lastWeather } from './weather.ts';

export function growStep({ stage, texts, make }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const { x, y, width, size } = layout.growText;
  const things = harvestChart(stage, state, texts);
  const weather = lastWeather(state, texts);
  const orchard = orchardOf(state);
  if (state.holdings.garden > 0) {
    things.push(stage.words(x, y + 20, texts.oneTree, { size: size - 4, colour: 'ink2', origin: [0, 0.5] }));
    for (const [row, generation] of generations.entries()) {
      const middle = y + 66 + row * 50;
      things.push(
        stage.picture(x + 20, middle, `sign-${generation}`),
        stage.words(x + 50, middle, texts.generations[generation], { size, origin: [0, 0.5] }),
        stage.words(x + width, middle, texts.yuan(inYuan(orchard[generation])), {
          size: size + 2,
          bold: true,
          colour: 'celadonDeep',
          origin: [1, 0.5],
        }),
      );
    }
  }
  if (weather) {
    const besideTrees = state.holdings.garden > 0;
    things.push(
      stage.words(besideTrees ? x + width : x, y + 20, weather, {
        size: size - 2,
        bold: true,
        colour: 'mandarinDeep',
        origin: [besideTrees ? 1 : 0, 0.5],
      }),
    );
  }
  const walker = new Character(
    stage,
    stage.host.shape === 'wide' ? 740 : 80,
    stage.host.shape === 'wide' ? 812 : 1206,
    'a-ou',
  );
  walker.body.setScale(stage.host.shape === 'wide' ? 0.82 : 0.9);
  const next = button(stage, { ...layout.grow, label: `${texts.grow} →`, fill: 'mandarin', size: 40 }, () =>
    make({ kind: 'grow' }),
  );
  return {
    refresh: (busy) => next.setOpen(!busy),
    goOn: () => make({ kind: 'grow' }),
    destroy: () => destroyAll([...things, walker.body, next.body]),
  };
}

export function explainStep({ stage, texts, make }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const guess = { predictedYuan: state.predictedYuan ?? 0, end: state.holdings };
  const things = harvestChart(stage, state, texts);
  things.push(
    stage.words(
      layout.explainText.x,
      layout.explainText.y,
      `${texts.came(inYuan(sumOf(state.holdings)))} · ${comparedToGuess(guess, texts)}`,
      {
        size: layout.explainText.size - (stage.host.locale === 'en' ? 4 : 0),
        bold: true,
        colour: 'celadonDeep',
      },
    ),
    stage.words(layout.why.x, layout.why.y, texts.why, { size: layout.why.size, bold: true }),
  );
  const answers = reasons.flatMap((reason, place) => {
    const box = layout.reasons[place];
    if (!box) return [];
    const label = `${'■●▲'[place]} ${texts.reasons[reason]}`;
    return [
      button(stage, { ...box, label, fill: 'white', size: stage.host.locale === 'en' ? 29 : 33 }, () =>
        make({ kind: 'explain', reason }),
      ),
    ];
  });
  return {
    refresh: (busy) => answers.forEach((answer) => answer.setOpen(!busy)),
    goOn: () => undefined,
    destroy: () => destroyAll([...things, ...answers.map(({ body }) => body)]),
  };
}

/** Over the places: three ways to save, and the same sixty yuan early or late. */
export function compareStep({ stage, texts, make }: StepHost, state: GardenState): Step {
  const { x, y, width, height } = gardenLayout[stage.host.shape].compare;
  const tall = stage.host.shape === 'tall';
  const { mine, allGarden, allJar } = threeWays(state);
  const { early, late } = earlyAndLate();
  const before = state.stretches.at(-1);
  const idea = before ? ideaOf(before, texts) : null;
  const ground = panel(stage, x, y, width, height, { fill: 'white', shadow: 6 });
  const title = (at: number, words: string): GameObjects.Text =>
    stage.words(x + 30, at, words, { size: tall ? 30 : 33, bold: true, origin: [0, 0.5] });
  const bars = { x: x + 30, width: width - 60, labelWidth: stage.host.locale === 'en' ? 400 : 290 };
  const highestYuan = Math.max(mine, allGarden) / grainsPerYuan;
  const things: Drawn[] = [
    ground,
    title(y + 40, texts.compare),
    ...lyingBars(
      stage,
      { ...bars, y: y + 74, step: tall ? 92 : 66, highestYuan },
      [
        { name: texts.mine, grains: mine, fill: 'mandarinLight' },
        { name: texts.allGarden, grains: allGarden, fill: 'celadonLight' },
        { name: texts.allJar, grains: allJar, fill: 'indigoLight' },
      ],
      texts,
    ),
    title(y + (tall ? 396 : 306), texts.sameSixty),
    ...lyingBars(
      stage,
      { ...bars, y: y + (tall ? 430 : 340), step: tall ? 92 : 66, highestYuan },
      [
        { name: texts.early, grains: early, fill: 'celadonLight' },
        { name: texts.late, grains: late, fill: 'indigoLight' },
      ],
      texts,
    ),
  ];
  const granny = new Character(stage, x + 110, y + height - 2, idea?.fits ? 'granny-happy' : 'granny');
  const aOu = new Character(stage, x + (tall ? 270 : 290), y + height - 2, 'a-ou-happy');
  for (const { body } of [granny, aOu]) body.setScale(tall ? 0.95 : 0.86);
  const said = idea ? `${idea.fits ? '■ ✓' : `● ↻ ${texts.lookAgain}`} ${idea.sentence}` : '';
  const speech = tall
    ? stage.words(x + width / 2, y + 690, `${said}\n${texts.earlyLesson}`, { size: 28, wrap: width - 60 })
    : stage.words(x + 620, y + height - 92, `${said}\n${texts.earlyLesson}`, { size: 28, wrap: 440 });
  things.push(granny.body, aOu.body, speech);
  const end = button(
    stage,
    { ...gardenLayout[stage.host.shape].end, label: texts.toTheEnd, fill: 'mandarin', size: 40 },
    () => make({ kind: 'compare' }),
  );
  things.push(end.body);
  for (const thing of things) thing.setDepth(500);
  return {
    refresh: () => end.setOpen(state.season === seasonCount && state.phase === 'compare'),
    goOn: () => make({ kind: 'compare' }),
    destroy: () => destroyAll(things),
  };
}
