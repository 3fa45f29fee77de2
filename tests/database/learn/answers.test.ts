import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { listEvidence, listProgress, listTallies } from '#db/queries/learning-reads.ts';
import { answerQuestion } from '#features/learn/answers.server.ts';
import { readLessonRecord, reachMilestone } from '#features/learn/lesson-record.server.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import type { AnswerLetter } from '#features/learn/letters.ts';
import { readTown } from '#features/learn/town.server.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { voidRun } from '#record/voiding.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { eventId, smallLearning } from '#tests/support/learning.ts';
import { insertClasses, type TestClass } from '#tests/support/school.ts';
import { smallCatalogue, smallQuestion } from '#tests/support/small-catalogue.ts';

describe.each(databaseKinds)('answers on $kind', ({ open }) => {
  let database: Database;
  let learning: Learning;
  let group: TestClass;
  let seat: ActingSeat;
  let classesMade = 0;
  let ids = 0;

  beforeAll(async () => {
    database = await open();
    learning = await smallLearning(database);
  });
  beforeEach(async () => {
    [group] = (await insertClasses(database, [`class-${classesMade++}`], 4)) as [TestClass];
    seat = group.seats[1] as ActingSeat;
  });
  afterAll(() => database.close());

  const letter = (change: Partial<AnswerLetter> = {}): AnswerLetter => ({
    id: eventId(ids++),
    lessonId: 'LB01',
    questionId: 'LB01-Q1',
    version: 'v1',
    tryNumber: 1,
    answer: 'B',
    ...change,
  });
  const answer = (change: Partial<AnswerLetter> = {}, who = seat, nowMs = 1000) =>
    answerQuestion(learning, who, letter(change), nowMs);
  const counts = async (classId = group.id) =>
    (await listTallies(database, classId))
      .map(
        ({ questionId, optionKey, tryNumber, count }) => `${questionId} ${optionKey}${tryNumber}: ${count}`,
      )
      .sort();

  test('a wrong first try gets a clue and the idea behind it, not the solution', async () => {
    const reply = await answer();
    expect(reply).toEqual({
      ok: true,
      value: {
        ...{ id: eventId(ids - 1), questionId: 'LB01-Q1', tryNumber: 1, mark: 'again', chosen: 'B' },
        feedback: { zh: 'clue B', en: 'clue B' },
        idea: { zh: 'name M-VAL-UNIT', en: 'name M-VAL-UNIT' },
        solution: null,
      },
    });
    expect(JSON.stringify(reply)).not.toContain('LB01-Q1 option');
  });

  test('a wrong second try gets the solution, its reason without praise, and the idea put right', async () => {
    await answer();
    expect(await answer({ tryNumber: 2, answer: 'C' })).toMatchObject({
      value: {
        mark: 'answer',
        solution: 'A',
        feedback: { zh: '因为。', en: 'Because.' },
        idea: { zh: 'fix M-VAL-CHANGE' },
      },
    });
  });

  test('a right try is right, first or second', async () => {
    expect(await answer({ answer: 'A' })).toMatchObject({
      value: { mark: 'right', solution: null, idea: null },
    });
    await answer({ questionId: 'LB01-Q2' });
    expect(await answer({ questionId: 'LB01-Q2', tryNumber: 2, answer: 'A' })).toMatchObject({
      value: { mark: 'right', feedback: { zh: '对！因为。' } },
    });
    const [progress] = await listProgress(database, group.id);
    expect(progress).toMatchObject({ questionsAnswered: 2, questionsRightFirst: 1, questionsRight: 2 });
  });

  test('the same letter again gets the same reply and counts once', async () => {
    const once = letter();
    const first = await answerQuestion(learning, seat, once, 1000);
    expect(await answerQuestion(learning, seat, once, 9000)).toEqual(first);
    expect(await counts()).toEqual(['LB01-Q1 B1: 1']);
  });

  test('thirty copies of a letter at once count once', async () => {
    const once = letter();
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => answerQuestion(learning, seat, once, 1000)),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await counts()).toEqual(['LB01-Q1 B1: 1']);
  });

  test('the same id with another answer is refused and changes nothing', async () => {
    const once = letter();
    await answerQuestion(learning, seat, once, 1000);
    const other = await answerQuestion(learning, seat, { ...once, answer: 'A' }, 1000);
    expect(other).toEqual({ ok: false, problem: 'same-id-other-payload' });
    expect(await counts()).toEqual(['LB01-Q1 B1: 1']);
  });

  test('two seats may make the same id', async () => {
    const once = letter();
    await answerQuestion(learning, seat, once, 1000);
    const neighbour = await answerQuestion(learning, group.seats[2] as ActingSeat, once, 1000);
    expect(neighbour.ok).toBe(true);
    expect(await counts()).toEqual(['LB01-Q1 B1: 2']);
  });

  test('of two first tries at once one stands', async () => {
    const replies = await Promise.all([
      answer({ answer: 'A' }),
      answer({ answer: 'B' }),
      answer({ answer: 'C' }),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.filter((reply) => !reply.ok && reply.problem === 'already-answered')).toHaveLength(2);
    expect(await counts()).toHaveLength(1);
  });

  test('a second try without a first one is refused', async () => {
    expect(await answer({ tryNumber: 2 })).toEqual({ ok: false, problem: 'first-try-missing' });
    expect(await counts()).toEqual([]);
  });

  test('a second try after a right one is refused', async () => {
    await answer({ answer: 'A' });
    expect(await answer({ tryNumber: 2 })).toEqual({ ok: false, problem: 'already-answered' });
  });

  test.each(['Z', '?', null, 7, {}])(
    'the unreadable answer %j is refused and not counted',
    async (unreadable) => {
      expect(await answer({ answer: unreadable })).toEqual({ ok: false, problem: 'unreadable-answer' });
      expect(await counts()).toEqual([]);
      expect((await answer({ answer: 'A' })).ok).toBe(true);
    },
  );

  test.each([
    ['an unknown question', { questionId: 'LB99-Q1' }],
    ['an unknown version', { version: 'v9' }],
    ["another lesson's question", { lessonId: 'LB02' }],
    ['a name of Object', { questionId: '__proto__' }],
  ])('%s is refused', async (_, change) => {
    expect(await answer(change)).toEqual({ ok: false, problem: 'unknown-question' });
  });

  test('an answer is marked against the version that was shown, although the catalogue has a later one', async () => {
    const later = smallQuestion('LB01-Q1', 'LB01', false, 'v2');
    const turned = {
      ...later,
      options: later.options.map((option) => ({ ...option, correct: option.key === 'B' })),
    };
    const catalogue = { ...smallCatalogue, questions: [turned] };
    await recordQuestionVersions(database, catalogue, 2);
    const updated = { ...learning, catalogue };
    const shown = await answerQuestion(updated, seat, letter({ answer: 'A' }), 1000);
    const neighbour = group.seats[2] as ActingSeat;
    const present = await answerQuestion(updated, neighbour, letter({ answer: 'A', version: 'v2' }), 1000);
    expect([shown, present]).toMatchObject([{ value: { mark: 'right' } }, { value: { mark: 'again' } }]);
  });

  test('a sealed question is answered in a sitting alone', async () => {
    const sealed = await answer({ questionId: 'LB01-S1' });
    expect(sealed).toEqual({ ok: false, problem: 'unknown-question' });
  });

  test('a first try is evidence, a second one is not', async () => {
    await answer();
    await answer({ tryNumber: 2, answer: 'A' });
    expect(await listEvidence(database, group.id)).toEqual([
      {
        ...{ competency: 'make-change', scoreBp: 0, weightBp: 10_000, misconception: 'M-VAL-UNIT' },
        ...{ hintUsed: false, kind: 'item', seatId: seat.id },
      },
    ]);
  });

  test('the preview is answered and counted nowhere', async () => {
    const preview = group.seats[0] as ActingSeat;
    expect(await answer({}, preview)).toMatchObject({ value: { mark: 'again' } });
    expect(await answer({ tryNumber: 2 }, preview)).toMatchObject({ value: { mark: 'answer' } });
    await reachMilestone(learning, preview, 'LB01', 'lesson-finished', { id: eventId(ids++) }, 5);
    expect(await counts()).toEqual([]);
    expect(await listProgress(database, group.id)).toEqual([]);
    expect(await listEvidence(database, group.id)).toEqual([]);
    const record = await readLessonRecord(learning, preview, 'LB01');
    expect(record.ok && record.value.answers).toHaveLength(2);
    expect((await readTown(learning, preview))[0]).toEqual({ lessonId: 'LB01', share: 0, mine: 'done' });
  });

  test('what a voided run gave is given back, and the seat answers again', async () => {
    await answer({}, seat, 1000);
    await answer({ tryNumber: 2, answer: 'A' }, seat, 2000);
    await answer({}, group.seats[2], 1000);
    const filter = { classId: group.id, seatId: seat.id, lessonId: 'LB01' };
    expect(await voidRun(learning, { ...filter, untilMs: 1500 }, 'teacher', 3000)).toEqual({ voided: 2 });
    expect(await voidRun(learning, { ...filter, untilMs: 1500 }, 'teacher', 3000)).toEqual({ voided: 0 });
    expect(await counts()).toEqual(['LB01-Q1 B1: 1']);
    expect((await listProgress(database, group.id)).map(({ seatId }) => seatId)).toEqual([
      group.seats[2]?.id,
    ]);
    expect(await listEvidence(database, group.id)).toHaveLength(1);
    expect(await answer({ answer: 'A' })).toMatchObject({ value: { mark: 'right' } });
    expect(await counts()).toEqual(['LB01-Q1 A1: 1', 'LB01-Q1 B1: 1']);
  });

  test('voiding one class leaves its neighbour alone', async () => {
    const [other] = await insertClasses(database, [`class-${classesMade++}`], 1);
    await answer();
    await voidRun(learning, { classId: other?.id ?? '', lessonId: 'LB01' }, 'teacher', 3000);
    expect(await counts()).toEqual(['LB01-Q1 B1: 1']);
  });

  test('the first opening and the first finish stand, and the tile grows by the share of seats', async () => {
    const reach = (kind: 'lesson-opened' | 'lesson-finished', nowMs: number, who = seat) =>
      reachMilestone(learning, who, 'LB01', kind, { id: eventId(ids++) }, nowMs);
    const open = { finishedAtMs: null, tile: { finishedSeats: 0, seats: 4 } };
    expect(await reach('lesson-opened', 1)).toEqual({ ok: true, value: open });
    expect(await reach('lesson-opened', 2)).toEqual({ ok: true, value: open });
    const done = { finishedAtMs: 3, tile: { finishedSeats: 1, seats: 4 } };
    expect(await reach('lesson-finished', 3)).toEqual({ ok: true, value: done });
    expect(await reach('lesson-finished', 9)).toEqual({ ok: true, value: done });
    await reach('lesson-opened', 9, group.seats[2]);
    expect((await readTown(learning, seat))[0]).toEqual({ lessonId: 'LB01', share: 2500, mine: 'done' });
    const neighbour = await readTown(learning, group.seats[2] as ActingSeat);
    expect(neighbour.map(({ mine }) => mine)).toEqual(['open', 'todo']);
    expect(await reachMilestone(learning, seat, 'LB99', 'lesson-opened', { id: eventId(ids++) }, 1)).toEqual({
      ok: false,
      problem: 'unknown-lesson',
    });
  });

  test('a page that opens again is told what it was told before', async () => {
    const first = await answer();
    const second = await answer({ tryNumber: 2, answer: 'A' });
    const record = await readLessonRecord(learning, seat, 'LB01');
    if (!record.ok || !first.ok || !second.ok) throw new Error('refused');
    expect(record.value.answers.map(({ reply }) => reply)).toEqual([first.value, second.value]);
    expect(record.value).toMatchObject({
      games: [{ gameId: 'little-teller', finished: false, scoreBp: null }],
      finishedAtMs: null,
    });
  });
});
