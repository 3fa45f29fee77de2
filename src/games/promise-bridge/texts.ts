import type { Locale } from '#domain/text.ts';

import type { GameWords } from '../kit/define-screen.ts';

import { planksOf } from './planks.ts';
import { type BridgeState, harvestOf, phaseOf, type Reason, totalOf } from './rules.ts';
import { quartersPerStar } from './rules-village.ts';

const zh = {
  year: (year: number) => `第 ${year} 年`,
  keep: '守约',
  tell: '先说明',
  silent: '不说',
  help: '帮大家干活',
  whole: '都借来',
  half: '少借一点',
  only: '借来种下',
  lend: (bags: number) => `借 ${bags} 袋`,
  giveBack: '要还',
  due: '该还的谷子',
  dueNumber: (due: number) => `该还 ${due} 袋`,
  haveNumber: (crop: number, barn: number) => `收了 ${crop} 袋，谷仓 ${barn} 袋`,
  enough: '够',
  short: (bags: number) => `少 ${bags} 袋`,
  barn: '谷仓',
  bags: (bags: number) => `${bags} 袋`,
  offer: '今年借给你的种子',
  rest: '上回剩下的',
  stars: (stars: string) => `${stars} 颗星`,
  say: {
    first: '借你种子，收成后还。想借多少？',
    promise: '又是春天啦！今年借多少种子？',
    promiseDebt: '上回剩下的，今年一起还。借多少？',
    sun: '太阳真好，庄稼长得高高的！',
    rain: '雨下了好久，收得好少。',
    able: '到还谷子的日子了。你怎么做？',
    unable: '谷子不够还。你怎么做？',
    kept: '说到做到！星灯更亮了。',
    keptInRain: '收得少也守约，大家都放心。',
    mended: '守了约，桥上的缺口也补好了！',
    told: '谢谢早点说。剩下的明年还。',
    silent: '等到天黑，也没有人来说一声……',
    help: '星灯暗了，先来帮大家干活吧！',
    helped: '谢谢帮忙！信任一点一点回来。',
    far: '走到对岸啦！',
    farWithGap: '到年底啦！缺口等下次守约来补。',
  },
  capped: '大家还记得那次不说，最亮三盏。',
  planks: {
    kept: '守约的木板',
    told: '先说明，补过的木板',
    gap: '空着的一格',
    mended: '后来补好的木板',
    helped: '一起干活铺的木板',
  },
  night: {
    title: '夜里，谁也没看见。\n为什么还要守约？',
    alt: '夜里，一袋谷子放在阿婆家门口，没有人看见，只有一只猫头鹰。',
    reasons: { myself: '我自己知道', others: '有人等着它', practice: '小事守惯了，\n大事也守得住' },
    replies: {
      myself: '对自己说话算话，心里踏实。',
      others: '门一开，阿婆就放心了。',
      practice: '信任就是一件件小事攒起来的。',
    },
  },
  bridge: '桥上的木板',
  ways: '可以这样做',
  choiceSpoken: (bags: number, due: number) => `借 ${bags} 袋种子，要还 ${due} 袋谷子。`,
  rainSpoken: (gap: number) => (gap === 0 ? '要是下雨，也还得上。' : `要是下雨，会少 ${gap} 袋。`),
  settleSpoken: (due: number, crop: number, barn: number) =>
    `该还 ${due} 袋。收了 ${crop} 袋，谷仓有 ${barn} 袋。`,
  starsSpoken: (stars: string) => `星灯亮了 ${stars} 盏。`,
  refused: {
    'too-little': '谷子不够还。可以先说明。',
    'crop-suffices': '收成够还呢。直接守约就好。',
    'not-offered': '村里今年没有借这么多。',
    'promise-is-due': '先把今年的约定办好。',
    'nothing-promised': '先选借多少种子。',
    'nobody-lends': '今年没人借种子。先去帮忙吧。',
    'somebody-lends': '有人愿意借给你。先选借多少。',
    'still-on-the-way': '还没走到对岸呢。',
    'far-bank-reached': '到对岸了。说说为什么守约。',
    finished: '已经走到对岸了。',
  } as Readonly<Record<string, string>>,
  teamRoles: ['读题', '数票', '点选', '讲理由'] as readonly [string, string, string, string],
  teamTask: '全队闭上眼，举手表决。数好票，一个人来点，再说理由。',
  steps: [
    '村里人借你种子。星灯越亮，借得越多。',
    '先想想：要是下雨，我还得上吗？再选借多少。',
    '收成以后，选守约、先说明，或者不说。',
    '守约铺一块木板。先说明，铺一块补过的木板。不说，桥上就空一格。',
    '空了也不要紧。以后每守一次约，就补好一格。',
  ],
  keys: [
    ['1 2 3', '从左到右选一个'],
    ['Tab ← →', '移到下一个'],
    ['Enter', '按下'],
    ['T', '换列表版'],
    ['Esc', '歇一歇'],
  ] as readonly (readonly [string, string])[],
  ending: (kept: number, told: number, gaps: number) =>
    [
      `桥上有 ${kept} 块守约的木板`,
      told > 0 ? `${told} 块先说明的木板` : '',
      gaps > 0 ? `还空着 ${gaps} 格，以后守约就能补上` : '桥走通了',
    ]
      .filter(Boolean)
      .join('，') + '。',
  endingNumbers: (harvest: number, stars: string, total: number) =>
    `收成 ${harvest} 袋，带着 ${stars} 颗星去下一个村子，一共算 ${total} 袋。`,
  parts: {
    kept: {
      label: '做得到就守约',
      remarks: ['每守一次约，信任就多一点。', '多数时候说到做到。', '做得到的，每次都守约。'],
    },
    told: {
      label: '做不到早说明',
      remarks: ['做不到也不要躲，早点说一声。', '常常记得早点说明。', '有难处，每次都不躲着。'],
    },
    careful: {
      label: '答应前想一想',
      remarks: ['先看下雨时还不还得上，再答应。', '多数时候答应得刚好。', '只答应下雨也还得上的。'],
    },
  } as Readonly<Record<string, { label: string; remarks: readonly [string, string, string] }>>,
};

export type BridgeTexts = typeof zh;

const bags = (count: number): string => (count === 1 ? '1 bag' : `${count} bags`);

const en: BridgeTexts = {
  year: (year) => `Year ${year}`,
  keep: 'Keep it',
  tell: 'Tell early',
  silent: 'Say nothing',
  help: 'Lend a hand',
  whole: 'Take it all',
  half: 'Take less',
  only: 'Take and sow',
  lend: (count) => `Take ${count}`,
  giveBack: 'Give back',
  due: 'Grain to give back',
  dueNumber: (due) => `Give back ${bags(due)}`,
  haveNumber: (crop, barn) => `Harvest ${crop}, barn ${barn}`,
  enough: 'enough',
  short: (count) => `${count} short`,
  barn: 'Barn',
  bags,
  offer: 'Seed lent to you this year',
  rest: 'Still due',
  stars: (stars) => `${stars} stars`,
  say: {
    first: 'Here is seed. Give grain back after harvest. How much?',
    promise: 'Spring again! How much seed?',
    promiseDebt: 'The rest is due too. How much?',
    sun: 'What sunshine! The crops grow tall.',
    rain: 'So much rain. A very small harvest.',
    able: 'Time to give back. What now?',
    unable: 'Not enough grain. What now?',
    kept: 'Promise kept! The lanterns glow brighter.',
    keptInRain: 'Kept, even after rain. We can all rely on it.',
    mended: 'Promise kept, and a gap in the bridge is mended!',
    told: 'Thank you for telling us. The rest can come next year.',
    silent: 'We waited until dark. No one came to tell us…',
    help: 'The lanterns are dim: no seed this year. Come and help!',
    helped: 'Thank you! Trust comes back little by little.',
    far: 'Across the river at last!',
    farWithGap: 'The year ends. The next kept promise can fill the gap.',
  },
  capped: 'We remember the silence: three lanterns at most.',
  planks: {
    kept: 'plank of a kept promise',
    told: 'patched plank, told early',
    gap: 'gap',
    mended: 'gap mended later',
    helped: 'plank of shared work',
  },
  night: {
    title: 'It is night, and no one saw.\nWhy keep a promise then?',
    alt: 'At night a bag of grain stands at Granny’s door. No one sees it but an owl.',
    reasons: {
      myself: 'I would know',
      others: 'Someone counts on it',
      practice: 'It is practice for big ones',
    },
    replies: {
      myself: 'Being true to yourself feels good inside.',
      others: 'When the door opens, Granny can rest easy.',
      practice: 'Trust is saved up from many small things.',
    },
  },
  bridge: 'Planks of the bridge',
  ways: 'What you can do',
  choiceSpoken: (count, due) => `Take ${bags(count)} of seed and give back ${bags(due)} of grain.`,
  rainSpoken: (gap) =>
    gap === 0 ? 'If it rains, you can still give it back.' : `If it rains, ${bags(gap)} will be missing.`,
  settleSpoken: (due, crop, barn) => `${bags(due)} to give back. Harvest ${crop}, barn ${barn}.`,
  starsSpoken: (stars) => `Star lanterns lit: ${stars}.`,
  refused: {
    'too-little': 'There is not enough grain. You can tell them.',
    'crop-suffices': 'The harvest is enough. Just keep the promise.',
    'not-offered': 'The village does not lend that much this year.',
    'promise-is-due': 'Settle this year’s promise first.',
    'nothing-promised': 'First choose how much seed to take.',
    'nobody-lends': 'Nobody lends seed this year. Lend a hand first.',
    'somebody-lends': 'Someone will lend to you. Choose how much.',
    'still-on-the-way': 'You are still on the way.',
    'far-bank-reached': 'You are across. Say why promises are kept.',
    finished: 'You are across the river already.',
  },
  teamRoles: ['Reads', 'Counts votes', 'Taps', 'Says why'],
  teamTask: 'Eyes shut, hands up: the team votes. Count, tap, then say why.',
  steps: [
    'The village lends you seed. Brighter star lanterns, more seed.',
    'Think first: could I give it back even if it rains? Then choose how much.',
    'After the harvest: keep it, tell early, or say nothing.',
    'A kept promise lays a plank. Telling early lays a patched one. Silence leaves a gap.',
    'A gap is not the end: each promise you keep later mends one.',
  ],
  keys: [
    ['1 2 3', 'choose, from left to right'],
    ['Tab ← →', 'move on'],
    ['Enter', 'press'],
    ['T', 'list version'],
    ['Esc', 'take a rest'],
  ],
  ending: (kept, told, gaps) =>
    `The bridge has ${kept === 1 ? '1 plank' : `${kept} planks`} of kept promises` +
    (told > 0 ? ` and ${told} of telling early` : '') +
    (gaps > 0
      ? `. ${gaps === 1 ? '1 gap is' : `${gaps} gaps are`} left for the promises you keep next.`
      : '. It reaches the far bank.'),
  endingNumbers: (harvest, stars, total) =>
    `Harvest: ${bags(harvest)}. ${stars} stars come along to the next village. Together that counts ${total}.`,
  parts: {
    kept: {
      label: 'Kept when possible',
      remarks: ['Each kept promise adds a little trust.', 'Mostly kept.', 'Always kept when it could be.'],
    },
    told: {
      label: 'Told when not',
      remarks: ['No need to hide: tell people early.', 'Often told early.', 'Never hid from trouble.'],
    },
    careful: {
      label: 'Thought first',
      remarks: [
        'See what rain would leave, then promise.',
        'Mostly promised the right amount.',
        'Promised what rain could not spoil.',
      ],
    },
  },
};

export function bridgeTexts(locale: Locale): BridgeTexts {
  return locale === 'en' ? en : zh;
}

const quarterSigns = ['', '¼', '½', '¾'] as const;

/** Quarter stars as people write them: 3½. */
export function inStars(starQuarters: number): string {
  const whole = Math.floor(starQuarters / quartersPerStar);
  const rest = quarterSigns[starQuarters % quartersPerStar] ?? '';
  return whole === 0 && rest !== '' ? rest : `${whole}${rest}`;
}

export function gameWords(locale: Locale): GameWords<BridgeState> {
  const texts = bridgeTexts(locale);
  return {
    help: texts.steps,
    keys: texts.keys,
    team: { roles: texts.teamRoles, task: () => texts.teamTask },
    ending(state) {
      const marks = state.history.map(({ mark }) => mark);
      const count = (mark: string): number => marks.filter((one) => one === mark).length;
      const gaps = planksOf(state.history).filter((plank) => plank === 'gap').length;
      const built = texts.ending(count('kept'), count('told'), gaps);
      const why = state.reason ? texts.night.replies[state.reason] : '';
      const sum =
        state.band === 'P'
          ? ''
          : texts.endingNumbers(harvestOf(state), inStars(state.starQuarters), totalOf(state));
      return [built, sum, why].filter(Boolean).join(locale === 'en' ? ' ' : '');
    },
    part(id, shareBp) {
      const part = texts.parts[id];
      const level = shareBp >= 9800 ? 2 : shareBp >= 5000 ? 1 : 0;
      return { label: part?.label ?? id, remark: part?.remarks[level] ?? '' };
    },
  };
}

/** What the village says at the start of a moment. */
export function askOf(state: BridgeState, texts: BridgeTexts): string {
  switch (phaseOf(state)) {
    case 'promise':
      if (state.debt > 0) return texts.say.promiseDebt;
      return state.history.length === 0 ? texts.say.first : texts.say.promise;
    case 'settle':
      return state.year?.able ? texts.say.able : texts.say.unable;
    case 'help':
      return texts.say.help;
    case 'reflect':
    case 'over':
      return planksOf(state.history).includes('gap') ? texts.say.farWithGap : texts.say.far;
  }
}

/** What the village says after it has seen what happened this year. */
export function answerTo(before: BridgeState, state: BridgeState, texts: BridgeTexts): string {
  const mark = state.history.at(-1)?.mark;
  if (mark === 'told') return texts.say.told;
  if (mark === 'silent') return texts.say.silent;
  if (mark === 'helped') return texts.say.helped;
  if (planksOf(before.history).includes('gap')) return texts.say.mended;
  return before.year?.weather === 'rain' ? texts.say.keptInRain : texts.say.kept;
}

export function replyTo(reason: Reason, texts: BridgeTexts): string {
  return texts.night.replies[reason];
}
