import type { z } from 'zod';

import type { Evidence } from '#domain/evidence.ts';
import type { Result } from '#domain/result.ts';

/** Ids of the games; a new game is one folder and a row in rules.ts and in screens.ts. */
export type GameId = 'little-teller' | 'savings-garden' | 'promise-bridge';

/** Difficulty bands: A/P lower, B/Q middle, C/R upper grades. */
export type Band = 'A' | 'B' | 'C' | 'P' | 'Q' | 'R';

/** A score yielded by the rules alone: 0..10000 with the weighted parts that make it up (their sum). */
export interface GameScore {
  readonly totalBp: number;
  readonly parts: readonly { readonly id: string; readonly scoreBp: number; readonly weightBp: number }[];
}

/**
 * A game's whole rules, pure: same seed, band and moves give the same state in every engine. Integers
 * and + − × ÷ only; no clock, no random source but `nextRandom` on a state kept in `State`.
 */
export interface GameRules<State, Move> {
  readonly id: GameId;
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
  score(state: State): GameScore;
  evidence(state: State): readonly Evidence[];
}

export function defineGame<State, Move>(rules: GameRules<State, Move>): GameRules<State, Move> {
  return rules;
}
