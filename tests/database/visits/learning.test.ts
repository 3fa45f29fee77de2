import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { catalogue } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { erasure } from '#db/queries/erasure.ts';
import { listTallies } from '#db/queries/learning-reads.ts';
import { listSeats } from '#db/queries/seats.ts';
import { findOpenSitting } from '#db/queries/sittings.ts';
import { findVisit } from '#db/queries/visits.ts';
import type { SittingPurpose } from '#domain/sitting.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { findOpenTest, startSealedForm } from '#features/learn/sealed-form.server.ts';
import { answerInSitting } from '#features/learn/sitting-answers.server.ts';
import { closeTest, openTest, readClassTests } from '#features/teach/sittings.server.ts';
import { readLearning } from '#features/visits/learning.server.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { eraseLearning } from '#record/erasure.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { rebuildProjections } from '#record/rebuild.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { eventId } from '#tests/support/learning.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const hour = 3_600_000;
const day = 24 * hour;
const moduleId = 'little-banker-a';

describe.each(databaseKinds)('tests of a class on $kind', ({ open }) => {
  let database: Database;
  let learning: Pick<Learning, 'database' | 'catalogue'>;
  let teacher: Adult;
  let stranger: Adult;
  let coordinator: Adult;
  let classId: string;
  let seats: readonly ActingSeat[];
  let ids = 0;
  const now = Date.now();

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    learning = { database, catalogue: catalogue() };
    await recordQuestionVersions(database, catalogue(), 1);
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    stranger = await makeAdult(database, 'teacher', { name: 'li', organisation: 'School Two' });
    coordinator = await makeAdult(database, 'coordinator', { name: 'chen', organisation: 'Bank' });
  });
  beforeEach(async () => {
    classId = await makeClass(database, teacher.who, { grade: 4, seatCount: 14 });
    seats = await seatsOf(classId);
  });
  afterAll(() => database.close());

  const seatsOf = async (id: string): Promise<readonly ActingSeat[]> =>
    (await listSeats(database, id)).map((seat) => ({
      ...{ id: seat.id, classId: id, number: seat.number, place: 'class' },
    }));
  const seat = (number: number): ActingSeat => {
    const found = seats.find((one) => one.number === number);
    if (!found) throw new Error(`there is no seat ${number}`);
    return found;
  };
  const openIt = (purpose: SittingPurpose, given: object = {}, atMs = now, who = teacher.who) =>
    openTest(database, catalogue(), who, classId, { moduleId, purpose, days: 7, ...given }, atMs);
  const openId = async (atMs = now) => (await findOpenSitting(database, classId, atMs))?.id ?? '';
  const formOf = async (who: ActingSeat, sittingId: string, atMs = now) => {
    const form = await startSealedForm(learning, who, sittingId, atMs);
    if (!form.ok) throw new Error(form.problem);
    return form.value;
  };

  /** Answers the first so many items right and the others with a belief, or leaves some out. */
  async function answerTest(who: ActingSeat, right: number, upTo = 99, atMs = now): Promise<void> {
    const sittingId = await openId(atMs);
    const { items } = await formOf(who, sittingId, atMs);
    for (const [at, { question }] of items.entries()) {
      if (at >= upTo) break;
      const authored = catalogue().questions.find(({ id }) => id === question.id);
      const answer = authored?.options.find(({ correct }) => correct === at < right)?.key;
      const letter = { id: eventId(ids++), questionId: question.id, version: question.version, answer };
      const kept = await answerInSitting(learning, who, sittingId, letter, atMs);
      expect(kept).toEqual({ ok: true, value: null });
    }
  }

  /** A visit that begins in so many hours, with its test before opened. */
  async function visitIn(hours: number, columns: object = {}): Promise<string> {
    const startsAtMs = now + hours * hour;
    return makeVisit(database, {
      ...{ teacher, coordinator, classId },
      columns: { startsAtMs, endsAtMs: startsAtMs + 40 * 60_000, ...columns },
    });
  }
  const visitWas = (id: string, status: string, endsAtMs: number) =>
    database.write([
      {
        sql: 'UPDATE visits SET status = ?, starts_at_ms = ?, ends_at_ms = ? WHERE id = ?',
        args: [status, endsAtMs - 40 * 60_000, endsAtMs, id],
      },
    ]);
  const learned = (id: string) => readLearning(database, { id, lessonId: 'LB02', grade: 4 });

  test('odd and even seats get the two forms, and swap them afterwards', async () => {
    await openIt('before');
    const before = await openId();
    expect([(await formOf(seat(1), before)).form, (await formOf(seat(2), before)).form]).toEqual(['A', 'B']);
    await openIt('after');
    const after = await openId();
    expect([(await formOf(seat(1), after)).form, (await formOf(seat(2), after)).form]).toEqual(['B', 'A']);
    const asked = (sittingId: string) =>
      formOf(seat(1), sittingId).then(({ items }) => items.map(({ question }) => question.id));
    const [first, second] = [await asked(before), await asked(after)];
    expect(first).not.toEqual(second);
    expect(first.filter((id) => second.includes(id)).length).toBeGreaterThan(0);
  });

  test('an item is answered once in a sitting and again in the next one', async () => {
    await openIt('before');
    const sittingId = await openId();
    const { question } = (await formOf(seat(1), sittingId)).items[0] ?? { question: null };
    if (!question) throw new Error('the form is empty');
    const letter = { id: eventId(ids++), questionId: question.id, version: question.version, answer: 'A' };
    const send = (change: object = {}) =>
      answerInSitting(learning, seat(1), sittingId, { ...letter, ...change }, now);
    const all = await Promise.all(Array.from({ length: 20 }, () => send()));
    expect(all).toEqual(all.map(() => ({ ok: true, value: null })));
    const other = await Promise.all([1, 2, 3].map(() => send({ id: eventId(ids++), answer: 'B' })));
    expect(other).toEqual(other.map(() => ({ ok: false, problem: 'already-answered' })));
    expect(await send({ answer: 'B' })).toEqual({ ok: false, problem: 'same-id-other-payload' });
    expect(await send({ id: eventId(ids++), questionId: 'LB02-Q1' })).toMatchObject({
      problem: 'unknown-question',
    });
    expect(await send({ id: eventId(ids++), answer: 'Z' })).toMatchObject({ problem: 'unreadable-answer' });
    await openIt('later');
    const later = await openId();
    const again = await answerInSitting(learning, seat(1), later, { ...letter, id: eventId(ids++) }, now);
    expect(again.ok).toBe(true);
  });

  test('a closed test takes nothing, nor does another class’s or none', async () => {
    await openIt('before');
    const sittingId = await openId();
    const { question } = (await formOf(seat(1), sittingId)).items[0] ?? { question: null };
    const letter = () => ({
      ...{
        id: eventId(ids++),
        questionId: question?.id ?? '',
        version: question?.version ?? '',
        answer: '?',
      },
    });
    const otherClass = await seatsOf(await makeClass(database, teacher.who));
    const foreign = otherClass[1] as ActingSeat;
    expect(await answerInSitting(learning, foreign, sittingId, letter(), now)).toMatchObject({
      problem: 'not-found',
    });
    expect(await answerInSitting(learning, seat(1), 'nothing', letter(), now)).toMatchObject({
      problem: 'not-found',
    });
    await closeTest(database, teacher.who, classId, sittingId, now + 1);
    expect(await answerInSitting(learning, seat(1), sittingId, letter(), now + 1)).toEqual({
      ok: false,
      problem: 'sitting-closed',
    });
    expect(await findOpenTest(learning, seat(1), now + 1)).toBeNull();
  });

  test('the class’s teacher opens it, from grade 3 on, for a module with a test', async () => {
    expect(await openIt('before', {}, now, stranger.who)).toEqual({ ok: false, problem: 'not-found' });
    expect(await openIt('before', {}, now, coordinator.who)).toEqual({ ok: false, problem: 'not-found' });
    expect(await openIt('before', { moduleId: 'little-banker-b' })).toMatchObject({
      problem: 'no-test-of-module',
    });
    expect(await openIt('before', { days: 365 })).toMatchObject({ problem: 'bad-input' });
    expect(await openIt('before', { visitId: 'visit_of_nobody' })).toMatchObject({ problem: 'bad-input' });
    classId = await makeClass(database, teacher.who, { grade: 2 });
    expect(await openIt('before')).toMatchObject({ problem: 'no-test-in-grade' });
    const seen = await readClassTests(database, catalogue(), { id: classId, grade: 2 }, now);
    expect(seen).toMatchObject({ isTooYoung: true, modules: [], sittings: [] });
  });

  test('one test is open at a time, and the same one opened again goes on', async () => {
    await Promise.all([openIt('before'), openIt('before')]);
    const first = await openId();
    await answerTest(seat(1), 2);
    await answerTest(seat(2), 2, 1);
    await openIt('after', {}, now + 1);
    const seen = await readClassTests(database, catalogue(), { id: classId, grade: 4 }, now + 2);
    expect(seen.sittings).toMatchObject([
      { purpose: 'after', isOpen: true, done: 0, begun: 0 },
      { id: first, purpose: 'before', isOpen: false, done: 1, begun: 1 },
    ]);
    await openIt('before', {}, now + 3);
    expect(await openId(now + 4)).toBe(first);
    await openIt('before', {}, now + 8 * day);
    expect(await openId(now + 8 * day)).not.toBe(first);
  });

  test('a visit’s tests have their times, and the one before ends as the lesson begins', async () => {
    const visitId = await visitIn(8 * 24);
    const problem = { ok: false, problem: 'not-the-time-for-test' };
    expect(await openIt('before', { visitId })).toEqual(problem);
    expect(await openIt('after', { visitId })).toEqual(problem);
    expect(await openIt('before', { visitId, moduleId: 'little-banker-c' })).toMatchObject({
      problem: 'bad-input',
    });
    const dayBefore = now + 7 * day + hour;
    expect((await openIt('before', { visitId }, dayBefore)).ok).toBe(true);
    const open = await findOpenSitting(database, classId, dayBefore);
    expect(open).toMatchObject({ visitId, closesAtMs: now + 8 * day });
    await visitWas(visitId, 'held', now - 29 * day);
    expect(await openIt('before', { visitId })).toEqual(problem);
    expect((await openIt('later', { visitId })).ok).toBe(true);
    const seen = await readClassTests(database, catalogue(), { id: classId, grade: 4 }, now);
    expect(seen.visits.map(({ purpose, time }) => `${purpose} ${time}`)).toEqual([
      'before over',
      'after over',
      'later now',
    ]);
  });

  test('a visit’s learning is measured over the pupils who sat both tests whole', async () => {
    const visitId = await visitIn(1);
    await openIt('before', { visitId });
    for (let number = 1; number <= 12; number += 1) await answerTest(seat(number), number % 2 ? 1 : 2);
    await answerTest(seat(13), 4, 3);
    await answerTest(seat(0), 4);
    expect(await learned(visitId)).toMatchObject({ answered: { before: 12, after: 0 }, change: null });
    await visitWas(visitId, 'held', now);
    await openIt('after', { visitId });
    for (let number = 1; number <= 11; number += 1) await answerTest(seat(number), 3);
    await answerTest(seat(14), 4);
    await answerTest(seat(0), 4);
    const figures = await learned(visitId);
    // Six seats with 25 % and five with 50 % before, all eleven with 75 % after.
    const before = (6 * 25 + 5 * 50) / 11;
    expect(figures).toMatchObject({
      ...{ moduleId, isTooYoung: false, answered: { before: 12, after: 12, later: 0 } },
      change: {
        ...{ shown: true, matched: 11, beforeCount: 12, afterCount: 12, attrition: 1 },
        ...{ afterPercent: 75, later: null },
      },
    });
    if (!figures.change?.shown) throw new Error('eleven are enough');
    expect(figures.change.beforePercent).toBeCloseTo(before, 9);
    expect(figures.change.gain).toBeCloseTo((75 - before) / (100 - before), 9);
    expect(await learned(visitId)).toEqual(figures);
    expect(await readLearning(database, { id: 'another', lessonId: 'LB02', grade: 4 })).toMatchObject({
      change: null,
    });

    await eraseLearning(database, [
      { kind: 'seat', id: seat(1).id, atMs: now + 1 },
      { kind: 'seat', id: seat(2).id, atMs: now + 1 },
    ]);
    expect((await learned(visitId)).change).toEqual({ shown: false });
  });

  test('a class is erased with its tests, and its visit stays without it', async () => {
    const visitId = await visitIn(1);
    await openIt('before', { visitId });
    await answerTest(seat(1), 2);
    const erased = { kind: 'class', id: classId, atMs: now + 1 } as const;
    await eraseLearning(database, [erased]);
    expect(await database.write(erasure(erased))).toMatchObject({ ok: true });
    expect(await findVisit(database, visitId)).toMatchObject({ classId: null, status: 'agreed' });
    expect(await findOpenSitting(database, classId, now)).toBeUndefined();
    expect(await learned(visitId)).toMatchObject({ answered: { before: 0 }, change: null });
  });

  test('answers of a test enter no projection, live or rebuilt', async () => {
    await openIt('before');
    await answerTest(seat(1), 2);
    expect(await listTallies(database, classId)).toEqual([]);
    await rebuildProjections(database);
    expect(await listTallies(database, classId)).toEqual([]);
  });
});
