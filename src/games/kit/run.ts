import type { ProblemCode } from '#domain/problems.ts';

import type { GameScore } from './define-game.ts';

/** A run as the server issued it: only its seed yields a score that counts. */
export interface IssuedRun {
  readonly runId: string;
  readonly seed: number;
  readonly rulesVersion: number;
}

/** The server's word on a finished run. */
export interface RunReply {
  /** Null: played by older rules, so finished without a score. */
  readonly scoreBp: number | null;
  readonly parts: GameScore['parts'];
  /** How far the class has built the lesson's tile, when the page knows. */
  readonly tile?: { readonly finishedSeats: number; readonly seats: number } | null;
}

/** sent: the server has it. kept: it waits on this device. refused: it is gone for good. */
export type RunOutcome<Reply> =
  | { readonly kind: 'sent'; readonly reply: Reply }
  | { readonly kind: 'kept'; readonly problem: ProblemCode | null }
  | { readonly kind: 'refused'; readonly problem: ProblemCode };

export type StartRun = () => Promise<RunOutcome<IssuedRun>>;
export type SubmitRun = (run: IssuedRun, moves: readonly unknown[]) => Promise<RunOutcome<RunReply>>;

/** A run for practice: a seed of the device's own, and nothing to hand in. */
export function practiceRun(rulesVersion: number): IssuedRun {
  const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  return { runId: 'practice', seed, rulesVersion };
}

export interface SavedRun {
  readonly run: IssuedRun;
  readonly moves: readonly unknown[];
}

/** Keeps the run that is being played for this tab, so that a reload loses no move. */
export class RunStore {
  readonly #key: string;

  constructor(lessonId: string, gameId: string, band: string) {
    this.#key = `square-one.run.${lessonId}.${gameId}.${band}`;
  }

  /** Null also when what is stored cannot be read, or is of other rules. */
  read(rulesVersion?: number): SavedRun | null {
    try {
      const saved = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null') as SavedRun | null;
      if (!saved || typeof saved.run.seed !== 'number' || !Array.isArray(saved.moves)) return null;
      return rulesVersion === undefined || saved.run.rulesVersion === rulesVersion ? saved : null;
    } catch {
      return null;
    }
  }

  write(saved: SavedRun): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(saved));
    } catch {
      // Private browsing may refuse: then a reload starts afresh, and nothing else is lost.
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Nothing was stored either.
    }
  }
}
