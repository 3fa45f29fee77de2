import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import { isSound } from './backup-files.ts';
import { openDatabase } from './connect.ts';
import { dataPaths } from './data-dir.ts';
import type { Database } from './database.ts';
import { readErased, type Erased } from './erased.ts';
import { StartProblem } from './start-problem.ts';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly file: string;
  readonly atMs: number;
  readonly migrations?: string;
  /** Erases again what was erased after the backup was made, and rebuilds what is derived. */
  readonly applyErased: (database: Database, erased: readonly Erased[]) => Promise<void>;
}

export interface Restored {
  /** Where the database that was replaced is kept, or null when there was none. */
  readonly replaced: string | null;
  readonly erasedAgain: number;
}

/**
 * Puts a backup in the database's place. The backup is brought up to date and erased again in a folder of
 * its own first, so that the last step is one rename. Throws StartProblem `database-in-use` while a server
 * runs, and Error when the backup is not sound.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { dataDir, file, applyErased } = options;
  if (!existsSync(file) || !isSound(file)) throw new Error(`${file} is not a sound database`);
  const preparing = join(dataDir, 'restoring');
  rmSync(preparing, { recursive: true, force: true });
  mkdirSync(preparing, { mode: 0o700 });
  try {
    const prepared = dataPaths(preparing).database;
    copyFileSync(file, prepared);
    const shared = options.migrations === undefined ? {} : { migrations: options.migrations };
    const database = await openDatabase({ ...shared, dataDir: preparing, proveLock: false });
    const erased = readErased(dataDir);
    await applyErased(database, erased);
    await database.close();
    const replaced = await setAside(options, shared);
    renameSync(prepared, dataPaths(dataDir).database);
    return { replaced, erasedAgain: erased.length };
  } finally {
    rmSync(preparing, { recursive: true, force: true });
  }
}

/**
 * Keeps the present database beside the backups. A sound one is folded into one file first; a damaged one is
 * taken with its log, which must not meet the restored file.
 */
async function setAside(
  { dataDir, atMs }: RestoreOptions,
  shared: { migrations?: string },
): Promise<string | null> {
  const { database: live, backups } = dataPaths(dataDir);
  if (!existsSync(live)) return null;
  try {
    const present = await openDatabase({ ...shared, dataDir, proveLock: false, waitMs: 0 });
    await present.close();
  } catch (error) {
    if (error instanceof StartProblem && error.code === 'database-in-use') throw error;
  }
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const stamp = new Date(atMs).toISOString().replace(/[:.]/g, '-');
  const aside = join(backups, `replaced-${stamp}-${basename(live)}`);
  for (const ending of ['-wal', '-shm', '-journal']) {
    if (existsSync(live + ending)) renameSync(live + ending, aside + ending);
  }
  try {
    linkSync(live, aside);
  } catch {
    // Some file systems know no second name for a file.
    copyFileSync(live, aside);
  }
  return aside;
}
