import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { readVisitFor } from '#auth/visit-access.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { listFollowUps } from '#db/queries/visit-follow-ups.ts';
import { findVisitQuestion, listVisitQuestions } from '#db/queries/visit-questions.ts';
import {
  addFollowUp,
  endFollowUp,
  readVisitFollowUps,
} from '#features/visits/follow-ups/follow-ups.server.ts';
import {
  answerQuestionOfVisit,
  askQuestion,
  emptyOldQuestions,
  readVisitQuestions,
  takeQuestion,
} from '#features/visits/questions/questions.server.ts';
import { rateVisit, readVisitRatings } from '#features/visits/ratings/ratings.server.ts';
import { dayOf } from '#i18n/school-time.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const day = 24 * 3_600_000;
const ok = { ok: true, value: null };

describe.each(databaseKinds)('what is asked, said and followed up after a visit, on $kind', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let coordinator: Adult;
  let captain: Adult;
  let assistant: Adult;
  let stranger: Adult;
  let bankId: string;
  let visitId: string;
  let ids = 0;
  const now = Date.now();

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    stranger = await makeAdult(database, 'volunteer', { name: 'far', organisation: 'Other Bank' });
  });
  beforeEach(async () => {
    // A bank of its own for each test, so that the year's counts begin at nothing.
    const organisation = `Bank ${++ids}`;
    coordinator = await makeAdult(database, 'coordinator', { name: `lin${ids}`, organisation });
    captain = await makeAdult(database, 'volunteer', { name: `zhou${ids}`, organisation });
    assistant = await makeAdult(database, 'volunteer', { name: `wu${ids}`, organisation });
    bankId = coordinator.who.account?.memberships[0]?.organisationId ?? '';
    const classId = await makeClass(database, teacher.who, { seatCount: 12 });
    visitId = await makeVisit(database, {
      ...{ teacher, coordinator, classId },
      crew: [
        { adult: captain, role: 'captain' },
        { adult: assistant, role: 'assistant' },
      ],
      columns: { status: 'held', heldAtMs: now, startsAtMs: now - 3_600_000, endsAtMs: now },
    });
  });
  afterAll(() => database.close());

  const newId = () => `question_${++ids}`;
  const year = async (): Promise<Record<string, number>> => {
    const { rows } = await database.client.execute({
      sql: 'SELECT measure, sum(amount) AS amount FROM visit_totals WHERE bank_id = ? GROUP BY measure',
      args: [bankId],
    });
    return Object.fromEntries(rows.map((row) => [row['measure'] as string, row['amount'] as number]));
  };
  const ask = async (text: string, atMs = now, who = teacher): Promise<string> => {
    const id = newId();
    expect(await askQuestion(database, who.who, visitId, { id, text }, atMs)).toEqual(ok);
    return id;
  };
  const take = (id: string, who: Adult) => takeQuestion(database, who.who, visitId, id);
  const answer = (
    questionId: string,
    who: Adult,
    stage = 'volunteer',
    atMs = now,
    text = '因为银行用了它。',
  ) => answerQuestionOfVisit(database, who.who, visitId, { questionId, stage, answer: text }, atMs);
  const boxOf = async (who: Adult, atMs = now) => {
    const visit = await readVisitFor(database, who.who, 'prepare-visit', visitId);
    if (!visit.ok) throw new Error(visit.problem);
    return readVisitQuestions(database, who.who, visit.value, atMs);
  };

  describe('the question box', () => {
    test('a question that is sent twice is asked once', async () => {
      const form = { id: newId(), text: '为什么有利息？' };
      const send = () => askQuestion(database, teacher.who, visitId, form, now);
      expect(await Promise.all([send(), send(), send()])).toEqual([ok, ok, ok]);
      expect(await listVisitQuestions(database, visitId)).toHaveLength(1);
      expect(await year()).toEqual({ 'questions-asked': 1 });
    });

    test('who takes it first keeps it to the end', async () => {
      const id = await ask('为什么有利息？');
      const taken = await Promise.all([captain, assistant].map((who) => take(id, who)));
      expect(taken.filter((one) => one.ok)).toHaveLength(1);
      expect(taken).toContainEqual({ ok: false, problem: 'question-taken' });
      const owner = taken[0]?.ok ? captain : assistant;
      const other = owner === captain ? assistant : captain;
      expect(await take(id, owner)).toEqual(ok);
      expect(await answer(id, other)).toEqual({ ok: false, problem: 'question-taken' });
      expect(await answer(id, owner)).toEqual(ok);
      expect(await answer(id, owner)).toEqual({ ok: false, problem: 'question-answered' });
      expect(await take(id, other)).toEqual({ ok: false, problem: 'question-taken' });
    });

    test('each question counts once at its stage, in the month it was asked and when it was in time', async () => {
      const asked = await Promise.all(['一？一', '二？二', '三？三', '四？四'].map((text) => ask(text)));
      const [first = '', second = '', third = ''] = asked;
      for (const id of asked) await take(id, captain);
      await answer(first, captain, 'class');
      await Promise.all([1, 2, 3].map(() => answer(second, captain, 'volunteer')));
      await answer(third, captain, 'expert', now + 40 * day);
      const counts = {
        ...{ 'questions-asked': 4, 'questions-class': 1, 'questions-volunteer': 1, 'questions-expert': 1 },
        'questions-in-time': 2,
      };
      expect(await year()).toEqual(counts);
      const { funnel } = await boxOf(teacher, now + 40 * day);
      expect(funnel).toEqual({ asked: 4, class: 1, volunteer: 1, expert: 1, open: 1, inTime: 2, late: 1 });
      const { rows } = await database.client.execute({
        sql: 'SELECT DISTINCT month FROM visit_totals WHERE bank_id = ?',
        args: [bankId],
      });
      expect(rows.map((row) => row['month'])).toEqual([dayOf(now).slice(0, 7)]);
    });

    test('the bank’s coordinator answers as an expert what somebody left lying', async () => {
      const id = await ask('为什么有利息？');
      expect(await answer(id, coordinator, 'class')).toEqual({ ok: false, problem: 'question-taken' });
      expect(await answer(id, coordinator, 'expert')).toEqual(ok);
      expect(await findVisitQuestion(database, id)).toMatchObject({
        stage: 'expert',
        ownerAccountId: coordinator.accountId,
      });
      const taken = await ask('钱从哪里来？');
      await take(taken, captain);
      expect(await answer(taken, coordinator, 'expert')).toEqual(ok);
      expect(await findVisitQuestion(database, taken)).toMatchObject({ ownerAccountId: captain.accountId });
    });

    test.each([
      ['我的电话是 13812345678', 'personal-data'],
      ['扫码开户有礼品吗', 'sells-something'],
      ['', 'bad-input'],
    ])('“%s” is not kept', async (text, problem) => {
      const id = newId();
      const asked = await askQuestion(database, teacher.who, visitId, { id, text }, now);
      expect(asked).toEqual({ ok: false, problem });
      const open = await ask('为什么有利息？');
      await take(open, captain);
      expect(await answer(open, captain, 'class', now, text)).toEqual({ ok: false, problem });
      expect(await year()).toEqual({ 'questions-asked': 1 });
    });

    test('nobody of another bank finds it, and another visit’s question is not found', async () => {
      const id = await ask('为什么有利息？');
      const missing = { ok: false, problem: 'not-found' };
      expect(await take(id, stranger)).toEqual(missing);
      expect(await answer(id, stranger)).toEqual(missing);
      const form = { id: newId(), text: '可以吗？' };
      expect(await askQuestion(database, stranger.who, visitId, form, now)).toEqual(missing);
      const ofOther = visitId;
      const classId = await makeClass(database, teacher.who);
      visitId = await makeVisit(database, { teacher, coordinator, classId });
      expect(await take(id, teacher)).toEqual(missing);
      visitId = ofOther;
    });

    test('words are gone after 30 days, counts stay', async () => {
      const old = await ask('很久以前的问题？', now - 30 * day);
      const young = await ask('昨天的问题？', now - 30 * day + 1000);
      for (const id of [old, young]) {
        await take(id, captain);
        await answer(id, captain);
      }
      expect((await boxOf(teacher)).questions.map(({ text }) => text)).toEqual(['', '昨天的问题？']);
      await emptyOldQuestions(database, now);
      expect(await findVisitQuestion(database, old)).toMatchObject({
        text: '',
        answer: '',
        stage: 'volunteer',
      });
      expect(await findVisitQuestion(database, young)).toMatchObject({ text: '昨天的问题？' });
      expect((await boxOf(teacher)).funnel).toMatchObject({ asked: 2, volunteer: 2 });
    });
  });

  describe('ratings', () => {
    const form = { first: '5', second: '4', third: '3', note: '' };
    const rate = (who: Adult, given: object = form) => rateVisit(database, who.who, visitId, given, now);
    const seenBy = async (who: Adult) => {
      const visit = await readVisitFor(database, who.who, 'rate-visit', visitId);
      if (!visit.ok) throw new Error(visit.problem);
      return readVisitRatings(database, who.who, visit.value);
    };

    test('each side speaks once, and hears the other when it has spoken', async () => {
      expect(await rate(teacher)).toEqual(ok);
      expect(await rate(teacher, { ...form, first: '1' })).toEqual({ ok: false, problem: 'already-rated' });
      expect(await seenBy(captain)).toMatchObject({ side: 'bank', mayRate: true, own: null, other: null });
      expect(await rate(captain, { first: 5, second: 5, third: 5 })).toEqual(ok);
      expect(await rate(coordinator)).toEqual({ ok: false, problem: 'already-rated' });
      expect(await seenBy(teacher)).toMatchObject({ own: { first: 5, third: 3 }, other: { first: 5 } });
      expect(await year()).toEqual({
        ...{ 'ratings-by-school': 3, 'ratings-by-school-sum': 12 },
        ...{ 'ratings-by-bank': 3, 'ratings-by-bank-sum': 15 },
      });
    });

    test('an assistant does not rate, nor does anybody before the lesson or out of range', async () => {
      expect(await rate(assistant)).toEqual({ ok: false, problem: 'not-found' });
      expect(await rate(teacher, { ...form, third: '6' })).toEqual({ ok: false, problem: 'bad-input' });
      expect(await rate(teacher, { first: '3', second: '3' })).toEqual({ ok: false, problem: 'bad-input' });
      const classId = await makeClass(database, teacher.who);
      visitId = await makeVisit(database, { teacher, coordinator, classId });
      expect(await rate(teacher)).toEqual({ ok: false, problem: 'visit-not-held' });
      expect(await year()).toEqual({});
    });
  });

  describe('follow-ups', () => {
    const add = (who: Adult, change: object = {}) =>
      addFollowUp(
        database,
        who.who,
        visitId,
        {
          ...{ id: newId(), kind: 'plan', text: '再讲一次角和元', ownerAccountId: teacher.accountId },
          dueOn: dayOf(now + 7 * day),
          ...change,
        },
        now,
      );
    const end = (who: Adult, id: string) =>
      endFollowUp(database, who.who, visitId, { id, outcome: '讲过了' }, now);

    test('something to do has an owner and a day, and is closed once with what came of it', async () => {
      const id = newId();
      expect(await Promise.all([add(captain, { id }), add(captain, { id })])).toEqual([ok, ok]);
      expect(await end(assistant, id)).toEqual({ ok: false, problem: 'not-found' });
      expect(await end(teacher, id)).toEqual(ok);
      expect(await end(coordinator, id)).toEqual({ ok: false, problem: 'follow-up-closed' });
      expect(await listFollowUps(database, visitId)).toMatchObject([
        { id, ownerName: 'wang', outcome: '讲过了', closedAtMs: now },
      ]);
      expect(await year()).toEqual({ 'follow-ups': 1, 'follow-ups-closed': 1 });
    });

    test.each([
      [{ dueOn: '2020-01-01' }, 'day-is-over'],
      [{ ownerAccountId: 'account_of_nobody' }, 'bad-input'],
      [{ kind: 'party' }, 'bad-input'],
      [{ text: '请打 057712345678' }, 'personal-data'],
    ])('%o is refused', async (change, problem) => {
      expect(await add(captain, change)).toEqual({ ok: false, problem });
      expect(await listFollowUps(database, visitId)).toEqual([]);
    });

    test('a stranger neither adds nor reads', async () => {
      expect(await add(stranger)).toEqual({ ok: false, problem: 'not-found' });
      expect((await readVisitFor(database, stranger.who, 'prepare-visit', visitId)).ok).toBe(false);
    });

    test('the beliefs that the class’s answers show are proposed until they are on the list', async () => {
      const visit = await readVisitFor(database, teacher.who, 'prepare-visit', visitId);
      if (!visit.ok) throw new Error(visit.problem);
      const read = () => readVisitFollowUps(database, teacher.who, visit.value, 'wang', now);
      expect((await read()).proposals).toEqual([]);
      await database.write([
        {
          sql: `INSERT INTO answer_tallies VALUES (?, 'LB02', 'LB02-Q1', 'B', 'M-VAL-UNIT', 'devices', 1, 12)`,
          args: [visit.value.classId],
        },
      ]);
      const [proposed] = (await read()).proposals;
      expect(proposed).toMatchObject({ code: 'M-VAL-UNIT' });
      await add(teacher, { text: `${proposed?.name.zh ?? ''}：${proposed?.fix.zh ?? ''}` });
      expect((await read()).proposals).toEqual([]);
    });
  });
});
