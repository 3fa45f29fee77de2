import { readMigrationFiles } from 'drizzle-orm/migrator';
import { fileURLToPath } from 'node:url';
import type { Client } from '@libsql/client';

import { StartProblem } from './start-problem.ts';

/** The migrations beside this file; a bundle passes its own folder. */
export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Drizzle's own table, so that its tools read the same history. */
const JOURNAL = '__drizzle_migrations';

export interface PendingMigrations {
  /** Migrations the database has. */
  readonly applied: number;
  /** Statements that bring it up to date, with those that write the history; empty when it is. */
  readonly statements: readonly { readonly sql: string; readonly args: (string | number)[] }[];
}

/** Compares the database's history with the program's. Throws StartProblem `database-newer`. */
async function pendingMigrations(client: Client, folder: string): Promise<PendingMigrations> {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = await readHistory(client);
  const stranger = applied.find((hash) => !known.some((migration) => migration.hash === hash));
  if (stranger !== undefined) {
    throw new StartProblem('database-newer', {
      applied: String(applied.length),
      known: String(known.length),
    });
  }
  const statements = known
    .filter((migration) => !applied.includes(migration.hash))
    .flatMap((migration) => [
      ...migration.sql.map((sql) => ({ sql, args: [] })),
      {
        sql: `INSERT INTO ${JOURNAL} (hash, created_at) VALUES (?, ?)`,
        args: [migration.hash, migration.folderMillis],
      },
    ]);
  return { applied: applied.length, statements };
}

/** Runs what is pending in one transaction: killed anywhere, the database has all of it or none. */
export async function migrate(client: Client, folder: string): Promise<void> {
  const { statements } = await pendingMigrations(client, folder);
  if (statements.length === 0) return;
  const table = `CREATE TABLE IF NOT EXISTS ${JOURNAL} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;
  try {
    await client.migrate([{ sql: table, args: [] }, ...statements.map((each) => ({ ...each }))]);
  } catch (error) {
    // Two nodes may start on one server at once: the second finds the first one's work done.
    const left = await pendingMigrations(client, folder);
    if (left.statements.length > 0) throw error;
  }
}

async function readHistory(client: Client): Promise<string[]> {
  const exists = await client.execute(`SELECT 1 FROM sqlite_master WHERE name = '${JOURNAL}'`);
  if (exists.rows.length === 0) return [];
  const { rows } = await client.execute(`SELECT hash FROM ${JOURNAL} ORDER BY created_at`);
  return rows.map((row) => row['hash'] as string);
}
