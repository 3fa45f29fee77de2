import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { dataPaths } from './data-dir.ts';
import { FileClient } from './file-client.ts';

/** Names sort by time: square-one-2026-11-03T02-15-00-123Z.db */
const backupName = /^square-one-.*\.db$/;

/** Backups of a data folder, the latest first, as paths. */
export function listBackups(dataDir: string): string[] {
  const folder = dataPaths(dataDir).backups;
  try {
    const names = readdirSync(folder).filter((name) => backupName.test(name));
    return names
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** The first backup, from the latest on, whose every page and index is sound. */
export function latestGoodBackup(dataDir: string): string | undefined {
  return listBackups(dataDir).find(isSound);
}

export function isSound(file: string): boolean {
  let client: FileClient | undefined;
  try {
    client = new FileClient(file);
    return client.run('PRAGMA integrity_check(1)').rows[0]?.[0] === 'ok';
  } catch {
    return false;
  } finally {
    client?.close();
  }
}
