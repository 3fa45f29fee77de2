import { type Bot, playAsBot } from './kit/bot.ts';
import type { Band } from './kit/define-game.ts';
import { littleTellerBot } from './little-teller/bot.ts';
import { promiseBridgeBot } from './promise-bridge/bot.ts';
import { type GameId, rulesOf } from './rules.ts';
import { savingsGardenBot } from './savings-garden/bot.ts';

/** A simulated pupil for each game. */
const bots = {
  'little-teller': littleTellerBot,
  'savings-garden': savingsGardenBot,
  'promise-bridge': promiseBridgeBot,
} as const satisfies Record<GameId, unknown>;

/** A finished move log of a game, as a pupil of that skill (0..10000) might play it. */
export function botMoves(
  id: GameId,
  run: { readonly seed: number; readonly band: Band },
  pupil: { readonly seed: number; readonly skillBp: number },
): unknown[] {
  return playAsBot(rulesOf(id), bots[id] as Bot<unknown, unknown>, run, pupil);
}
