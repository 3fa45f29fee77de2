import type { Client, InValue, ResultSet } from '@libsql/client';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';

import type * as schema from './schema/index.ts';

/** One SQL statement with its arguments, as Drizzle's `toSQL()` yields it: `toStatement(query)`. */
export interface Statement {
  readonly sql: string;
  readonly args: readonly InValue[];
}

/** What became of one unit of work: all its statements were kept, or none. */
export type WriteOutcome =
  | { readonly ok: true; readonly results: readonly ResultSet[] }
  | { readonly ok: false; readonly constraint: string };

/**
 * The project's database: reads go through `drizzle`, every write through `write`.
 *
 * `write` queues one unit (all or nothing), groups it with what waits, and resolves after the COMMIT that
 * holds it is on disk. A unit that breaks a constraint resolves to `ok: false` with SQLite's message (for
 * example `UNIQUE constraint failed: learning_events.seat_id, …`) and harms no neighbour. Any other failure
 * rejects with `StorageRefused`: nothing was kept, and the caller answers `storage-refused`.
 */
export interface Database {
  readonly kind: 'file' | 'server';
  readonly drizzle: LibSQLDatabase<typeof schema>;
  readonly client: Client;
  write(unit: readonly Statement[]): Promise<WriteOutcome>;
  /** Waits until everything queued is kept, then closes the file or the connection. */
  close(): Promise<void>;
}

export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
}

/** By name: the server and the Astro bundle each have a class of their own. */
export function isStorageRefused(error: unknown): error is StorageRefused {
  return error instanceof Error && error.name === 'StorageRefused';
}

/** Whether an error of a read means that the libsql-server can't be reached or does not answer in time. */
export function isDatabaseDown(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError' || cause.message === 'fetch failed') return true;
    if (
      /^E(CONNREFUSED|CONNRESET|PIPE|HOSTUNREACH|TIMEDOUT)$/.test(String((cause as { code?: unknown }).code))
    )
      return true;
  }
  return false;
}

export function toStatement(query: { toSQL(): { sql: string; params: unknown[] } }): Statement {
  const { sql, params } = query.toSQL();
  return { sql, args: params as InValue[] };
}

const holder = globalThis as unknown as Record<symbol, Database | undefined>;
const key = Symbol.for('square-one.database');

/** The process's one database. The server's entry sets it before it listens; both bundles read it here. */
export function setDatabase(database: Database): void {
  holder[key] = database;
}

export function database(): Database {
  const found = holder[key];
  if (!found) throw new Error('The database is not open: setDatabase() comes first.');
  return found;
}
