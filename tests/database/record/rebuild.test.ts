import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { rebuildProjections } from '#record/rebuild.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { history, live, plainDeed, type History } from '#tests/support/learning-history.ts';
import { dumpProjections, smallLearning } from '#tests/support/learning.ts';
import { foldByHand, readTables } from '#tests/support/reference-fold.ts';
import { insertClasses } from '#tests/support/school.ts';

const opened = "class_id = ?1 AND kind = 'lesson-opened'";
const finished = "class_id = ?1 AND kind = 'lesson-finished'";
/** A seat finishes, is voided, opens and answers. */
const spoiledHistory: History = (['lesson-finished', 'void', 'lesson-opened', 'answer'] as const).map(
  (does, id) => ({ laterMs: 1, looked: false, deeds: [{ ...plainDeed, does, id }] }),
);

describe.each(databaseKinds)('projections on $kind', ({ kind, open }) => {
  let database: Database;
  let learning: Learning;
  let classesMade = 0;

  beforeAll(async () => {
    database = await open();
    learning = await smallLearning(database);
  });
  afterAll(() => database.close());

  test('a rebuild equals the live tables after repeated, late, colliding, voided and erased events', async () => {
    const seen = { voided: 0, looks: 0 };
    const property = fc.asyncProperty(history, async (past) => {
      // A file of its own keeps each look small; a server's start costs more than it saves.
      const own = kind === 'file' ? await open() : database;
      const look = async (): Promise<void> => {
        const before = await dumpProjections(own);
        expect(await readTables(own)).toEqual(await foldByHand(own));
        await rebuildProjections(own);
        expect(await dumpProjections(own)).toBe(before);
        seen.looks += 1;
        seen.voided += (before.match(/"voided_by_seq":\d/g) ?? []).length;
      };
      const classIds = [`class-${classesMade++}`, `class-${classesMade++}`];
      await live(await smallLearning(own), await insertClasses(own, classIds, 3), past, look);
      await look();
      if (own !== database) await own.close();
    });
    await fc.assert(property, { numRuns: kind === 'file' ? 25 : 4 });
    expect(seen.looks).toBeGreaterThan(25);
    expect(seen.voided).toBeGreaterThan(0);
  }, 180_000);

  test.each([
    ['a count too many', `UPDATE answer_tallies SET count = count + 1 WHERE class_id = ?1`],
    ['a lost row of progress', `DELETE FROM lesson_progress WHERE class_id = ?1`],
    ['a mark on an event that nobody voided', `UPDATE learning_events SET voided_by_seq = 1 WHERE ${opened}`],
    ['a mark that is gone', `UPDATE learning_events SET voided_by_seq = NULL WHERE ${finished}`],
    [
      'counts of a class that has no events',
      "INSERT INTO answer_tallies SELECT 'gone', 'LB01', 'LB01-Q1', 'A', '', 'devices', 1, 5 WHERE ?1 <> ''",
    ],
  ])('a rebuild mends %s', async (_, spoil) => {
    const [group] = await insertClasses(database, [`class-${classesMade++}`], 3);
    if (!group) throw new Error('no class');
    await live(learning, [group], spoiledHistory, () => Promise.resolve());
    const sound = await dumpProjections(database);
    const outcome = await database.write([{ sql: spoil, args: [group.id] }]);
    expect(outcome.ok && outcome.results[0]?.rowsAffected).toBe(1);
    expect(await dumpProjections(database)).not.toBe(sound);
    await rebuildProjections(database);
    expect(await dumpProjections(database)).toBe(sound);
  });

  test('a rebuild tells how far it is', async () => {
    const seen: number[] = [];
    const done = await rebuildProjections(database, ({ eventsDone }) => seen.push(eventsDone));
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(done.events);
    expect(done.classesDone).toBe(done.classes);
  });
});
