import {
  LibsqlError,
  type Client,
  type InStatement,
  type InValue,
  type ResultSet,
} from '@libsql/client/sqlite3';
import Libsql from 'libsql';

import { bindable, resultOf } from './file-rows.ts';

type Connection = InstanceType<typeof Libsql>;
type Prepared = ReturnType<Connection['prepare']>;
type Batched = InStatement | [string, unknown?];

/** Statements kept prepared: preparing one anew costs more than running it. */
const KEPT_STATEMENTS = 400;
const keepable = /^\s*(select|insert|update|delete|with)\b/i;

/**
 * An embedded libSQL file behind the client's interface: one connection, prepared statements kept between
 * calls, every call synchronous inside. The published file client prepares each statement anew (five times
 * slower on an answer's five rows) and pools connections, whose locks then fight each other.
 */
export class FileClient implements Client {
  readonly protocol = 'file';
  closed = false;
  readonly #connection: Connection;
  readonly #statements = new Map<string, Prepared>();

  constructor(path: string) {
    this.#connection = attempt(() => new Libsql(path));
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  /** Runs one statement at once. Throws LibsqlError. */
  run(sql: string, args: readonly InValue[] = []): ResultSet {
    if (this.closed) throw new LibsqlError('The client is closed', 'CLIENT_CLOSED');
    const values = args.map(bindable);
    return attempt(() => resultOf(this.#prepare(sql), values));
  }

  execute(statement: InStatement, args?: unknown): Promise<ResultSet> {
    return promised(() => {
      const { sql, args: values } = normalized(typeof statement === 'string' ? [statement, args] : statement);
      return this.run(sql, values);
    });
  }

  /** All statements in one transaction, or none. */
  batch(statements: Batched[]): Promise<ResultSet[]> {
    return promised(() => {
      this.run('BEGIN IMMEDIATE');
      try {
        const results = statements.map(normalized).map(({ sql, args }) => this.run(sql, args));
        this.run('COMMIT');
        return results;
      } finally {
        if (this.inTransaction) this.run('ROLLBACK');
      }
    });
  }

  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    this.run('PRAGMA foreign_keys = OFF');
    try {
      return await this.batch(statements);
    } finally {
      this.#statements.clear();
      this.run('PRAGMA foreign_keys = ON');
    }
  }

  transaction(): never {
    throw new Error('Writes go through database.write(): an open transaction would hold the one connection.');
  }

  executeMultiple(sql: string): Promise<void> {
    return promised(() => {
      attempt(() => this.#connection.exec(sql));
    });
  }

  sync(): never {
    throw new LibsqlError('A local file has nothing to sync with', 'SYNC_NOT_SUPPORTED');
  }

  reconnect(): never {
    throw new LibsqlError('A closed file is opened by openDatabase()', 'CLIENT_CLOSED');
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string): Prepared {
    const kept = this.#statements.get(sql);
    if (kept) return kept;
    const prepared = this.#connection.prepare(sql);
    if (prepared.reader) prepared.raw(true);
    if (keepable.test(sql)) {
      if (this.#statements.size >= KEPT_STATEMENTS) {
        const oldest = this.#statements.keys().next().value;
        if (oldest !== undefined) this.#statements.delete(oldest);
      }
      this.#statements.set(sql, prepared);
    }
    return prepared;
  }
}

/** What throws becomes a rejection. */
function promised<Value>(act: () => Value): Promise<Value> {
  return new Promise((resolve) => {
    resolve(act());
  });
}

function normalized(statement: Batched): { sql: string; args: InValue[] } {
  if (typeof statement === 'string') return { sql: statement, args: [] };
  const [sql, args] = Array.isArray(statement) ? statement : [statement.sql, statement.args];
  if (args !== undefined && !Array.isArray(args)) {
    throw new TypeError('Named arguments are not supported: pass an array.');
  }
  return { sql, args: (args ?? []) as InValue[] };
}

function attempt<Value>(act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Libsql.SqliteError)) throw error;
    const base = baseCodes[(error.rawCode ?? 0) & 0xff] ?? error.code;
    throw new LibsqlError(error.message, base, error.code, error.rawCode, error);
  }
}

/** The first result codes of https://www.sqlite.org/rescode.html that this project tells apart. */
const baseCodes: Record<number, string> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
};
