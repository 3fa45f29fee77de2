import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { listEvidence, listProgress } from '#db/queries/learning-reads.ts';
import { issueRun } from '#features/learn/games.server.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import type { GameRules } from '#games/kit/define-game.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { evidencePauseMs } from '#record/append.server.ts';
import { voidRun } from '#record/voiding.server.ts';
import type { GameLetter } from '#record/game-letter.ts';
import { finishGame, runsAhead } from '#record/game-runs.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { dumpProjections, eventId, smallLearning } from '#tests/support/learning.ts';
import { insertClasses, type TestClass } from '#tests/support/school.ts';
import { smallGame } from '#tests/support/small-catalogue.ts';

describe.each(databaseKinds)('games on $kind', ({ open }) => {
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
    [group] = (await insertClasses(database, [`class-${classesMade++}`], 2)) as [TestClass];
    seat = group.seats[1] as ActingSeat;
  });
  afterAll(() => database.close());

  const start = async (who = seat, nowMs = 1000) => {
    const run = await issueRun(learning, who, { gameId: 'little-teller', lessonId: 'LB01' }, nowMs);
    if (!run.ok) throw new Error(run.problem);
    return run.value;
  };
  const letter = (runId: string, change: Partial<GameLetter> = {}): GameLetter => ({
    ...{ id: eventId(ids++), runId, rulesVersion: 2, moves: [2, 1, 0] },
    ...change,
  });
  const play = async (change: Partial<GameLetter> = {}, nowMs = 1000) =>
    finishGame(learning, seat, letter((await start()).runId, change), nowMs);

  test('the server issues the seed, the band and the rules of the lesson', async () => {
    const [one, two] = [await start(), await start()];
    expect(one).toMatchObject({ gameId: 'little-teller', band: 'A', rulesVersion: 2 });
    expect(Number.isInteger(one.seed) && one.seed >= 0 && one.seed < 2 ** 31).toBe(true);
    expect(one.runId).not.toBe(two.runId);
    expect(one.seed).not.toBe(two.seed);
  });

  test('runs are issued ahead up to a cap, also when they are asked for at once', async () => {
    const runs = await Promise.all(Array.from({ length: runsAhead + 4 }, () => start()));
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(runsAhead);
    await finishGame(learning, seat, letter(runs[0]?.runId ?? ''), 1000);
    expect(runs.map(({ runId }) => runId)).not.toContain((await start()).runId);
  });

  test.each([
    ['a game that does not exist', { gameId: 'roulette', lessonId: 'LB01' }, 'unknown-game'],
    ["a game that is not the lesson's", { gameId: 'promise-bridge', lessonId: 'LB01' }, 'unknown-game'],
    ['a lesson that does not exist', { gameId: 'little-teller', lessonId: 'LB99' }, 'unknown-lesson'],
  ])('%s gets no run', async (_, request, problem) => {
    expect(await issueRun(learning, seat, request, 1000)).toEqual({ ok: false, problem });
  });

  test('the score comes from the moves, and the game from the seed that was issued', async () => {
    expect(await play()).toEqual({
      ok: true,
      value: { scoreBp: 3333, parts: [{ id: 'sum', scoreBp: 3333, weightBp: 10_000 }], finished: true },
    });
    const odd = await startOdd();
    expect(await finishGame(learning, seat, letter(odd, { moves: [3, 3, 3] }), 1000)).toEqual({
      ok: false,
      problem: 'move-log-impossible',
    });
  });

  /** A run whose seed refuses the move 3. */
  async function startOdd(): Promise<string> {
    const run = await start();
    const odd = { sql: 'UPDATE game_runs SET seed = 7 WHERE id = ?', args: [run.runId] };
    expect((await database.write([odd])).ok).toBe(true);
    return run.runId;
  }

  test.each([
    ['an impossible move', { moves: [2, 9, 0] }, 'move-log-impossible'],
    ['a move that is no move', { moves: [2, { scoreBp: 10_000 }, 0] }, 'move-log-impossible'],
    ['moves after the end', { moves: [1, 1, 1, 1] }, 'move-log-impossible'],
    ['a log that was cut off', { moves: [1, 1] }, 'move-log-unfinished'],
    ['rules that do not exist yet', { rulesVersion: 3 }, 'move-log-impossible'],
    ['an unknown run', { runId: 'run_unknown' }, 'run-unknown'],
  ])('%s is refused and changes nothing', async (_, change, problem) => {
    const run = await start();
    const before = await dumpProjections(database);
    expect(await finishGame(learning, seat, letter(run.runId, change), 1000)).toEqual({ ok: false, problem });
    expect(await dumpProjections(database)).toBe(before);
    expect((await finishGame(learning, seat, letter(run.runId), 1000)).ok).toBe(true);
  });

  test("another seat's run is unknown", async () => {
    const run = await start(group.seats[2]);
    expect(await finishGame(learning, seat, letter(run.runId), 1000)).toEqual({
      ok: false,
      problem: 'run-unknown',
    });
  });

  test('the same letter again gets the same reply; another end of the run is refused', async () => {
    const once = letter((await start()).runId);
    const first = await finishGame(learning, seat, once, 1000);
    expect(await finishGame(learning, seat, once, 2000)).toEqual(first);
    expect(await finishGame(learning, seat, { ...once, moves: [3, 3, 3] }, 2000)).toEqual({
      ok: false,
      problem: 'same-id-other-payload',
    });
    expect(await finishGame(learning, seat, letter(once.runId), 2000)).toEqual({
      ok: false,
      problem: 'run-finished',
    });
    const [progress] = await listProgress(database, group.id);
    expect(progress).toMatchObject({ gamesFinished: 1, bestScoreBp: 3333 });
  });

  test('a repeated letter is answered although the rules have changed since', async () => {
    const once = letter((await start()).runId);
    const first = await finishGame(learning, seat, once, 1000);
    const changed = { ...smallGame, version: 3 } as GameRules<unknown, unknown>;
    expect(await finishGame({ ...learning, rulesOf: () => changed }, seat, once, 2000)).toEqual(first);
  });

  test('a run of older rules is finished and has no score', async () => {
    const run = await start();
    const changed = { ...smallGame, version: 3 } as GameRules<unknown, unknown>;
    const reply = await finishGame({ ...learning, rulesOf: () => changed }, seat, letter(run.runId), 1000);
    expect(reply).toEqual({ ok: true, value: { scoreBp: null, parts: [], finished: true } });
    const [progress] = await listProgress(database, group.id);
    expect(progress).toMatchObject({ gamesFinished: 1, bestScoreBp: null });
    expect(await listEvidence(database, group.id)).toEqual([]);
  });

  test('the best score stays', async () => {
    for (const moves of [
      [1, 1, 1],
      [2, 2, 2],
      [0, 0, 1],
    ])
      await play({ moves });
    const [progress] = await listProgress(database, group.id);
    expect(progress).toMatchObject({ gamesFinished: 3, bestScoreBp: 6666 });
  });

  test('the first finished run in fourteen days is evidence', async () => {
    const evidenceAfter = async (nowMs: number) => {
      expect((await play({}, nowMs)).ok).toBe(true);
      return (await listEvidence(database, group.id)).length;
    };
    expect(await evidenceAfter(1000)).toBe(1);
    expect(await evidenceAfter(1000 + evidencePauseMs - 1)).toBe(1);
    expect(await evidenceAfter(1000 + evidencePauseMs)).toBe(2);
  });

  test('of runs that finish at once one is evidence', async () => {
    const runs = await Promise.all([start(), start(), start()]);
    await Promise.all(runs.map(({ runId }) => finishGame(learning, seat, letter(runId), 1000)));
    expect(await listEvidence(database, group.id)).toHaveLength(1);
    const [progress] = await listProgress(database, group.id);
    expect(progress).toMatchObject({ gamesFinished: 3 });
  });

  test('a voided run leaves its place as evidence to the next one', async () => {
    await play();
    await voidRun(learning, { classId: group.id, seatId: seat.id }, 'teacher', 2000);
    expect(await listEvidence(database, group.id)).toEqual([]);
    await play({}, 3000);
    expect(await listEvidence(database, group.id)).toHaveLength(1);
  });
});
