import { execFile } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { backupPath, pruneBackups, type BackupFile } from './backup-files.ts';
import { dataPaths } from './data-dir.ts';
import type { Database } from './database.ts';
import { FileClient } from './file-client.ts';
import { loadDump } from './load-dump.ts';

export interface BackupOptions {
  readonly dataDir: string;
  readonly atMs: number;
  /** Backups that stay; older ones are removed after this one proved sound. */
  readonly keep?: number;
  /** Where a libsql-server is, for its dump. */
  readonly server?: { readonly url: string; readonly authToken?: string | undefined };
}

export interface Backup extends BackupFile {
  /** How long the copy held up every other request of this process. */
  readonly pauseMs: number;
}

export const KEPT_BACKUPS = 14;
const checker = fileURLToPath(new URL('./check-backup.ts', import.meta.url));

/**
 * Writes the database as it is between two groups of writes to DATA_DIR/backups and proves it by
 * integrity_check. Throws when it can't be written or is not sound; no half file is left under its name.
 */
export async function backUp(database: Database, options: BackupOptions): Promise<Backup> {
  const { dataDir, atMs, keep = KEPT_BACKUPS } = options;
  mkdirSync(dataPaths(dataDir).backups, { recursive: true, mode: 0o700 });
  const path = backupPath(dataDir, atMs);
  const partial = `${path}.partial`;
  try {
    const pauseMs = await copyTo(partial, database, options);
    await promisify(execFile)(process.execPath, [checker, partial]).catch((cause: unknown) => {
      throw new Error(`The backup ${partial} did not pass integrity_check`, { cause });
    });
    syncToDisk(partial);
    renameSync(partial, path);
    syncToDisk(dirname(path));
    pruneBackups(dataDir, keep);
    return { path, madeAtMs: atMs, bytes: statSync(path).size, pauseMs };
  } finally {
    rmSync(partial, { force: true });
  }
}

async function copyTo(file: string, database: Database, { server }: BackupOptions): Promise<number> {
  const startedAtMs = performance.now();
  if (database.client instanceof FileClient) {
    database.client.run('VACUUM INTO ?', [file]);
    return performance.now() - startedAtMs;
  }
  if (!server) throw new Error("A libsql-server's backup needs its address");
  await loadDump(server, file);
  return 0;
}

/** Files only: a descriptor of the live database must never be opened and closed here, it would drop its lock. */
function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Windows syncs no folders.
    if (process.platform !== 'win32') throw error;
  } finally {
    closeSync(descriptor);
  }
}
