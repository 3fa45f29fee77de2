import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { listEvidence, listProgress, listTallies } from '#db/queries/learning-reads.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { readClassMastery, readHeatMap } from '#record/class-reads.server.ts';
import { recordClassCount } from '#record/class-counts.server.ts';
import { voidRun } from '#record/voiding.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { smallLearning } from '#tests/support/learning.ts';
import { insertClasses, type TestClass } from '#tests/support/school.ts';

describe.each(databaseKinds)('hands counted in a room on $kind', ({ open }) => {
  let database: Database;
  let learning: Learning;
  let group: TestClass;
  let classesMade = 0;

  beforeAll(async () => {
    database = await open();
    learning = await smallLearning(database);
  });
  beforeEach(async () => {
    [group] = (await insertClasses(database, [`class-${classesMade++}`], 2)) as [TestClass];
  });
  afterAll(() => database.close());

  const count = (counts: Record<string, number>, change: object = {}) =>
    recordClassCount(
      learning,
      {
        kind: 'hand-counted',
        ...{ classId: group.id, liveSessionId: `${group.id}-live`, lessonId: 'LB01', questionId: 'LB01-Q1' },
        ...{ version: 'v1', counts, ...change },
      },
      1000,
    );
  const tallies = async () =>
    (await listTallies(database, group.id))
      .map(({ optionKey, mode, count: hands }) => `${optionKey} ${mode} ${hands}`)
      .sort();

  test('hands are counts of the class, and no seat has them', async () => {
    expect(await count({ A: 30, B: 8, C: 0 })).toEqual({ ok: true, value: null });
    expect(await tallies()).toEqual(['A hand-count 30', 'B hand-count 8']);
    expect(await listProgress(database, group.id)).toEqual([]);
    expect(await listEvidence(database, group.id)).toMatchObject([{ seatId: null, scoreBp: 7895 }]);
    const [mastery] = await readClassMastery(database, group.id);
    expect(mastery).toMatchObject({ seats: 0, together: { pieces: 1 } });
    const { columns } = await readHeatMap(database, learning.catalogue, group.id, ['LB01']);
    expect(columns[0]).toMatchObject({ questionId: 'LB01-Q1', answered: 38, right: 30 });
  });

  test('the same counts again change nothing', async () => {
    await count({ A: 30, B: 8 });
    await Promise.all([count({ A: 30, B: 8, C: 0 }), count({ A: 30, B: 8 })]);
    expect(await tallies()).toEqual(['A hand-count 30', 'B hand-count 8']);
    const { rows } = await database.client.execute({
      sql: 'SELECT count(*) AS events FROM learning_events WHERE class_id = ?',
      args: [group.id],
    });
    expect(rows[0]?.['events']).toBe(1);
  });

  test('a recount takes the place of the first count', async () => {
    await count({ A: 30, B: 8 });
    await count({ A: 29, B: 8, C: 1 });
    expect(await tallies()).toEqual(['A hand-count 29', 'B hand-count 8', 'C hand-count 1']);
    expect(await listEvidence(database, group.id)).toHaveLength(1);
  });

  test('of counts that meet one stands whole', async () => {
    await Promise.all([count({ A: 10 }), count({ B: 20 }), count({ C: 30 })]);
    expect(await tallies()).toHaveLength(1);
  });

  test('two rooms count apart', async () => {
    await count({ A: 10 });
    await count({ A: 5 }, { liveSessionId: `${group.id}-other` });
    expect(await tallies()).toEqual(['A hand-count 15']);
    await voidRun(learning, { classId: group.id, liveSessionId: `${group.id}-other` }, 'teacher', 2000);
    expect(await tallies()).toEqual(['A hand-count 10']);
  });

  test.each([
    ['a negative count', { counts: { A: -1 } }, 'bad-input'],
    ['half a hand', { counts: { A: 1.5 } }, 'bad-input'],
    ['a hundred hands', { counts: { A: 100 } }, 'bad-input'],
    ['an option that does not exist', { counts: { D: 1 } }, 'bad-input'],
    ['an unknown question', { questionId: 'LB99-Q1' }, 'unknown-question'],
    ["another lesson's question", { lessonId: 'LB02' }, 'unknown-question'],
  ])('%s is refused', async (_, change, problem) => {
    expect(await count({ A: 1 }, change)).toEqual({ ok: false, problem });
    expect(await tallies()).toEqual([]);
  });
});
