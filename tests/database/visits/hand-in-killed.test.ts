import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { catalogue } from '#catalogue/catalogue.ts';
import { projectFolder } from '#cli/project-folder.ts';
import type { Database } from '#db/database.ts';
import { packResults } from '#features/visits/offline/make-results.server.ts';
import { rebuildProjections } from '#record/rebuild.server.ts';
import { openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { dumpProjections } from '#tests/support/learning.ts';
import { Laptop, MainServer, rightKey, wrongKey } from '#tests/support/offline-visit.ts';
import { foldByHand, readTables } from '#tests/support/reference-fold.ts';

const dataDir = temporaryFolder();
const file = join(temporaryFolder(), 'visit.results');

/** Hands the file in, in a process of its own; killed so long after it began, or left to its end (null). */
async function handIn(accountId: string, killAfterMs: number | null): Promise<string> {
  const child = spawn(process.execPath, ['tests/support/hand-in-child.ts', dataDir, file, accountId], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const began = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('handing in')) resolve();
    });
    child.on('exit', () => resolve());
  });
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await began;
  if (killAfterMs !== null) {
    await sleep(killAfterMs);
    child.kill('SIGKILL');
  }
  await ended;
  return output;
}

async function count(database: Database, sql: string): Promise<number> {
  return Number((await database.client.execute(sql)).rows[0]?.[0]);
}

test('killed in the middle, again and again, a hand-in is kept whole and once', async () => {
  let database = await openTestDatabase({ dataDir });
  const main = await MainServer.make(database);
  const own = await openTestDatabase();
  const laptop = new Laptop(own, await main.pack());
  await laptop.open();
  const asked = catalogue().questions.filter(({ sealed }) => !sealed);
  for (let seat = 1; seat <= 12; seat += 1)
    for (const question of asked.slice(0, 12)) {
      await laptop.answer(seat, question, 1, wrongKey(question));
      await laptop.answer(seat, question, 2, rightKey(question));
    }
  await laptop.holdLesson();
  const results = await laptop.results();
  writeFileSync(file, packResults(results));
  await database.close();

  const kept: number[] = [];
  for (const killAfterMs of [0, 8, 16, 32, 64, 250]) {
    await handIn(main.volunteer.accountId, killAfterMs);
    database = await openTestDatabase({ dataDir });
    const events = await count(database, 'SELECT count(*) FROM learning_events');
    const claimed = await count(
      database,
      'SELECT count(*) FROM visit_packs WHERE handed_in_at_ms IS NOT NULL',
    );
    expect([0, results.body.events.length]).toContain(events);
    expect(claimed).toBe(events === 0 ? 0 : 1);
    kept.push(events);
    await database.close();
  }
  // The first kill comes before the commit on any machine.
  expect(kept[0]).toBe(0);
  const [first, second] = [
    await handIn(main.volunteer.accountId, null),
    await handIn(main.volunteer.accountId, null),
  ];
  expect(first).toContain('"ok":true');
  expect(second).toBe(first);
  database = await openTestDatabase({ dataDir });
  expect(await count(database, 'SELECT count(*) FROM learning_events')).toBe(results.body.events.length);
  expect(await readTables(database)).toEqual(await foldByHand(database));
  const before = await dumpProjections(database);
  await rebuildProjections(database);
  expect(await dumpProjections(database)).toBe(before);
  await Promise.all([database.close(), own.close()]);
}, 240_000);
