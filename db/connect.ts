import { drizzle } from 'drizzle-orm/libsql';
import type { Client } from '@libsql/client';

import { prepareDataDir, dataPaths } from './data-dir.ts';
import type { Database } from './database.ts';
import { migrationsFolder } from './migrate.ts';
import { openFile } from './open-file.ts';
import { openServer } from './open-server.ts';
import * as schema from './schema/index.ts';
import { Writer, type WriterOptions } from './writer.ts';

export interface DatabaseOptions {
  /** DATABASE_URL: empty for the embedded file in `dataDir`, else a libsql-server's http address. */
  readonly url?: string | undefined;
  readonly authToken?: string | undefined;
  readonly dataDir: string;
  readonly migrations?: string;
  /** Called once when the storage failed: no write is acknowledged any more and the process must end. */
  readonly onFatal?: (error: Error) => void;
  /** How long to wait for another process that is letting go of the file, or for the server to answer. */
  readonly waitMs?: number;
  /** Tests that open hundreds of files leave out the second process that proves the lock. */
  readonly proveLock?: boolean;
}

/** An open backend: where groups go, and how to close. */
export interface Backend extends Pick<WriterOptions, 'commitGroup' | 'isFatal' | 'gatherMs' | 'groupLimit'> {
  readonly client: Client;
  closeClient(): void;
}

/** Opens, checks and migrates the database. Throws StartProblem with what the start message names. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const settings = { migrations: migrationsFolder, waitMs: 3000, proveLock: true, ...options };
  const onFatal = options.onFatal ?? endProcess;
  prepareDataDir(options.dataDir);
  const kind = options.url ? 'server' : 'file';
  const backend = options.url
    ? await openServer({ ...settings, url: options.url })
    : await openFile({ ...settings, file: dataPaths(options.dataDir).database });
  const writer = new Writer({ ...backend, onFatal });
  return {
    kind,
    client: backend.client,
    drizzle: drizzle(backend.client, { schema }),
    write: (unit) => writer.write(unit),
    async close() {
      await writer.drain();
      backend.closeClient();
    },
  };
}

function endProcess(error: Error): void {
  console.error(`The database failed and the process ends, so that nothing is lost: ${error.message}`);
  process.exit(1);
}
