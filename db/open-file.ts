import { LibsqlError } from '@libsql/client/sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';

import { latestGoodBackup } from './backup-files.ts';
import { commitGroupToFile, isFatalForFile } from './commit-file.ts';
import type { Backend } from './connect.ts';
import { FileClient } from './file-client.ts';
import { proveLockHolds } from './lock-probe.ts';
import { migrate } from './migrate.ts';
import { StartProblem } from './start-problem.ts';

interface FileSettings {
  readonly file: string;
  readonly dataDir: string;
  readonly migrations: string;
  readonly waitMs: number;
  readonly proveLock: boolean;
}

/** Two milliseconds triple a group under thirty writers, and so save two syncs of three; a lone writer never waits. */
const GATHER_MS = 2;

/** Acknowledgements go out in groups, and their senders come back at once: small groups keep each turn of the event loop short. */
const GROUP_LIMIT = 20;

/** Opens the embedded file for this process alone. Throws StartProblem. */
export async function openFile(settings: FileSettings): Promise<Backend> {
  const { file } = settings;
  const client = await lock(settings);
  try {
    // Moves what a killed process left in the log into the file and truncates the log, so that no later
    // commit stands on log pages whose sync once failed.
    client.run('PRAGMA wal_checkpoint(TRUNCATE)');
    assertSound(client);
    await migrate(client, settings.migrations);
    if (settings.proveLock) await proveLockHolds(file);
  } catch (error) {
    closeQuietly(client);
    throw explain(error, settings);
  }
  return {
    client,
    commitGroup: (units) => commitGroupToFile(client, units),
    isFatal: isFatalForFile,
    gatherMs: GATHER_MS,
    groupLimit: GROUP_LIMIT,
    closeClient: () => closeFile(client),
  };
}

async function lock(settings: FileSettings): Promise<FileClient> {
  const lastTryMs = performance.now() + settings.waitMs;
  for (;;) {
    let client: FileClient | undefined;
    try {
      client = new FileClient(settings.file);
      // In this order: with WAL first, a second process could read and write (see docs/decisions).
      client.run('PRAGMA locking_mode = EXCLUSIVE');
      client.run('PRAGMA journal_mode = WAL');
      client.run('PRAGMA secure_delete = ON');
      client.run('PRAGMA foreign_keys = ON');
      assertSettings(client);
      return client;
    } catch (error) {
      if (client) closeQuietly(client);
      const isBusy = error instanceof LibsqlError && error.code === 'SQLITE_BUSY';
      if (!isBusy || performance.now() > lastTryMs) throw explain(error, settings);
      await sleep(100);
    }
  }
}

/** The promises of this project rest on these: an unexpected value is a bug, not a choice. */
function assertSettings(client: FileClient): void {
  const expected = {
    locking_mode: 'exclusive',
    journal_mode: 'wal',
    synchronous: 2,
    secure_delete: 1,
    foreign_keys: 1,
  };
  for (const [name, value] of Object.entries(expected)) {
    const found = client.run(`PRAGMA ${name}`).rows[0]?.[0];
    if (found !== value) throw new Error(`PRAGMA ${name} is ${JSON.stringify(found)}, not ${value}`);
  }
}

function assertSound(client: FileClient): void {
  const found = client.run('PRAGMA quick_check(1)').rows[0]?.[0];
  if (found !== 'ok') throw new LibsqlError(JSON.stringify(found), 'SQLITE_CORRUPT');
}

function explain(error: unknown, { file, dataDir }: FileSettings): unknown {
  if (!(error instanceof LibsqlError)) return error;
  const reason = error.message;
  switch (error.code) {
    case 'SQLITE_BUSY':
      return new StartProblem('database-in-use', { file }, error);
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new StartProblem(
        'database-corrupt',
        { file, reason, backup: latestGoodBackup(dataDir) ?? '' },
        error,
      );
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return new StartProblem('data-dir-not-writable', { dataDir, reason }, error);
    case 'SQLITE_FULL':
      return new StartProblem('disk-full', { dataDir, reason }, error);
    default:
      return error;
  }
}

/**
 * Leaves WAL and the lock before it closes: the driver keeps a connection alive until its last statement is
 * collected, and a lock kept that long would refuse the next opening.
 */
function closeFile(client: FileClient): void {
  if (client.closed) return;
  client.run('PRAGMA journal_mode = DELETE');
  client.run('PRAGMA locking_mode = NORMAL');
  client.run('SELECT 1 FROM sqlite_master LIMIT 1');
  client.close();
}

function closeQuietly(client: FileClient): void {
  try {
    closeFile(client);
  } catch {
    client.close();
  }
}
