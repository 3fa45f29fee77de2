import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { listTallies } from '#db/queries/learning-reads.ts';
import { answerQuestion } from '#features/learn/answers.server.ts';
import { issueRun } from '#features/learn/games.server.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { reachMilestone } from '#features/learn/lesson-record.server.ts';
import { answerInSitting } from '#features/learn/sitting-answers.server.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { readClassProgress, readSeatMastery } from '#record/class-reads.server.ts';
import { eraseLearning } from '#record/erasure.server.ts';
import { readSeatHistory } from '#record/seat-history.server.ts';
import { voidRun } from '#record/voiding.server.ts';
import { finishGame } from '#record/game-runs.server.ts';
import { openTestDatabase } from '#tests/support/database.ts';
import { eventId, smallLearning } from '#tests/support/learning.ts';
import { insertClasses, type TestClass } from '#tests/support/school.ts';
import { openSittings, sittingOf } from '#tests/support/sittings.ts';

describe('what is read of a class, and what erasing leaves', () => {
  let database: Database;
  let learning: Learning;
  let group: TestClass;
  let seat: ActingSeat;
  let neighbour: ActingSeat;
  let classesMade = 0;
  let ids = 0;

  beforeAll(async () => {
    database = await openTestDatabase();
    learning = await smallLearning(database);
  });
  beforeEach(async () => {
    [group] = (await insertClasses(database, [`class-${classesMade++}`], 3)) as [TestClass];
    [, seat, neighbour] = group.seats as unknown as [ActingSeat, ActingSeat, ActingSeat];
    await openSittings(database, [group.id], 1);
    await doLesson(seat, 1000);
    await doLesson(neighbour, 2000);
  });
  afterAll(() => database.close());

  const id = () => eventId(ids++);
  async function doLesson(who: ActingSeat, nowMs: number): Promise<void> {
    const given = { lessonId: 'LB01', questionId: 'LB01-Q1', version: 'v1' };
    await reachMilestone(learning, who, 'LB01', 'lesson-opened', { id: id() }, nowMs);
    await answerQuestion(learning, who, { ...given, id: id(), tryNumber: 1, answer: 'B' }, nowMs + 1);
    await answerQuestion(learning, who, { ...given, id: id(), tryNumber: 2, answer: 'A' }, nowMs + 2);
    const sealed = { questionId: 'LB01-S1', version: 'v1', id: id(), answer: '?' };
    await answerInSitting(learning, who, sittingOf(group.id), sealed, nowMs + 3);
    const run = await issueRun(learning, who, { gameId: 'little-teller', lessonId: 'LB01' }, nowMs);
    if (!run.ok) throw new Error(run.problem);
    const played = { id: id(), runId: run.value.runId, rulesVersion: 2, moves: [1, 1, 1] };
    await finishGame(learning, who, played, nowMs + 4);
    await reachMilestone(learning, who, 'LB01', 'lesson-finished', { id: id() }, nowMs + 5);
  }

  test('progress has every counted seat by number, opened or not', async () => {
    const progress = await readClassProgress(database, group.id);
    expect(progress.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(progress[0]?.lessons.get('LB01')).toMatchObject({
      ...{ questionsAnswered: 1, questionsRightFirst: 0, questionsRight: 1, gamesFinished: 1 },
      ...{ bestScoreBp: 3333, finishedAtMs: 1005, lastAtMs: 1005 },
    });
    expect(progress[2]?.lessons.size).toBe(0);
  });

  test('what a seat did is told in order, with what it chose; a sealed test says only that it was answered', async () => {
    const deeds = await readSeatHistory(database, learning.catalogue, seat.id);
    expect(deeds.map(({ kind }) => kind)).toEqual([
      'lesson-opened',
      'question-answered',
      'question-answered',
      'test-answered',
      'game-finished',
      'lesson-finished',
    ]);
    expect(deeds[1]).toMatchObject({ chosen: 'B', right: false, misconception: 'M-VAL-UNIT', tryNumber: 1 });
    expect(deeds[1]).toHaveProperty('question.stem.zh', 'stem LB01-Q1');
    expect(deeds[2]).toMatchObject({ chosen: 'A', right: true, tryNumber: 2 });
    expect(JSON.stringify(deeds[3])).not.toMatch(/chosen|right|misconception/);
    expect(deeds[4]).toMatchObject({ gameId: 'little-teller', band: 'A', scoreBp: 3333 });
  });

  test('voided work stays readable and is marked', async () => {
    await voidRun(learning, { classId: group.id, seatId: seat.id }, 'teacher', 3000);
    const deeds = await readSeatHistory(database, learning.catalogue, seat.id);
    expect(deeds).toHaveLength(6);
    expect(deeds.every(({ voided }) => voided)).toBe(true);
    expect(await readSeatMastery(database, group.id, seat.id)).toEqual([]);
  });

  test('a seat has mastery from its own items and games', async () => {
    const [mastery] = await readSeatMastery(database, group.id, seat.id);
    expect(mastery).toMatchObject({
      competency: 'make-change',
      pieces: 2,
      kinds: ['game', 'item'],
      mastered: false,
    });
  });

  test('erasing a seat takes what it did, runs and moves too, and leaves its neighbour', async () => {
    await eraseLearning(database, [{ kind: 'seat', id: seat.id, atMs: 5000 }]);
    expect(await readSeatHistory(database, learning.catalogue, seat.id)).toEqual([]);
    const { rows } = await database.client.execute({
      sql: 'SELECT seat_id FROM game_runs WHERE class_id = ?',
      args: [group.id],
    });
    expect(rows.map((row) => row['seat_id'])).toEqual([neighbour.id]);
    const tallies = await listTallies(database, group.id);
    expect(tallies.map(({ optionKey, count }) => `${optionKey} ${count}`).sort()).toEqual(['A 1', 'B 1']);
  });

  test('a pupil who took the seat after the erasure keeps what they did when it is repeated', async () => {
    const erasure = [{ kind: 'seat' as const, id: seat.id, atMs: 5000 }];
    await eraseLearning(database, erasure);
    await doLesson(seat, 6000);
    await eraseLearning(database, erasure);
    expect(await readSeatHistory(database, learning.catalogue, seat.id)).toHaveLength(6);
    const progress = await readClassProgress(database, group.id);
    expect(progress[0]?.lessons.get('LB01')).toMatchObject({ questionsAnswered: 1, gamesFinished: 1 });
  });

  test('erasing a class takes all of it', async () => {
    await eraseLearning(database, [{ kind: 'class', id: group.id, atMs: 9000 }]);
    expect(await listTallies(database, group.id)).toEqual([]);
    expect((await readClassProgress(database, group.id)).flatMap(({ lessons }) => [...lessons])).toEqual([]);
  });
});
