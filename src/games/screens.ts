import type { AnyGameScreen } from './kit/define-screen.ts';
import { defineScreen } from './kit/define-screen.ts';
import littleTellerCover from './little-teller/art/cover.svg?url&no-inline';
import type { TellerMove, TellerState } from './little-teller/rules.ts';
import type { GameId } from './rules.ts';

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
} satisfies Record<GameId, AnyGameScreen>;
