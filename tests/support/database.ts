import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase, type DatabaseOptions } from '#db/connect.ts';
import { dataPaths } from '#db/data-dir.ts';
import type { Database } from '#db/database.ts';
import { migrationsFolder } from '#db/migrate.ts';

import { serverBinary, startServer } from './libsql-server.ts';

/** The databases that suites run on: `describe.each(databaseKinds)('… ($kind)', ({ open }) => …)`. */
export const databaseKinds: readonly { kind: 'file' | 'server'; open: () => Promise<Database> }[] = [
  { kind: 'file', open: () => openTestDatabase() },
  ...(serverBinary ? [{ kind: 'server' as const, open: () => openServerDatabase() }] : []),
];
if (!serverBinary) {
  console.warn(`No libsql-server for ${process.platform} ${process.arch}: suites run on the file alone.`);
}

const temporaryFolders: string[] = [];
process.once('exit', () => {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of this test process alone, removed when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'square-one-test-'));
  temporaryFolders.push(folder);
  return folder;
}

/** A fresh, migrated embedded file in a folder of its own; `close()` it or leave it to the process's end. */
export async function openTestDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const { database } = dataPaths(dataDir);
  if (!existsSync(database)) copyFileSync(await migratedTemplate(), database);
  return openDatabase({ proveLock: false, ...options, dataDir });
}

/** A fresh, migrated database on a real libsql-server of its own, which ends with the test process. */
async function openServerDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const server = await startServer(temporaryFolder());
  const database = await openDatabase({ dataDir: temporaryFolder(), ...options, url: server.url });
  return {
    ...database,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}

/** Copying a migrated file is faster than migrating; one template serves every test process. */
async function migratedTemplate(): Promise<string> {
  const journal = readFileSync(join(migrationsFolder, 'meta/_journal.json'));
  const name = createHash('sha256').update(journal).digest('hex').slice(0, 16);
  const templates = join(tmpdir(), 'square-one-templates');
  const template = join(templates, `${name}.db`);
  if (!existsSync(template)) {
    mkdirSync(templates, { recursive: true });
    const dataDir = temporaryFolder();
    const database = await openDatabase({ dataDir, proveLock: false });
    await database.close();
    const made = join(templates, `${name}-${process.pid}.db`);
    copyFileSync(dataPaths(dataDir).database, made);
    renameSync(made, template);
  }
  return template;
}
