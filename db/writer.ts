import { LibsqlError } from '@libsql/client/sqlite3';

import { StorageRefused, type Statement, type WriteOutcome } from './database.ts';
import { bindable } from './file-rows.ts';

/** What one unit met: kept, refused by a constraint, or wrong in itself (a bug in its SQL or arguments). */
export type UnitOutcome = WriteOutcome | { readonly ok: false; readonly bug: Error };

/** Commits a group: returns after the COMMIT is on disk, one outcome a unit; throws when storage failed. */
export type CommitGroup = (
  units: readonly (readonly Statement[])[],
) => UnitOutcome[] | Promise<UnitOutcome[]>;

export interface WriterOptions {
  readonly commitGroup: CommitGroup;
  /** True for a failure after which no write may be acknowledged any more: the process must end. */
  readonly isFatal: (error: unknown) => boolean;
  readonly onFatal: (error: Error) => void;
  /** Units in one group at most. */
  readonly groupLimit?: number;
  /** While several callers write at once, a group with room waits this long after the last for company. */
  readonly gatherMs?: number;
}

interface Waiting {
  readonly unit: readonly Statement[];
  readonly resolve: (outcome: WriteOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** The one writer: a queue whose members are committed in groups, one group in flight. */
export class Writer {
  readonly #options: Required<WriterOptions>;
  readonly #queue: Waiting[] = [];
  #scheduled = false;
  #committing = false;
  #gathering = false;
  #refusal: string | undefined;
  #lastCommitAtMs = 0;
  #idle: (() => void)[] = [];

  constructor(options: WriterOptions) {
    this.#options = { groupLimit: 128, gatherMs: 0, ...options };
  }

  write(unit: readonly Statement[]): Promise<WriteOutcome> {
    if (this.#refusal !== undefined) return Promise.reject(new StorageRefused(this.#refusal));
    if (unit.length === 0) return Promise.resolve({ ok: true, results: [] });
    return new Promise((resolve, reject) => {
      // What cannot be stored throws here and so meets no neighbour.
      for (const { args } of unit) args.forEach(bindable);
      this.#queue.push({ unit, resolve, reject });
      this.#schedule();
    });
  }

  /** Takes no more units, waits until those that wait are settled. */
  async drain(): Promise<void> {
    this.#refusal ??= 'the database is closing';
    if (this.#queue.length === 0 && !this.#committing) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#scheduled || this.#committing) return;
    this.#scheduled = true;
    const flush = () => void this.#flush();
    const waitMs = this.#options.gatherMs - (performance.now() - this.#lastCommitAtMs);
    // A macrotask either way, so that a loop of awaited writes leaves room for everything else.
    const hasRoom = this.#queue.length < this.#options.groupLimit;
    if (this.#gathering && hasRoom && waitMs > 0) setTimeout(flush, waitMs);
    else setImmediate(flush);
  }

  async #flush(): Promise<void> {
    this.#scheduled = false;
    this.#committing = true;
    const group = this.#queue.splice(0, this.#options.groupLimit);
    this.#gathering = group.length > 1;
    try {
      const outcomes = await this.#options.commitGroup(group.map(({ unit }) => unit));
      group.forEach((waiting, index) => settle(waiting, outcomes[index]));
    } catch (error) {
      this.#refuse(group, error);
    }
    this.#lastCommitAtMs = performance.now();
    this.#committing = false;
    if (this.#queue.length > 0) this.#schedule();
    else for (const resolve of this.#idle.splice(0)) resolve();
  }

  #refuse(group: readonly Waiting[], error: unknown): void {
    const cause = error instanceof Error ? error : new Error(String(error));
    const fatal = this.#options.isFatal(error);
    const refused = fatal ? [...group, ...this.#queue.splice(0)] : group;
    if (fatal) this.#refusal = cause.message;
    for (const { reject } of refused) reject(new StorageRefused(cause.message, { cause }));
    if (fatal) this.#options.onFatal(cause);
  }
}

function settle(waiting: Waiting, outcome: UnitOutcome | undefined): void {
  if (outcome === undefined)
    waiting.reject(new StorageRefused('the group left this unit without an outcome'));
  else if (outcome.ok) waiting.resolve(outcome);
  else if ('bug' in outcome) waiting.reject(outcome.bug);
  else waiting.resolve(outcome);
}

/** SQLite's message of a broken constraint, or undefined when the error is another. */
export function brokenConstraint(error: unknown): string | undefined {
  if (!(error instanceof LibsqlError) || !error.code.startsWith('SQLITE_CONSTRAINT')) return undefined;
  return error.message.replace(/^(SQLITE_\w+: |SQLite error: )+/, '');
}
