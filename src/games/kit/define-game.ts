import type { z } from 'zod';

import type { Evidence } from '#domain/evidence.ts';
import type { Result } from '#domain/result.ts';

/** Difficulty bands: A/P lower, B/Q middle, C/R upper grades. */
export type Band = 'A' | 'B' | 'C' | 'P' | 'Q' | 'R';

/**
 * A score yielded by the rules alone, 0..10000: the sum of its parts. A part's `scoreBp` runs from 0 to its
 * `weightBp`, and the weights sum to 10000.
 */
export interface GameScore {
  readonly totalBp: number;
  readonly parts: readonly { readonly id: string; readonly scoreBp: number; readonly weightBp: number }[];
}

/**
 * A game's whole rules, pure: same seed, band and moves give the same state in every engine. Integers
 * and + − × ÷ only; no clock, no random source but `nextBelow` on a state kept in `State`.
 */
export interface GameRules<State, Move> {
  /** Also the folder's name and the last part of /games/ID. */
  readonly id: string;
  /** Raised by every change that lets one move log end in another state or score. */
  readonly version: number;
  readonly bands: readonly Band[];
  /** Longest log a finished run can have; a longer one is refused unread. */
  readonly maxMoves: number;
  readonly move: z.ZodType<Move>;
  start(seed: number, band: Band): State;
  /** A refused move leaves the state as it was; the problem is a text key of the game's texts.ts. */
  play(state: State, move: Move): Result<State, string>;
  isFinished(state: State): boolean;
  /**
   * Which turn the play is in, from 0, when teams play one run after another: it stays or goes up by one with
   * each move, and a finished run stays in its last turn.
   */
  turnOf(state: State): number;
  score(state: State): GameScore;
  evidence(state: State): readonly Evidence[];
}

export function defineGame<State, Move>(rules: GameRules<State, Move>): GameRules<State, Move> {
  return rules;
}
