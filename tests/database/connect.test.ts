import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, cpSync, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { backUp } from '#db/backup.ts';
import { openDatabase } from '#db/connect.ts';
import { dataPaths } from '#db/data-dir.ts';
import { FileClient } from '#db/file-client.ts';
import { proveLockHolds } from '#db/lock-probe.ts';
import { migrate, migrationsFolder } from '#db/migrate.ts';
import { StartProblem } from '#db/start-problem.ts';
import { openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { freePort, serverBinary, startServer } from '#tests/support/libsql-server.ts';
import { insertOrganisation } from '#tests/support/statements.ts';

async function problemOf(opening: Promise<unknown>): Promise<StartProblem> {
  const met = await opening.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(met instanceof StartProblem)) throw new Error(`No start problem, but ${String(met)}`);
  return met;
}

describe('opening the embedded file', () => {
  test('an empty folder becomes a migrated database that a second process cannot open', async () => {
    const dataDir = join(temporaryFolder(), 'made/here');
    const database = await openDatabase({ dataDir });
    await database.write([insertOrganisation('a')]);
    await database.close();
    const again = await openDatabase({ dataDir });
    const { rows } = await again.client.execute('SELECT id FROM organisations');
    expect(rows.map((row) => row['id'])).toEqual(['a']);
    await again.close();
  });

  test('control: the proof of the lock fails on a file that a second process can open', async () => {
    const file = join(temporaryFolder(), 'open.db');
    const client = new FileClient(file);
    client.run('PRAGMA journal_mode = WAL');
    client.run('CREATE TABLE t (a)');
    expect(await problemOf(proveLockHolds(file))).toMatchObject({
      code: 'lock-not-kept',
      details: { met: 'opened' },
    });
    client.close();
  });

  test('a second server on the same file is refused', async () => {
    const dataDir = temporaryFolder();
    const first = await openTestDatabase({ dataDir });
    const script = `
      import { openDatabase } from '#db/connect.ts';
      await openDatabase({ dataDir: process.argv[1], waitMs: 200 }).catch((error) => console.log(error.code));
    `;
    const args = ['--input-type=module-typescript', '-e', script, dataDir];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout.trim()).toBe('database-in-use');
    expect(await first.write([insertOrganisation('still-writing')])).toMatchObject({ ok: true });
    await first.close();
  });

  test('a server that starts while the last one is stopping waits for it', async () => {
    const dataDir = temporaryFolder();
    const first = await openTestDatabase({ dataDir });
    const second = openDatabase({ dataDir, proveLock: false, waitMs: 5000 });
    setTimeout(() => void first.close(), 300);
    await (await second).close();
  });

  test('a folder that cannot be written is refused by name', async () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const problem = await problemOf(openDatabase({ dataDir: join(file, 'data') }));
    expect(problem).toMatchObject({
      code: 'data-dir-not-writable',
      details: { dataDir: join(file, 'data') },
    });
  });

  test('a database newer than the program is refused and stays as it was', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    await database.write([
      { sql: 'INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)', args: ['later', 9e12] },
    ]);
    await database.close();
    expect(await problemOf(openTestDatabase({ dataDir }))).toMatchObject({ code: 'database-newer' });
    const client = new FileClient(dataPaths(dataDir).database);
    expect(client.run('SELECT count(*) FROM __drizzle_migrations').rows[0]?.[0]).toBe(2);
    client.close();
  });

  test('a damaged file is refused and the latest good backup is named', async () => {
    const dataDir = temporaryFolder();
    const database = await openTestDatabase({ dataDir });
    await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        database.write([insertOrganisation(`id-${index}`, 'x'.repeat(200))]),
      ),
    );
    const good = await backUp(database, { dataDir, atMs: 1_000_000 });
    const damaged = await backUp(database, { dataDir, atMs: 2_000_000 });
    await database.close();
    damage(damaged.path);
    damage(dataPaths(dataDir).database);
    expect(await problemOf(openTestDatabase({ dataDir }))).toMatchObject({
      code: 'database-corrupt',
      details: { backup: good.path },
    });
  });

  test('a file that is no database is refused', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(dataPaths(dataDir).database, 'not a database at all '.repeat(300));
    expect(await problemOf(openTestDatabase({ dataDir }))).toMatchObject({
      code: 'database-corrupt',
      details: { backup: '' },
    });
  });
});

describe('migrations', () => {
  /** Keeps a copy of the files before every statement: what a kill at that moment leaves. */
  class CopyingClient extends FileClient {
    readonly copies: string[] = [];
    readonly file: string;
    constructor(file: string) {
      super(file);
      this.file = file;
    }
    override run(sql: string, args: Parameters<FileClient['run']>[1] = []) {
      const dataDir = temporaryFolder();
      for (const ending of ['', '-wal']) {
        if (existsSync(this.file + ending))
          copyFileSync(this.file + ending, dataPaths(dataDir).database + ending);
      }
      this.copies.push(dataDir);
      return super.run(sql, args);
    }
  }

  const tables = (client: FileClient) =>
    client.run("SELECT name FROM sqlite_master WHERE type = 'table'").rows.map((row) => row[0]);

  /** Looks at a copy: looking would itself recover the file. */
  function tablesLeftIn(dataDir: string): number {
    const looked = temporaryFolder();
    cpSync(dataDir, looked, { recursive: true });
    const client = new FileClient(dataPaths(looked).database);
    const found = tables(client).length;
    client.close();
    return found;
  }

  test('killed at any statement, a database has none or all of them, and the next start ends the work', async () => {
    const client = new CopyingClient(join(temporaryFolder(), 'migrated.db'));
    client.run('PRAGMA locking_mode = EXCLUSIVE');
    client.run('PRAGMA journal_mode = WAL');
    await migrate(client, migrationsFolder);
    const whole = tables(client).length;
    expect(client.copies.length).toBeGreaterThan(40);
    for (const dataDir of client.copies) {
      expect([0, whole]).toContain(tablesLeftIn(dataDir));
      const next = await openDatabase({ dataDir, proveLock: false });
      expect(await next.write([insertOrganisation('a')])).toMatchObject({ ok: true });
      await next.close();
    }
  });

  test('control: without the one transaction a kill leaves half of them', async () => {
    const client = new CopyingClient(join(temporaryFolder(), 'half.db'));
    client.batch = (statements) =>
      Promise.resolve(
        statements.map((one) => {
          const { sql, args } = one as { sql: string; args?: unknown };
          return client.run(sql, args as string[]);
        }),
      );
    await migrate(client, migrationsFolder);
    const whole = tables(client).length;
    const middle = client.copies[30];
    if (middle === undefined) throw new Error('There were fewer statements than expected');
    expect(tablesLeftIn(middle)).toBeGreaterThan(0);
    expect(tablesLeftIn(middle)).toBeLessThan(whole);
  });
});

describe('opening a libsql-server', () => {
  test('an address where nothing answers is refused', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const problem = await problemOf(openDatabase({ dataDir: temporaryFolder(), url, waitMs: 300 }));
    expect(problem).toMatchObject({ code: 'database-unreachable', details: { url: `${url}/` } });
  });

  test('a refused token is told apart from a server that is down', async () => {
    const gate = createServer((_request, response) => response.writeHead(401).end('no')).listen(
      0,
      '127.0.0.1',
    );
    await once(gate, 'listening');
    const address = gate.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `http://127.0.0.1:${port}`;
    const problem = await problemOf(openDatabase({ dataDir: temporaryFolder(), url, authToken: 'wrong' }));
    expect(problem.code).toBe('database-token-refused');
    expect(problem.message).not.toContain('wrong');
    gate.close();
  });

  test.skipIf(!serverBinary)('two nodes that start at once migrate it once', async () => {
    const server = await startServer(temporaryFolder());
    const nodes = await Promise.all(
      [1, 2].map(() => openDatabase({ dataDir: temporaryFolder(), url: server.url })),
    );
    const found = await nodes[0]?.client.execute('SELECT count(*) FROM __drizzle_migrations');
    expect(found?.rows[0]?.[0]).toBe(1);
    await Promise.all(nodes.map((node) => node.close()));
    await server.stop();
  });

  test.skipIf(!serverBinary)(
    'a server that goes down refuses writes, and takes them again when it is back',
    async () => {
      const folder = temporaryFolder();
      const server = await startServer(folder);
      let fatal = false;
      const database = await openDatabase({
        dataDir: temporaryFolder(),
        url: server.url,
        onFatal: () => (fatal = true),
      });
      await database.write([insertOrganisation('before')]);
      await server.stop('SIGKILL');
      await expect(database.write([insertOrganisation('during')])).rejects.toMatchObject({
        name: 'StorageRefused',
      });
      const back = await startServer(folder, Number(new URL(server.url).port));
      expect(await database.write([insertOrganisation('after')])).toMatchObject({ ok: true });
      const { rows } = await database.client.execute('SELECT id FROM organisations ORDER BY id');
      expect(rows.map((row) => row['id'])).toEqual(['after', 'before']);
      expect(fatal).toBe(false);
      await database.close();
      await back.stop();
    },
  );

  test.skipIf(!serverBinary)('a database newer than the program is refused there too', async () => {
    const server = await startServer(temporaryFolder());
    const database = await openDatabase({ dataDir: temporaryFolder(), url: server.url });
    await database.write([
      { sql: 'INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)', args: ['later', 9e12] },
    ]);
    await database.close();
    const problem = await problemOf(openDatabase({ dataDir: temporaryFolder(), url: server.url }));
    expect(problem.code).toBe('database-newer');
    await server.stop();
  });
});

/** Overwrites a page in the middle of a file, as a failing disk does. */
function damage(file: string): void {
  const descriptor = openSync(file, 'r+');
  for (let page = 5; page < 40; page += 1)
    writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(descriptor);
}
