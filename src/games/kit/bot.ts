import type { Band, GameRules } from './define-game.ts';
import { drawsFrom } from './random.ts';

/** Draws an integer from 0 to below `bound`. */
export type Pick = (bound: number) => number;

/**
 * A simulated pupil: says its next move in a state that is not finished. `skillBp` (0..10000) is how often it
 * knows what to do. For demo classes, rehearsals and tests.
 */
export type Bot<State, Move> = (state: State, skillBp: number, pick: Pick) => Move;

/** The moves of a whole run that a bot plays; the same seeds give the same moves. */
export function playAsBot<State, Move>(
  rules: GameRules<State, Move>,
  bot: Bot<State, Move>,
  run: { readonly seed: number; readonly band: Band },
  pupil: { readonly seed: number; readonly skillBp: number },
): Move[] {
  const pick = drawsFrom(pupil.seed);
  let state = rules.start(run.seed, run.band);
  const moves: Move[] = [];
  while (!rules.isFinished(state)) {
    const move = bot(state, pupil.skillBp, pick);
    const next = rules.play(state, move);
    if (!next.ok) throw new Error(`The bot of ${rules.id} made a move that is refused: ${next.problem}`);
    if (moves.length >= rules.maxMoves) throw new Error(`The bot of ${rules.id} does not come to an end.`);
    state = next.value;
    moves.push(move);
  }
  return moves;
}
