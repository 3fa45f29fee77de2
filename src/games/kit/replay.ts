import type { Evidence } from '#domain/evidence.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import type { Band, GameRules, GameScore } from './define-game.ts';

export interface FinishedRun<State> {
  readonly state: State;
  readonly score: GameScore;
  readonly evidence: readonly Evidence[];
}

export type ReplayProblem = 'move-log-impossible' | 'move-log-unfinished';

/**
 * Plays a device's move log from the seed that the server issued. Nothing the device says about its score
 * is looked at. Refuses a log with an unreadable or impossible move, a move after the end, too many moves,
 * a band the game does not have, or no end.
 */
export function replay<State, Move>(
  rules: GameRules<State, Move>,
  seed: number,
  band: Band,
  moves: readonly unknown[],
): Result<FinishedRun<State>, ReplayProblem> {
  if (moves.length > rules.maxMoves || !rules.bands.includes(band)) return refuse('move-log-impossible');
  let state = rules.start(seed, band);
  for (const raw of moves) {
    const move = rules.move.safeParse(raw);
    if (!move.success || rules.isFinished(state)) return refuse('move-log-impossible');
    const next = rules.play(state, move.data);
    if (!next.ok) return refuse('move-log-impossible');
    state = next.value;
  }
  if (!rules.isFinished(state)) return refuse('move-log-unfinished');
  return ok({ state, score: rules.score(state), evidence: rules.evidence(state) });
}
