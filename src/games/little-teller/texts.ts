import type { Locale } from '#domain/text.ts';

import type { GameWords } from '../kit/define-screen.ts';

import type { TellerState } from './rules.ts';
import type { CustomerId, GoodsId, TellerTask } from './rules-customers.ts';

const zh = {
  sign: '便民小柜',
  count: '点清',
  handOver: '递出',
  tray: '托盘',
  drawer: '钱盒',
  slip: '取款单',
  price: '价钱',
  given: '给了',
  customers: '客人',
  goods: {
    pencil: '铅笔',
    milk: '牛奶',
    bread: '面包',
    notebook: '本子',
    apples: '苹果',
    ball: '皮球',
    umbrella: '雨伞',
  } satisfies Record<GoodsId, string>,
  people: {
    maimai: '麦麦',
    granny: '阿婆',
    yinuo: '一诺',
    'uncle-jiu': '老娘舅',
    'a-ou': '阿瓯',
    'sister-zhou': '周姐姐',
  } satisfies Record<CustomerId, string>,
  yuan: (yuan: number) => `${yuan}\u00a0元`,
  payOut: (yuan: number) => `请数 ${yuan}\u00a0元给我。`,
  payOutAtHome: (yuan: number) => `谢谢上门！请数 ${yuan}\u00a0元。`,
  change: (goods: string, price: number, given: number) =>
    `买${goods}，${price}\u00a0元。给你 ${given}\u00a0元，找我几元？`,
  atHomeNote: '上门服务：两人同行，先看清是阿婆本人。',
  trayHolds: (yuan: number) => `托盘共 ${yuan}\u00a0元`,
  notCounted: '还没点清',
  countedNow: (yuan: number) => `点清了：${yuan}\u00a0元`,
  tooLittle: (yuan: number) => `还差 ${yuan}\u00a0元`,
  tooMuch: (yuan: number) => `多了 ${yuan}\u00a0元`,
  thanks: '正好！谢谢！',
  lookAgain: '再看看',
  served: (name: string) => `${name}拿到了，走回家。`,
  progress: (done: number, all: number) => `${done} / ${all} 位客人回家了`,
  added: (yuan: number) => `放上 ${yuan}\u00a0元`,
  taken: (yuan: number) => `拿回 ${yuan}\u00a0元`,
  pieces: (count: number) => `${count} 枚`,
  addOne: '放一枚',
  takeOne: (yuan: number) => `拿回一枚 ${yuan}\u00a0元`,
  refused: {
    'tray-empty': '托盘还是空的。先放上钱。',
    'tray-full': '托盘放满了。换大面值的试试。',
    'already-counted': '已经点清了。可以递出。',
    'not-on-tray': '托盘上没有这一种。',
    'no-such-chip': '钱盒里没有这一种。',
    finished: '客人都回家了。',
  } as Readonly<Record<string, string>>,
  teamRoles: ['读题', '放钱', '点数', '检查'] as readonly [string, string, string, string],
  teamTask: '读题的念，放钱的点，点数的数出声，检查的说“递出”。',
  help: [
    '听客人要多少钱。',
    '点钱盒里的钱，放上托盘。点托盘上的钱，就拿回来。',
    '点“点清”，一枚一枚数一遍。',
    '对了，点“递出”。',
    '少了多了都不要紧。客人会告诉你，再改就行。',
  ],
  keys: [
    ['1 2 3 4', '放 20、10、5、1 元'],
    ['Shift+1…4', '拿回一枚'],
    ['C', '点清'],
    ['H', '递出'],
    ['Tab ← →', '移到下一个'],
    ['Enter', '按下'],
    ['T', '换列表版'],
    ['Esc', '歇一歇'],
  ] as readonly (readonly [string, string])[],
  ending: (customers: number) => `${customers} 位客人都拿到了正好的钱，回家了。先点清，再递出，大家都放心。`,
  parts: {
    accuracy: {
      label: '一次就对',
      remarks: ['客人帮着改，也都配齐了。', '多数一次就配对了。', '每一盘都一次配对。'],
    },
    counted: {
      label: '先点清',
      remarks: ['递出前点一遍，更放心。', '多数先点清再递出。', '每次都先点清再递出。'],
    },
    efficiency: {
      label: '用得少',
      remarks: ['试试用大面值，枚数更少。', '用的枚数不多。', '每次都用了最少的枚数。'],
    },
  } as Readonly<Record<string, { label: string; remarks: readonly [string, string, string] }>>,
};

export type TellerTexts = typeof zh;

const en: TellerTexts = {
  sign: 'Town Counter',
  count: 'Count',
  handOver: 'Hand over',
  tray: 'Tray',
  drawer: 'Money box',
  slip: 'Slip',
  price: 'Price',
  given: 'Paid with',
  customers: 'Customers',
  goods: {
    pencil: 'a pencil',
    milk: 'milk',
    bread: 'bread',
    notebook: 'a notebook',
    apples: 'apples',
    ball: 'a ball',
    umbrella: 'an umbrella',
  },
  people: {
    maimai: 'Maimai',
    granny: 'Granny',
    yinuo: 'Yinuo',
    'uncle-jiu': 'Uncle Jiu',
    'a-ou': 'A-Ou',
    'sister-zhou': 'Sister Zhou',
  },
  yuan: (yuan) => `${yuan}\u00a0yuan`,
  payOut: (yuan) => `Please count out ${yuan}\u00a0yuan for me.`,
  payOutAtHome: (yuan) => `Thank you for coming! ${yuan}\u00a0yuan, please.`,
  change: (goods, price, given) =>
    `I buy ${goods} for ${price}\u00a0yuan. Here are ${given}\u00a0yuan. What is my change?`,
  atHomeNote: 'Home visit: two of us go, and we check it is Granny.',
  trayHolds: (yuan) => `On the tray: ${yuan}\u00a0yuan`,
  notCounted: 'Not counted yet',
  countedNow: (yuan) => `Counted: ${yuan}\u00a0yuan`,
  tooLittle: (yuan) => `${yuan}\u00a0yuan short`,
  tooMuch: (yuan) => `${yuan}\u00a0yuan too much`,
  thanks: 'Just right! Thank you!',
  lookAgain: 'Look again',
  served: (name) => `${name} has the money and walks home.`,
  progress: (done, all) => `${done} of ${all} customers went home`,
  added: (yuan) => `${yuan}\u00a0yuan added`,
  taken: (yuan) => `${yuan}\u00a0yuan taken back`,
  pieces: (count) => (count === 1 ? '1 piece' : `${count} pieces`),
  addOne: 'Add',
  takeOne: (yuan) => `Take back ${yuan}\u00a0yuan`,
  refused: {
    'tray-empty': 'The tray is empty. Put some money on it first.',
    'tray-full': 'The tray is full. Try pieces of higher value.',
    'already-counted': 'It is counted. You can hand it over.',
    'not-on-tray': 'There is none of this kind on the tray.',
    'no-such-chip': 'There is none of this kind in the box.',
    finished: 'All customers went home.',
  },
  teamRoles: ['Reads', 'Pays out', 'Counts', 'Checks'],
  teamTask: 'Read it out, pay, count aloud, then say “hand it over”.',
  help: [
    'Listen to how much the customer needs.',
    'Tap money in the box to put it on the tray. Tap the tray to take it back.',
    'Tap "Count" and count every piece.',
    'When it is right, tap "Hand over".',
    'Too little or too much is fine: the customer tells you, and you change it.',
  ],
  keys: [
    ['1 2 3 4', 'add 20, 10, 5 or 1 yuan'],
    ['Shift+1…4', 'take one back'],
    ['C', 'count'],
    ['H', 'hand over'],
    ['Tab ← →', 'move on'],
    ['Enter', 'press'],
    ['T', 'list version'],
    ['Esc', 'take a rest'],
  ],
  ending: (customers) =>
    `All ${customers} customers went home with exactly the right money. Count first, then hand over: that keeps everyone easy.`,
  parts: {
    accuracy: {
      label: 'Right first time',
      remarks: [
        'With the customers’ hints every tray came right.',
        'Most trays were right first time.',
        'Every tray was right first time.',
      ],
    },
    counted: {
      label: 'Counted first',
      remarks: [
        'Counting once before handing over makes it safe.',
        'Mostly counted before handing over.',
        'Always counted before handing over.',
      ],
    },
    efficiency: {
      label: 'Few pieces',
      remarks: ['Higher values need fewer pieces.', 'Not many pieces used.', 'Always the fewest pieces.'],
    },
  },
};

export function tellerTexts(locale: Locale): TellerTexts {
  return locale === 'en' ? en : zh;
}

export function gameWords(locale: Locale): GameWords<TellerState> {
  const texts = tellerTexts(locale);
  return {
    help: texts.help,
    keys: texts.keys,
    team: { roles: texts.teamRoles, task: () => texts.teamTask },
    ending: (state) => texts.ending(state.served.length),
    part(id, shareBp) {
      const part = texts.parts[id];
      const level = shareBp >= 9800 ? 2 : shareBp >= 6000 ? 1 : 0;
      return { label: part?.label ?? id, remark: part?.remarks[level] ?? '' };
    },
  };
}

const fenPerYuan = 100;

export function inYuan(fen: number): number {
  return fen / fenPerYuan;
}

/** What the customer says at the counter. */
export function askOf(task: TellerTask, texts: TellerTexts): string {
  if (task.kind === 'change')
    return texts.change(texts.goods[task.goods], inYuan(task.priceFen), inYuan(task.givenFen));
  const yuan = inYuan(task.targetFen);
  return task.place === 'home' ? texts.payOutAtHome(yuan) : texts.payOut(yuan);
}

export function gapOf(gapFen: number, texts: TellerTexts): string {
  return gapFen < 0 ? texts.tooLittle(inYuan(-gapFen)) : texts.tooMuch(inYuan(gapFen));
}
