import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { dataPaths } from './data-dir.ts';
import { FileClient } from './file-client.ts';

/** Names sort by time: square-one-2026-11-03T02-15-00-123Z.db */
const backupName = /^square-one-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/;

export interface BackupFile {
  readonly path: string;
  readonly madeAtMs: number;
  readonly bytes: number;
}

export function backupPath(dataDir: string, atMs: number): string {
  const stamp = new Date(atMs).toISOString().replace(/[:.]/g, '-');
  return join(dataPaths(dataDir).backups, `square-one-${stamp}.db`);
}

/** Backups of a data folder, the latest first. */
export function listBackups(dataDir: string): BackupFile[] {
  const folder = dataPaths(dataDir).backups;
  return namesIn(folder)
    .flatMap((name) => {
      const [, hour, minute, second, milli] = backupName.exec(name) ?? [];
      if (hour === undefined) return [];
      const path = join(folder, name);
      const madeAtMs = Date.parse(`${hour}:${String(minute)}:${String(second)}.${String(milli)}Z`);
      return [{ path, madeAtMs, bytes: statSync(path).size }];
    })
    .sort((one, other) => other.madeAtMs - one.madeAtMs);
}

/** The first backup, from the latest on, whose every page and index is sound. */
export function latestGoodBackup(dataDir: string): string | undefined {
  return listBackups(dataDir).find(({ path }) => isSound(path))?.path;
}

/** Removes the oldest backups and what a killed backup left behind. */
export function pruneBackups(dataDir: string, keep: number): void {
  const folder = dataPaths(dataDir).backups;
  for (const { path } of listBackups(dataDir).slice(keep)) rmSync(path, { force: true });
  for (const name of namesIn(folder)) {
    if (name.includes('.partial')) rmSync(join(folder, name), { force: true });
  }
}

/** Whether a file is a libSQL database whose every page, index and foreign key is sound. Reads all of it. */
export function isSound(file: string): boolean {
  let client: FileClient | undefined;
  try {
    client = new FileClient(file);
    const found = client.run('PRAGMA integrity_check(1)').rows[0]?.[0];
    return found === 'ok' && client.run('PRAGMA foreign_key_check').rows.length === 0;
  } catch {
    return false;
  } finally {
    client?.close();
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
