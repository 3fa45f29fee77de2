import type { Locale } from '#domain/text.ts';

import type { GameWords } from '../kit/define-screen.ts';

import type { Generation } from './harvests.ts';
import { type GardenState, seasonCount } from './rules.ts';
import { grainsPerYuan, growPlan, type Plot, sumOf } from './rules-growth.ts';
import { goalYuan, type Reason, reasonFits, seasonsInStretch, type Stretch } from './rules-score.ts';

const zh = {
  banner: '教学利率，不是真实利率',
  plots: { jar: '罐子', garden: '果园', wild: '野地' } satisfies Record<Plot, string>,
  rates: { jar: '不长', garden: '每季 +5%', wild: '+25% 或 −15%' } satisfies Record<Plot, string>,
  yuan: (yuan: string | number) => `${yuan}\u00a0元`,
  season: (season: number) => `第 ${season} / 12 季`,
  income: '每季收入 10 元，怎么分？',
  left: (yuan: number) => (yuan === 0 ? '分好了' : `还有 ${yuan}\u00a0元没分`),
  more: (plot: string) => `${plot}多 1 元`,
  less: (plot: string) => `${plot}少 1 元`,
  plant: '就这样种',
  guess: (from: string) => `现在一共 ${from}\u00a0元。这样种 ${seasonsInStretch} 季，会有多少？`,
  guessLabel: '我猜（元）',
  hint: '想一想：长出来的，下一季也会再长吗？',
  sure: '猜好了',
  sureShort: '猜好\n了',
  grow: '过一季',
  total: '一共',
  goal: `目标 ${goalYuan}\u00a0元，最好再多 10 元应急`,
  guessed: (yuan: number) => `我猜 ${yuan}\u00a0元`,
  came: (yuan: string) => `来了 ${yuan}\u00a0元`,
  why: '为什么是这个数？',
  reasons: {
    growth: '长出来的，也跟着一起长',
    saved: '只有我放进去的那些',
    luck: '有一部分靠运气',
  } satisfies Record<Reason, string>,
  explained: { more: '比猜的多', less: '比猜的少', same: '猜得很准' },
  lessonOf: {
    growth: '第二季起，多出来的果子也在结果子。',
    saved: '罐子里的不长，放多少就是多少。',
    luck: '野地时好时坏，平均和果园一样，可能多也可能少。',
  } satisfies Record<Reason, string>,
  wild: { true: '野地丰收 +25%', false: '野地歉收 −15%' },
  passed: (season: number, total: string) => `第 ${season} 季过去了，一共 ${total}\u00a0元。`,
  compare: '三种种法，十二季后',
  mine: '我的种法',
  allGarden: '全种果园',
  allJar: '全放罐子',
  sameSixty: '一样存 60 元：先存，还是后存？',
  early: '只存前六季，再等六季',
  late: '先等六季，只存后六季',
  earlyLesson: '开始得早，长得久。',
  toTheEnd: '看结果',
  oneTree: '一棵树 = 10 元',
  generations: {
    planted: '收入种的',
    grown: '果子种的',
    grownAgain: '果子的果子种的',
  } satisfies Record<Generation, string>,
  lookAgain: '再看看：',
  refused: {
    'not-all-shared': '10 元要全部分完。',
    'not-yet': '先把这一步做完。',
    finished: '十二季都过完了。',
  } as Readonly<Record<string, string>>,
  teamRoles: ['读题', '分钱', '收猜数', '讲理由'] as readonly [string, string, string, string],
  teamTask: '这一队分钱。四个队都猜一猜，再商量填一个数。',
  teamLastTask: '比一比三条路，说说为什么不一样。',
  help: [
    '一共十二季，分三段。每季有 10 元收入。',
    '先分一分：罐子不长，果园每季长 5%，野地看运气。',
    '猜一猜四季后一共多少，再看它长。',
    '最后说说为什么是这个数。',
    '猜得不准也不要紧：下一段再用上新想法。',
  ],
  keys: [
    ['1 2 3', '给罐子、果园、野地多 1 元'],
    ['Shift+1…3', '少 1 元'],
    ['0–9 ⌫', '输入猜的数'],
    ['1 2 3', '选一个原因'],
    ['Enter', '按下，或做下一步'],
    ['Tab ← →', '移到下一个'],
    ['T', '换列表版'],
    ['Esc', '歇一歇'],
  ] as readonly (readonly [string, string])[],
  ending: (total: string, garden: string, jar: string) =>
    `十二季后一共 ${total} 元；全种果园会是 ${garden} 元，全放罐子是 ${jar} 元。利息也会生利息，时间越长越明显。`,
  endingEarly: (early: string, late: string) =>
    `一样存 60 元：只存前六季再等，有 ${early} 元；只存后六季，有 ${late} 元。`,
  parts: {
    goal: { label: '目标', remarks: ['离目标还有一段，早点多种一些。', '差一点就到目标。', '目标到了。'] },
    buffer: {
      label: '留一点应急',
      remarks: ['刚好够目标，没有多的。', '留了一点应急。', '留足了 10 元应急。'],
    },
    prediction: {
      label: '猜得准',
      remarks: ['把“长出来的也会长”算进去试试。', '大致猜到了。', '三次都猜得很准。'],
    },
  } as Readonly<Record<string, { label: string; remarks: readonly [string, string, string] }>>,
};

export type GardenTexts = typeof zh;

const en: GardenTexts = {
  banner: 'A classroom rate, not a real one',
  plots: { jar: 'Jar', garden: 'Garden', wild: 'Wild plot' },
  rates: { jar: 'does not grow', garden: '+5% a season', wild: '+25% or −15%' },
  yuan: (yuan) => `${yuan}\u00a0yuan`,
  season: (season) => `Season ${season} of 12`,
  income: '10 yuan come in each season. How do you share them out?',
  left: (yuan) => (yuan === 0 ? 'All shared out' : `${yuan}\u00a0yuan left to share`),
  more: (plot) => `1 yuan more: ${plot}`,
  less: (plot) => `1 yuan less: ${plot}`,
  plant: 'Plant it so',
  guess: (from) => `You have ${from}\u00a0yuan. After ${seasonsInStretch} seasons like this, how much?`,
  guessLabel: 'My guess (yuan)',
  hint: 'Think: will what has grown grow too, next season?',
  sure: 'That is my guess',
  sureShort: 'That\nis it',
  grow: 'Next season',
  total: 'In all',
  goal: `Goal ${goalYuan}\u00a0yuan, better with 10 to spare`,
  guessed: (yuan) => `Guess: ${yuan}\u00a0yuan`,
  came: (yuan) => `It came to ${yuan}\u00a0yuan`,
  why: 'Why is it this much?',
  reasons: {
    growth: 'What has grown keeps growing too',
    saved: 'It is only what I put in',
    luck: 'Part of it is luck',
  },
  explained: { more: 'more than the guess', less: 'less than the guess', same: 'a close guess' },
  lessonOf: {
    growth: 'From the second season on, the extra fruit bears fruit too.',
    saved: 'The jar does not grow: you have what you put in.',
    luck: 'The wild plot has good and bad seasons. On average it equals the garden; it may be more or less.',
  },
  wild: { true: 'Wild plot: good, +25%', false: 'Wild plot: poor, −15%' },
  passed: (season, total) => `Season ${season} has passed: ${total}\u00a0yuan in all.`,
  compare: 'Three ways, after twelve seasons',
  mine: 'Mine',
  allGarden: 'All in the garden',
  allJar: 'All in the jar',
  sameSixty: 'The same 60 yuan: saved early or late?',
  early: 'First six seasons, then wait',
  late: 'Wait, then the last six seasons',
  earlyLesson: 'Start early, grow longer.',
  toTheEnd: 'See the result',
  oneTree: '1 tree = 10 yuan',
  generations: {
    planted: 'from income',
    grown: 'from fruit',
    grownAgain: 'from the fruit of fruit',
  },
  lookAgain: 'Look again:',
  refused: {
    'not-all-shared': 'Share out all 10 yuan.',
    'not-yet': 'Finish this step first.',
    finished: 'All twelve seasons have passed.',
  },
  teamRoles: ['Reads', 'Splits', 'Gathers guesses', 'Says why'],
  teamTask: 'This team splits the money. All four teams guess, then agree on one number.',
  teamLastTask: 'Compare the three ways and say why they differ.',
  help: [
    'Twelve seasons in three parts. Each season brings 10 yuan.',
    'Share them out: the jar does not grow, the garden grows 5% a season, the wild plot is luck.',
    'Guess what you will have after four seasons, then watch it grow.',
    'At the end, say why it is that much.',
    'A guess that is off is fine: use the new idea in the next part.',
  ],
  keys: [
    ['1 2 3', '1 yuan more for jar, garden, wild plot'],
    ['Shift+1…3', '1 yuan less'],
    ['0–9 ⌫', 'type the guess'],
    ['1 2 3', 'choose a reason'],
    ['Enter', 'press, or go on'],
    ['Tab ← →', 'move on'],
    ['T', 'list version'],
    ['Esc', 'take a rest'],
  ],
  ending: (total, garden, jar) =>
    `After twelve seasons there are ${total} yuan; all in the garden would be ${garden}, all in the jar ${jar}. Interest earns interest, and the longer it has, the more it shows.`,
  endingEarly: (early, late) =>
    `The same 60 yuan, saved only in the first six seasons and left to grow, becomes ${early}; only in the last six, ${late}.`,
  parts: {
    goal: {
      label: 'The goal',
      remarks: ['Some way to go: plant more, earlier.', 'Very nearly there.', 'The goal was reached.'],
    },
    buffer: {
      label: 'Some to spare',
      remarks: ['Nothing was left over.', 'A little was left over.', 'A full 10 yuan were left over.'],
    },
    prediction: {
      label: 'Good guesses',
      remarks: [
        'Try counting in that growth grows.',
        'The guesses were about right.',
        'All three guesses were close.',
      ],
    },
  },
};

export function gardenTexts(locale: Locale): GardenTexts {
  return locale === 'en' ? en : zh;
}

/** Grains as yuan with the fen that there are: 159.17, 120. */
export function inYuan(grains: number): string {
  const fen = Math.round(grains / (grainsPerYuan / 100));
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** Whether a stretch came to more or less than was guessed, to the whole yuan. */
export function comparedToGuess(
  { predictedYuan, end }: Pick<Stretch, 'predictedYuan' | 'end'>,
  texts: GardenTexts,
): string {
  const actual = Math.round(sumOf(end) / grainsPerYuan);
  if (actual === predictedYuan) return texts.explained.same;
  return actual > predictedYuan ? texts.explained.more : texts.explained.less;
}

/** The idea behind a stretch: the pupil's own reason when it fits, else the one that does. */
export function ideaOf(stretch: Stretch, texts: GardenTexts): { fits: boolean; sentence: string } {
  const { start, split, reason } = stretch;
  const fits = reasonFits(stretch);
  const idea: Reason = fits
    ? reason
    : start.garden + split.garden > 0
      ? 'growth'
      : start.wild + split.wild > 0
        ? 'luck'
        : 'saved';
  return { fits, sentence: texts.lessonOf[idea] };
}

/** What the three ways come to after twelve seasons, in grains. */
export function threeWays(state: GardenState): { mine: number; allGarden: number; allJar: number } {
  const incomes = Array.from({ length: 12 }, () => 10);
  return { mine: sumOf(state.holdings), allGarden: growPlan(incomes), allJar: growPlan(incomes, 0) };
}

/** Saving the first six seasons against the last six, in grains. */
export function earlyAndLate(): { early: number; late: number } {
  const six = Array.from({ length: 6 }, () => 10);
  const none = Array.from({ length: 6 }, () => 0);
  return { early: growPlan([...six, ...none]), late: growPlan([...none, ...six]) };
}

export function gameWords(locale: Locale): GameWords<GardenState> {
  const texts = gardenTexts(locale);
  return {
    help: texts.help,
    keys: texts.keys,
    team: {
      roles: texts.teamRoles,
      task: (turn) => (turn < seasonCount / seasonsInStretch ? texts.teamTask : texts.teamLastTask),
    },
    ending: (state) => {
      const { mine, allGarden, allJar } = threeWays(state);
      const { early, late } = earlyAndLate();
      const ways = texts.ending(inYuan(mine), inYuan(allGarden), inYuan(allJar));
      return `${ways} ${texts.endingEarly(inYuan(early), inYuan(late))}`;
    },
    part(id, shareBp) {
      const part = texts.parts[id];
      const level = shareBp >= 9500 ? 2 : shareBp >= 6000 ? 1 : 0;
      return { label: part?.label ?? id, remark: part?.remarks[level] ?? '' };
    },
  };
}
