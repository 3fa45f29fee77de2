import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createClient } from '@libsql/client';

/**
 * The yardstick for writing: rows a second that a bare loop of grouped inserts keeps at full synchronisation,
 * in groups as large as the server's under the same number of connections.
 */
export async function measureBareInserts(groupSize: number, forMs: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'square-one-bare-'));
  const client = createClient({ url: `file:${join(folder, 'bare.db')}`, concurrency: 1 });
  await client.execute('PRAGMA locking_mode=EXCLUSIVE');
  await client.execute('PRAGMA journal_mode=WAL');
  await client.execute('CREATE TABLE answers (id TEXT PRIMARY KEY, body TEXT NOT NULL)');
  const startedAtMs = performance.now();
  let rows = 0;
  while (performance.now() - startedAtMs < forMs) {
    const group = Array.from({ length: groupSize }, (_, index) => ({
      sql: 'INSERT INTO answers VALUES (?, ?)',
      args: [`${rows + index}`, '{"option":"B","questionId":"LB02-Q1","mark":"again"}'],
    }));
    await client.batch(group, 'write');
    rows += groupSize;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const perSecond = (rows / (performance.now() - startedAtMs)) * 1000;
  client.close();
  rmSync(folder, { recursive: true, force: true });
  return perSecond;
}
