import type { GameObjects } from 'phaser';

import { button, Character, panel, speechBubble, type StageButton } from '../kit/scene-drawing.ts';

import type { GardenDraft } from './draft.ts';
import { generations, orchardOf } from './harvests.ts';
import { gardenLayout, middleOf } from './layout.ts';
import { type GardenMove, type GardenState, seasonCount } from './rules.ts';
import { type Plot, plots, sumOf } from './rules-growth.ts';
import { reasons } from './rules-score.ts';
import { harvestChart, lyingBars } from './scene-chart.ts';
import type { Stage } from './scene-top.ts';
import { comparedToGuess, earlyAndLate, type GardenTexts, ideaOf, inYuan, threeWays } from './texts.ts';

type Drawn = GameObjects.Container | GameObjects.Image | GameObjects.Text;

/** What a step can ask of the scene. */
export interface StepHost {
  readonly stage: Stage;
  readonly texts: GardenTexts;
  readonly draft: GardenDraft;
  readonly make: (move: GardenMove) => void;
  readonly shift: (plot: Plot, by: 1 | -1) => void;
  readonly type: (change: (draft: GardenDraft) => void) => void;
}

/** The lower part of the stage in one phase. */
export interface Step {
  /** Sets what depends on the draft or on whether taps are taken. */
  refresh(busy: boolean): void;
  /** What Enter does when no control has the focus. */
  goOn(): void;
  destroy(): void;
}

export function stepOf(host: StepHost, state: GardenState): Step {
  switch (state.phase) {
    case 'share':
      return shareStep(host, state);
    case 'guess':
      return guessStep(host, state);
    case 'grow':
      return growStep(host, state);
    case 'explain':
      return explainStep(host, state);
    default:
      return compareStep(host, state);
  }
}

function shareStep({ stage, texts, draft, make, shift }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const before = state.stretches.at(-1);
  const idea = before ? ideaOf(before, texts) : null;
  const steppers = plots.map((plot) => {
    const less = button(stage, { ...layout.less[plot], label: '−', fill: 'white', size: 60 }, () =>
      shift(plot, -1),
    );
    const share = stage.words(layout.shares[plot].x, layout.shares[plot].y, '', { size: 54, bold: true });
    const more = button(stage, { ...layout.more[plot], label: '+', fill: 'celadonLight', size: 60 }, () =>
      shift(plot, 1),
    );
    return { plot, less, share, more };
  });
  const face = idea ? (idea.fits ? 'granny-happy' : 'granny') : 'a-ou';
  const speaker = new Character(stage, layout.speaker.x, layout.speaker.y, face);
  if (idea?.fits) void speaker.hop();
  const told = idea ? `${idea.fits ? '■ ✓' : `● ↻ ${texts.lookAgain}：`} ${idea.sentence}\n` : '';
  const bubble = speechBubble(
    stage,
    layout.shareBubble.x,
    layout.shareBubble.y,
    layout.shareBubble.width,
    told + texts.income,
    {
      size: layout.shareBubble.size,
      bold: false,
      fill: idea ? (idea.fits ? 'celadonLight' : 'mandarinLight') : 'white',
      tail: 'left',
      tailAt: 96,
    },
  );
  const left = stage.words(layout.left.x, layout.left.y, '', {
    size: layout.left.size,
    bold: true,
    wrap: stage.host.shape === 'tall' ? 320 : 420,
  });
  const plant = button(stage, { ...layout.plant, label: texts.plant, fill: 'mandarin', size: 40 }, () =>
    make({ kind: 'share', ...draft.shares }),
  );
  return {
    refresh() {
      for (const { plot, less, share, more } of steppers) {
        share.setText(String(draft.shares[plot]));
        less.setOpen(draft.shares[plot] > 0);
        more.setOpen(draft.left > 0);
      }
      left.setText(texts.left(draft.left)).setColor(draft.left === 0 ? '#084e49' : '#9a4a00');
      plant.setOpen(draft.left === 0);
    },
    goOn: () => make({ kind: 'share', ...draft.shares }),
    destroy: () =>
      destroyAll([
        ...steppers.flatMap(({ less, share, more }) => [less.body, share, more.body]),
        speaker.body,
        bubble,
        left,
        plant.body,
      ]),
  };
}

function guessStep({ stage, texts, draft, make, type }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const { pad } = layout;
  const thinker = new Character(stage, layout.guesser.x, layout.guesser.y, 'a-ou-puzzled');
  const bubble = speechBubble(
    stage,
    layout.guessBubble.x,
    layout.guessBubble.y,
    layout.guessBubble.width,
    `${texts.guess(inYuan(sumOf(state.holdings)))}\n${texts.hint}`,
    { size: layout.guessBubble.size, bold: false, tail: 'left', tailAt: 110 },
  );
  const plate = panel(stage, pad.value.x, pad.value.y, pad.value.width, pad.value.height, {
    fill: 'mandarinLight',
  });
  const { x, y } = middleOf(pad.value);
  const value = stage.words(x, y, '', { size: 56, bold: true });
  const key = (box: typeof pad.less, label: string, press: (draft: GardenDraft) => void): StageButton =>
    button(stage, { ...box, label, fill: 'white', size: 48 }, () => type(press));
  const less = key(pad.less, '−', (guess) => guess.step(-1));
  const more = key(pad.more, '+', (guess) => guess.step(1));
  const erase = key(pad.erase, '⌫', (guess) => guess.erase());
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].flatMap((digit) => {
    const box = pad.digits[digit];
    return box ? [key(box, String(digit), (guess) => guess.type(String(digit)))] : [];
  });
  const goOn = (): void => {
    if (draft.guess !== '') make({ kind: 'guess', yuan: Number(draft.guess) });
  };
  const sure = button(
    stage,
    {
      ...pad.sure,
      label: stage.host.shape === 'wide' ? texts.sureShort : texts.sure,
      fill: 'mandarin',
      size: 42,
    },
    goOn,
  );
  return {
    refresh() {
      value.setText(draft.guess === '' ? '?' : texts.yuan(draft.guess));
      value.setFontSize(stage.host.locale === 'en' ? 44 : 56);
      erase.setOpen(draft.guess !== '');
      sure.setOpen(draft.guess !== '');
    },
    goOn,
    destroy: () =>
      destroyAll([
        thinker.body,
        bubble,
        plate,
        value,
        ...[less, more, erase, sure, ...digits].map(({ body }) => body),
      ]),
  };
}

function growStep({ stage, texts, make }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const { x, y, width, size } = layout.growText;
  const things = harvestChart(stage, state, texts);
  const wild = state.wildSeasons.at(-1);
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
  if (wild !== undefined && (state.holdings.wild > 0 || (state.split?.wild ?? 0) > 0))
    things.push(
      stage.words(
        state.holdings.garden > 0 && stage.host.shape === 'wide' ? x + width : x,
        y + (stage.host.shape === 'wide' ? 20 : 212),
        texts.wild[wild ? 'true' : 'false'],
        {
          size: size - 2,
          bold: true,
          colour: 'mandarinDeep',
          origin: state.holdings.garden > 0 && stage.host.shape === 'wide' ? [1, 0.5] : [0, 0.5],
        },
      ),
    );
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

function explainStep({ stage, texts, make }: StepHost, state: GardenState): Step {
  const layout = gardenLayout[stage.host.shape];
  const guess = { predictedYuan: state.predictedYuan ?? 0, end: state.holdings };
  const things = harvestChart(stage, state, texts);
  things.push(
    stage.words(
      layout.explainText.x,
      layout.explainText.y,
      `${texts.came(inYuan(sumOf(state.holdings)))} · ${comparedToGuess(guess, texts)}`,
      { size: layout.explainText.size, bold: true, colour: 'celadonDeep' },
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
function compareStep({ stage, texts, make }: StepHost, state: GardenState): Step {
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
  const highestYuan = Math.max(mine, allGarden) / 10_000;
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
  const said = idea ? `${idea.fits ? '■ ✓' : `● ↻ ${texts.lookAgain}：`} ${idea.sentence}` : '';
  const speech = tall
    ? stage.words(x + width / 2, y + 690, `${said}\n${texts.earlyLesson}`, { size: 28, wrap: width - 60 })
    : stage.words(x + 620, y + height - 92, `${said}\n${texts.earlyLesson}`, { size: 28, wrap: 420 });
  things.push(granny.body, aOu.body, speech);
  const end = button(
    stage,
    tall
      ? {
          x: x + width - 330,
          y: y + height - 150,
          width: 310,
          height: 122,
          label: texts.toTheEnd,
          fill: 'mandarin',
          size: 40,
        }
      : {
          x: x + width - 360,
          y: y + height - 150,
          width: 330,
          height: 116,
          label: texts.toTheEnd,
          fill: 'mandarin',
          size: 40,
        },
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

function destroyAll(things: readonly Drawn[]): void {
  for (const thing of things) thing.destroy();
}
