import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { newId } from '#auth/tokens.server.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { insertEvent } from '#db/queries/learning-events.ts';
import { listEvidence, listTallies } from '#db/queries/learning-reads.ts';
import { addToProjections } from '#db/queries/projections.ts';
import { findPack } from '#db/queries/visit-packs.ts';
import { findVisit } from '#db/queries/visits.ts';
import type { VisitPack } from '#domain/visit-pack.ts';
import type { VisitResults } from '#domain/visit-results.ts';
import { reportConduct } from '#features/visits/gate/conduct.server.ts';
import { sealed } from '#features/visits/offline/seal.server.ts';
import { askQuestion } from '#features/visits/questions/questions.server.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { payloadHash, seatEvent } from '#record/learning-event.ts';
import { rebuildProjections } from '#record/rebuild.server.ts';
import { databaseKinds, openTestDatabase } from '#tests/support/database.ts';
import { dumpProjections } from '#tests/support/learning.ts';
import {
  answerAs,
  Laptop,
  MainServer,
  playAs,
  question,
  rightKey,
  wrongKey,
} from '#tests/support/offline-visit.ts';
import { foldByHand, readTables } from '#tests/support/reference-fold.ts';

const open: readonly string[] = [
  'learning_events',
  'live_sessions',
  'live_events',
  'answer_tallies',
  'lesson_progress',
  'game_runs',
  'visit_checks',
  'visit_questions',
  'conduct_reports',
  'visit_changes',
  'visit_follow_ups',
  'visit_totals',
];

/** Everything that a hand-in can touch, as one string. */
async function dump(database: Database): Promise<string> {
  const parts = await Promise.all(
    open.map(async (table) => {
      const { rows } = await database.client.execute(`SELECT * FROM ${table}`);
      return `${table}\n${rows.map((row) => JSON.stringify(row)).join('\n')}`;
    }),
  );
  return parts.join('\n');
}

async function sums(database: Database, classId: string): Promise<string[]> {
  return (await listTallies(database, classId))
    .map(({ questionId, optionKey, mode, tryNumber, count }) =>
      [questionId, optionKey, mode, tryNumber, count].join(' '),
    )
    .sort();
}

function reseal(pack: { key: string }, results: VisitResults, change: Partial<VisitResults>): VisitResults {
  const { seal: _seal, ...rest } = { ...results, ...change };
  return sealed(pack.key, rest);
}

describe.each(databaseKinds)('handing in an offline visit on $kind', ({ open: openMain }) => {
  let database: Database;
  const laptops: Database[] = [];

  beforeAll(async () => {
    database = await openMain();
  });
  afterAll(async () => {
    await Promise.all([database.close(), ...laptops.map((one) => one.close())]);
  });

  async function laptopOf(main: MainServer, pack?: VisitPack, secret?: string): Promise<Laptop> {
    const own = await openTestDatabase();
    laptops.push(own);
    const laptop = new Laptop(own, pack ?? (await main.pack()), secret);
    await laptop.open();
    return laptop;
  }

  test('the class has what the laptop counted; the visit is held; a rebuild changes nothing', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    await laptop.holdLesson();
    const q = question('LB02-Q5');
    await laptop.answer(4, q, 1, wrongKey(q));
    await laptop.answer(4, q, 2, rightKey(q));
    const results = await laptop.results();
    const taken = await main.take(results);
    expect(taken).toMatchObject({
      ok: true,
      value: { lessons: 1, repeated: 0, leftOut: 0, clockShiftMs: 0 },
    });
    expect(taken.ok && taken.value.events).toBe(results.body.events.length);
    expect(await sums(database, main.classId)).toEqual(await sums(laptop.database, main.classId));
    expect(await listEvidence(database, main.classId)).toEqual(
      await listEvidence(laptop.database, main.classId),
    );
    expect(await findVisit(database, main.visitId)).toMatchObject({ status: 'held' });
    expect(await readTables(database)).toEqual(await foldByHand(database));
    const before = await dumpProjections(database);
    await rebuildProjections(database);
    expect(await dumpProjections(database)).toBe(before);
    const voided = results.body.events.filter(({ voidedBySeq }) => voidedBySeq !== null);
    expect(voided.length).toBeGreaterThan(2);
  });

  test('the same file again is answered the same and doubles nothing, ten at once too', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    await laptop.holdLesson();
    const results = await laptop.results();
    expect(await laptop.results()).toEqual(results);
    const answers = await Promise.all(Array.from({ length: 10 }, () => main.take(results)));
    const stands = await dump(database);
    answers.push(await main.take(results, Date.now() + 1000));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await dump(database)).toBe(stands);
  });

  test('questions that a laptop brings count once in the bank’s year', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    await laptop.holdLesson();
    const question = { id: `question_of_${main.visitId}`, text: '旧的纸币去哪里了？' };
    const typed = await askQuestion(laptop.database, laptop.who, main.visitId, question, Date.now());
    expect(typed.ok).toBe(true);
    const asked = async () =>
      (
        await database.client.execute(`SELECT coalesce(sum(amount), 0) AS asked FROM visit_totals
        WHERE measure = 'questions-asked'`)
      ).rows[0]?.['asked'] as number;
    const before = await asked();
    const results = await laptop.results();
    expect(results.body.questions).toHaveLength(1);
    await Promise.all([main.take(results), main.take(results)]);
    expect(await asked()).toBe(before + 1);
  });

  test('another laptop, and a later file of the same one, are refused after one was taken', async () => {
    const main = await MainServer.make(database);
    const packs = [await main.pack(), await main.pack()] as const;
    const one = await laptopOf(main, packs[0]);
    const other = await laptopOf(main, packs[1], 'the secret of another laptop, as long as a key');
    const twin = await laptopOf(main, packs[0], 'the secret of a third laptop, as long as any');
    await twin.holdLesson();
    await one.holdLesson();
    await other.holdLesson();
    const [first, second] = [await one.results(), await other.results()];
    expect(await main.take(first)).toMatchObject({ ok: true });
    const stands = await dump(database);
    expect(await main.take(second)).toEqual({ ok: false, problem: 'results-taken' });
    expect(await main.take(await twin.results())).toEqual({ ok: false, problem: 'results-taken' });
    await one.holdLesson();
    expect(await main.take(await one.results())).toEqual({ ok: false, problem: 'results-taken' });
    expect(await dump(database)).toBe(stands);
  });

  test('an altered file, one of another visit and one of another site are refused', async () => {
    const main = await MainServer.make(database);
    const foreign = await MainServer.make(database);
    const laptop = await laptopOf(main);
    await laptop.holdLesson();
    const results = await laptop.results();
    const stands = await dump(database);
    const altered = structuredClone(results);
    const counted = altered.body.events.find(({ kind }) => kind === 'hand-counted');
    if (!counted) throw new Error('no count');
    counted.atMs += 1;
    expect(await main.take(altered)).toEqual({ ok: false, problem: 'file-altered' });
    expect(await foreign.take(results)).toEqual({ ok: false, problem: 'file-foreign' });
    const other = reseal(laptop.pack, results, { classId: foreign.classId });
    expect(await main.take(other)).toEqual({ ok: false, problem: 'file-foreign' });
    const forged = reseal({ key: 'ab'.repeat(32) }, results, {});
    expect(await main.take(forged)).toEqual({ ok: false, problem: 'file-altered' });
    expect(await dump(database)).toBe(stands);
    expect((await findPack(database, laptop.pack.packId))?.handedInAtMs).toBeNull();
    expect(await main.take(results)).toMatchObject({ ok: true });
  });

  test('what a file says an answer is worth is decided by the server; seats and rooms of others are left out', async () => {
    const main = await MainServer.make(database);
    const foreign = await MainServer.make(database);
    const laptop = await laptopOf(main);
    const q = question('LB02-Q1');
    await laptop.answer(1, q, 1, wrongKey(q));
    await laptop.answer(2, q, 1, wrongKey(q));
    const results = await laptop.results();
    const [first, second] = structuredClone(results.body.events);
    if (!first || !second) throw new Error('no answers');
    const stranger = (
      await database.client.execute({
        sql: 'SELECT id FROM seats WHERE class_id = ? AND number = 1',
        args: [foreign.classId],
      })
    ).rows[0]?.['id'] as string;
    const events = [
      { ...first, mark: 'right' as const, misconception: null },
      { ...second, seatId: stranger },
    ];
    const forged = reseal(laptop.pack, results, { body: { ...results.body, events } });
    expect(await main.take(forged)).toMatchObject({ ok: true, value: { events: 1, leftOut: 1 } });
    expect((await sums(database, main.classId)).length).toBe(1);
    expect(await sums(database, foreign.classId)).toEqual([]);
    const evidence = await listEvidence(database, main.classId);
    expect(evidence.every(({ scoreBp }) => scoreBp === 0)).toBe(true);
    expect(evidence.length).toBeGreaterThan(0);
  });

  test('a seat that tried a question online meanwhile is shown in the room and proves nothing more', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    const [q, r] = [question('LB02-Q1'), question('LB02-Q2')];
    await answerAs(database, await laptop.seat(1), q, 1, rightKey(q));
    await answerAs(database, await laptop.seat(2), q, 1, wrongKey(q));
    const before = await listEvidence(database, main.classId);
    await laptop.answer(1, q, 1, wrongKey(q));
    await laptop.answer(1, q, 2, rightKey(q));
    await laptop.answer(2, q, 1, wrongKey(q));
    await laptop.answer(2, q, 2, rightKey(q));
    await laptop.answer(3, r, 1, wrongKey(r));
    await laptop.answer(3, r, 2, rightKey(r));
    expect(await main.take(await laptop.results())).toMatchObject({
      ok: true,
      // Seat 1 had it right online: both tries. Seat 2's second try follows its wrong first one online.
      value: { events: 6, repeated: 3 },
    });
    const { rows } = await database.client.execute({
      sql: `SELECT seats.number, event.question_id, first.question_id AS follows, first.mark, first.seat_id = event.seat_id AS same
FROM learning_events AS event JOIN seats ON seats.id = event.seat_id
JOIN learning_events AS first ON first.seq = event.first_try_seq WHERE event.class_id = ? ORDER BY 1`,
      args: [main.classId],
    });
    expect(rows.map((row) => Object.values(row).slice(0, 5))).toEqual([
      [2, q.id, q.id, 'wrong', 1],
      [3, r.id, r.id, 'wrong', 1],
    ]);
    const evidence = await listEvidence(database, main.classId);
    expect(evidence.length - before.length).toBe(r.competencies.length);
    expect(await readTables(database)).toEqual(await foldByHand(database));
  });

  test('games are played again from their seeds; one within the pause of an online one proves nothing', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    const game = { gameId: 'little-teller', lessonId: 'LB02' } as const;
    await playAs(database, await laptop.seat(1), game, Date.now() - 5 * 24 * 3600_000);
    const before = await listEvidence(database, main.classId);
    await playAs(laptop.database, await laptop.seat(1), game);
    await playAs(laptop.database, await laptop.seat(2), game);
    const results = await laptop.results();
    const body = {
      ...results.body,
      events: results.body.events.map((event) => ({ ...event, scoreBp: 1, evidence: [] })),
    };
    expect(await main.take(reseal(laptop.pack, results, { body }))).toMatchObject({
      ok: true,
      value: { events: 2 },
    });
    const seat2 = (await laptop.seat(2)).id;
    const evidence = (await listEvidence(database, main.classId)).slice(before.length);
    expect(evidence).toEqual(await listEvidence(laptop.database, main.classId, seat2));
    expect(evidence.length).toBeGreaterThan(0);
    const scores = async (from: Database): Promise<unknown> =>
      (
        await from.client.execute({
          sql: `SELECT score_bp FROM learning_events WHERE class_id = ? AND seat_id = ?`,
          args: [main.classId, seat2],
        })
      ).rows.map((row) => row['score_bp']);
    expect(await scores(database)).toEqual(await scores(laptop.database));
    expect(await readTables(database)).toEqual(await foldByHand(database));
  });

  test('answers of a test that the visit opened come along, once for each seat and question', async () => {
    const main = await MainServer.make(database);
    const sealedOnes = catalogue().questions.filter(
      ({ sealed: isSealed, lessonId }) => isSealed && lessonId === 'LB02',
    );
    const sitting = newId('sitting');
    const nowMs = Date.now();
    await database.write([
      {
        sql: `INSERT INTO test_sittings (id, class_id, module_id, purpose, visit_id, opened_by_account_id, opened_at_ms, closes_at_ms)
VALUES (?, ?, 'little-banker-a', 'after', ?, ?, ?, ?)`,
        args: [sitting, main.classId, main.visitId, main.teacher.accountId, nowMs, nowMs + 3600_000],
      },
    ]);
    const laptop = await laptopOf(main);
    const [item] = sealedOnes;
    if (!item) throw new Error('no sealed question');
    const answerTest = async (on: Database, seatNumber: number, key: string): Promise<void> => {
      const seat = await laptop.seat(seatNumber);
      const event = seatEvent(seat, {
        kind: 'test-answered',
        deviceEventId: newServerEventId(nowMs),
        payloadHash: payloadHash(sitting, seatNumber, key),
        ...{
          sittingId: sitting,
          questionId: item.id,
          questionVersion: item.version,
          lessonId: item.lessonId,
        },
        ...{ chosen: key, mark: 'wrong', detail: { form: 'A', of: 1 }, contentHash: 'x', atMs: nowMs },
      });
      const kept = await on.write([insertEvent(event), ...addToProjections(event)]);
      if (!kept.ok) throw new Error(kept.constraint);
    };
    await answerTest(database, 1, wrongKey(item));
    await answerTest(laptop.database, 1, rightKey(item));
    await answerTest(laptop.database, 2, rightKey(item));
    expect(await main.take(await laptop.results())).toMatchObject({
      ok: true,
      value: { events: 1, leftOut: 0 },
    });
    const { rows } = await database.client.execute({
      sql: `SELECT seats.number, event.mark, event.evidence FROM learning_events AS event
JOIN seats ON seats.id = event.seat_id WHERE sitting_id = ? ORDER BY 1`,
      args: [sitting],
    });
    expect(rows.map((row) => [row['number'], row['mark'], row['evidence']])).toEqual([
      [1, 'wrong', null],
      [2, 'right', null],
    ]);
  });

  test.each([
    ['three years behind', -3 * 365 * 24 * 3600_000],
    ['a day ahead', 26 * 3600_000],
  ])('a clock that is %s shifts nothing but itself', async (_, offMs) => {
    const main = await MainServer.make(database);
    const own = await openTestDatabase();
    laptops.push(own);
    const laptop = new Laptop(own, await main.pack());
    const laptopNow = Date.now() + offMs;
    if (offMs > 0) laptop.allowOn(laptopNow);
    await laptop.open(laptopNow);
    await laptop.holdLesson(laptopNow);
    const results = await laptop.results();
    const handedInAtMs = Date.now() + 300_000;
    const taken = await main.take(results, handedInAtMs);
    expect(taken).toMatchObject({ ok: true });
    expect(taken.ok && taken.value.clockShiftMs).not.toBe(0);
    const { rows } = await database.client.execute({
      sql: `SELECT min(at_ms) AS first, max(at_ms) AS last FROM learning_events WHERE class_id = ?`,
      args: [main.classId],
    });
    const [first, last] = [Number(rows[0]?.['first']), Number(rows[0]?.['last'])];
    expect(first).toBeGreaterThanOrEqual(laptop.pack.madeAtMs);
    expect(last).toBeLessThanOrEqual(handedInAtMs);
    expect(await sums(database, main.classId)).toEqual(await sums(own, main.classId));
    const visit = await findVisit(database, main.visitId);
    expect(visit?.heldAtMs).toBeLessThanOrEqual(handedInAtMs);
    expect(visit?.heldAtMs).toBeGreaterThanOrEqual(laptop.pack.madeAtMs);
  });

  test('questions, checks and conduct reports come along and count in the bank’s year', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    const { visitId } = main;
    const nowMs = Date.now();
    const asked = await askQuestion(
      laptop.database,
      laptop.who,
      visitId,
      { id: newId('question'), text: '钱会变少吗？' },
      nowMs,
    );
    expect(asked).toMatchObject({ ok: true });
    expect(
      await reportConduct(laptop.database, laptop.who, visitId, { kind: 'marketing' }, nowMs),
    ).toMatchObject({ ok: true });
    expect(await main.take(await laptop.results())).toMatchObject({
      ok: true,
      value: { questions: 1, conduct: 1, lessons: 0 },
    });
    const { rows } = await database.client.execute({
      sql: 'SELECT measure, sum(amount) AS amount FROM visit_totals WHERE bank_id = ? GROUP BY 1 ORDER BY 1',
      args: [(await main.visit()).bankId ?? ''],
    });
    expect(Object.fromEntries(rows.map((row) => [row['measure'], row['amount']]))).toEqual({
      'conduct-marketing': 1,
      'questions-asked': 1,
    });
    // Nothing was taught: the visit is still to be held.
    expect(await findVisit(database, visitId)).toMatchObject({ status: 'agreed' });
  });

  test('a visit that was called off takes none', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    await laptop.holdLesson();
    const results = await laptop.results();
    await database.write([
      { sql: "UPDATE visits SET status = 'cancelled' WHERE id = ?", args: [main.visitId] },
    ]);
    expect(await main.take(results)).toEqual({ ok: false, problem: 'not-taken-along' });
  });

  test('no file is made while the lesson runs', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    await laptop.begin();
    await expect(laptop.results()).rejects.toThrow('lesson-still-runs');
  });

  test('a visit that is not ready, and a volunteer whose gate lapsed, get no pack', async () => {
    const main = await MainServer.make(database);
    await database.write([
      {
        sql: 'UPDATE volunteer_gates SET cleared_until_ms = 1 WHERE account_id = ?',
        args: [main.volunteer.accountId],
      },
    ]);
    await expect(main.pack()).rejects.toThrow('gate-not-passed');
    const other = await MainServer.make(database);
    await database.write([{ sql: 'UPDATE visits SET class_id = NULL WHERE id = ?', args: [other.visitId] }]);
    await expect(other.pack()).rejects.toThrow('visit-not-ready');
    const off = await MainServer.make(database);
    await database.write([{ sql: "UPDATE visits SET status = 'open' WHERE id = ?", args: [off.visitId] }]);
    await expect(off.pack()).rejects.toThrow('not-taken-along');
  });

  test('the pack holds no secret, and opened again it keeps what the laptop has', async () => {
    const main = await MainServer.make(database);
    const laptop = await laptopOf(main);
    const text = JSON.stringify(laptop.pack);
    for (const secret of ['password', 'picture', 'longCode', 'long_code', main.teacher.email])
      expect(text).not.toContain(secret);
    expect(text).toContain(main.volunteer.email);
    await laptop.holdLesson();
    const before = await laptop.results();
    expect(await laptop.open()).toMatchObject({ isAgain: true, clock: 'right' });
    expect(await laptop.results()).toEqual(before);
  });
});
