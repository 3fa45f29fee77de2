import { ok, refuse, type Result } from '#domain/result.ts';

import type { Band, GameRules } from './define-game.ts';

/**
 * One run on a device: the state, the log of accepted moves, and whoever draws it. The Phaser scene and the
 * table version share one controller, so that a pupil can change from one to the other in mid-game.
 */
export class GameController<State, Move> {
  readonly rules: GameRules<State, Move>;
  readonly seed: number;
  readonly band: Band;
  #state: State;
  #moves: Move[] = [];
  #listeners = new Set<(state: State, move: Move) => void>();

  constructor(rules: GameRules<State, Move>, seed: number, band: Band, earlierMoves: readonly Move[] = []) {
    this.rules = rules;
    this.seed = seed;
    this.band = band;
    this.#state = rules.start(seed, band);
    for (const move of earlierMoves) if (!this.play(move).ok) break;
  }

  get state(): State {
    return this.#state;
  }

  get moves(): readonly Move[] {
    return this.#moves;
  }

  get finished(): boolean {
    return this.rules.isFinished(this.#state);
  }

  play(move: Move): Result<State, string> {
    if (this.finished) return refuse('finished');
    const next = this.rules.play(this.#state, move);
    if (!next.ok) return next;
    this.#state = next.value;
    this.#moves.push(move);
    for (const listener of this.#listeners) listener(this.#state, move);
    return ok(this.#state);
  }

  /** Calls back after each accepted move; returns the function that stops it. */
  subscribe(listener: (state: State, move: Move) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
