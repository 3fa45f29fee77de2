import type { AnyGameScreen } from './kit/define-screen.ts';
import { defineScreen } from './kit/define-screen.ts';
import littleTellerCover from './little-teller/art/cover.svg?url&no-inline';
import type { TellerMove, TellerState } from './little-teller/rules.ts';
import promiseBridgeCover from './promise-bridge/art/cover.svg?url&no-inline';
import type { BridgeMove, BridgeState } from './promise-bridge/rules.ts';
import type { GameId } from './rules.ts';
import savingsGardenCover from './savings-garden/art/cover.svg?url&no-inline';
import type { GardenMove, GardenState } from './savings-garden/rules.ts';

/** How each game is shown. Only titles and covers are here at once: the rest is fetched when it opens. */
export const gameScreens = {
  'little-teller': defineScreen<TellerState, TellerMove>({
    title: { zh: '小柜员', en: 'Little Teller' },
    summary: {
      zh: '客人来了！配好钱，点清楚，再递出去。',
      en: 'Customers are here! Lay out the money, count it, then hand it over.',
    },
    cover: littleTellerCover,
    rules: async () => (await import('./little-teller/rules.ts')).littleTeller,
    words: async (locale) => (await import('./little-teller/texts.ts')).gameWords(locale),
    table: async () => (await import('./little-teller/Table.svelte')).default,
    scene: async () => (await import('./little-teller/scene.ts')).createTellerScene,
  }),
  'savings-garden': defineScreen<GardenState, GardenMove>({
    title: { zh: '储蓄花园', en: 'Savings Garden' },
    summary: {
      zh: '罐子、果园还是野地？先猜四季后有多少，再看它长。',
      en: 'Jar, garden or wild plot? Guess what four seasons bring, then watch it grow.',
    },
    cover: savingsGardenCover,
    rules: async () => (await import('./savings-garden/rules.ts')).savingsGarden,
    words: async (locale) => (await import('./savings-garden/texts.ts')).gameWords(locale),
    table: async () => (await import('./savings-garden/Table.svelte')).default,
    scene: async () => (await import('./savings-garden/scene.ts')).createGardenScene,
  }),
  'promise-bridge': defineScreen<BridgeState, BridgeMove>({
    title: { zh: '诺言之桥', en: 'Promise Bridge' },
    summary: {
      zh: '借种子，种庄稼，还谷子。每守一次约，就铺一块木板。',
      en: 'Borrow seed, grow grain, give it back. Every promise kept lays a plank.',
    },
    cover: promiseBridgeCover,
    rules: async () => (await import('./promise-bridge/rules.ts')).promiseBridge,
    words: async (locale) => (await import('./promise-bridge/texts.ts')).gameWords(locale),
    table: async () => (await import('./promise-bridge/Table.svelte')).default,
    scene: async () => (await import('./promise-bridge/scene.ts')).createBridgeScene,
  }),
} satisfies Record<GameId, AnyGameScreen>;
