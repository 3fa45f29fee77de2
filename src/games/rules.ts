import type { GameRules } from './kit/define-game.ts';
import { littleTeller } from './little-teller/rules.ts';
import { savingsGarden } from './savings-garden/rules.ts';
import { promiseBridge } from './promise-bridge/rules.ts';

/** The pure registry: what server, commands and tests import. The screens are in screens.ts. */
export const gameRules = {
  'little-teller': littleTeller,
  'savings-garden': savingsGarden,
  'promise-bridge': promiseBridge,
} as const;

export type GameId = keyof typeof gameRules;

export const gameIds = Object.keys(gameRules) as readonly GameId[];

export function isGameId(id: string): id is GameId {
  return Object.hasOwn(gameRules, id);
}

/** A game's rules for a caller that does not know its state: replay, seeds, versions. */
export function rulesOf(id: GameId): GameRules<unknown, unknown> {
  return gameRules[id];
}
