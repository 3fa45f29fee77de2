import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { catalogue, findLesson } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { listEvidence, listProgress } from '#db/queries/learning-reads.ts';
import type { DeliveryMode } from '#domain/evidence.ts';
import type { LiveMode } from '#domain/live-session.ts';
import { actOnLive, startLesson, voidLesson } from '#features/classroom/live.server.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import { finishTeamRun, issueTeamRun } from '#features/classroom/team-game/team-games.server.ts';
import { botMoves } from '#games/bots.ts';
import { replay } from '#games/kit/replay.ts';
import { isGameId, rulesOf, type GameId } from '#games/rules.ts';
import { evidencePauseMs } from '#record/append.server.ts';
import { readClassMastery, readSeatMastery } from '#record/class-reads.server.ts';
import { eraseLearning } from '#record/erasure.server.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import type { GameLetter } from '#record/game-letter.ts';
import { runsAhead, type GameRecording, type IssuedGameRun } from '#record/game-runs.server.ts';
import { rebuildProjections } from '#record/rebuild.server.ts';
import { openDatabase } from '#db/connect.ts';
import { databaseKinds, openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { dumpProjections } from '#tests/support/learning.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';

const now = Date.now();
const lessonOf: Record<GameId, string> = {
  'little-teller': 'LB02',
  'savings-garden': 'LB09',
  'promise-bridge': 'FI01',
};

const gamesOn = (database: Database): GameRecording => ({
  database,
  catalogue: catalogue(),
  rulesOf: (id) => (isGameId(id) ? rulesOf(id) : null),
});

/** The moves of a room that knows how, for a run that was issued. */
const movesOf = (run: IssuedGameRun, skillBp = 7000): unknown[] =>
  botMoves(run.gameId as GameId, run, { seed: 5, skillBp });

const letterOf = (run: IssuedGameRun, change: Partial<GameLetter> = {}): GameLetter => ({
  id: newServerEventId(now),
  runId: run.runId,
  rulesVersion: run.rulesVersion,
  moves: movesOf(run),
  ...change,
});

interface Room {
  readonly id: string;
  readonly gameStep: number;
}

async function openRoom(
  database: Database,
  host: Adult,
  classId: string,
  lessonId = 'LB02',
  mode: LiveMode = 'one-screen',
): Promise<Room> {
  const minutes = findLesson(lessonId)?.content?.plans[0]?.minutes ?? 40;
  const started = await startLesson(database, host.who, classId, { lessonId, minutes, mode }, now);
  if (!started.ok) throw new Error(started.problem);
  const asked = { locale: 'en', since: null } as const;
  const view = await readLiveView(database, host.who, started.value, asked, now);
  if (!view.ok || !view.value) throw new Error('no view');
  return { id: started.value, gameStep: view.value.steps.findIndex(({ game }) => game !== null) };
}

describe.each(databaseKinds)('a game of a room’s teams ($kind)', ({ open }) => {
  let database: Database;
  let games: GameRecording;
  let teacher: Adult;
  let stranger: Adult;
  let classId: string;
  let room: Room;

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    games = gamesOn(database);
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    stranger = await makeAdult(database, 'teacher', { name: 'li', organisation: 'School Two' });
  });
  beforeEach(async () => {
    classId = await makeClass(database, teacher.who);
    room = await openRoom(database, teacher, classId);
  });
  afterAll(() => database.close());

  const start = async (where = room): Promise<IssuedGameRun> => {
    const run = await issueTeamRun(games, teacher.who, where.id, where.gameStep, now);
    if (!run.ok) throw new Error(run.problem);
    return run.value;
  };
  const finish = (letter: GameLetter, nowMs = now, where = room) =>
    finishTeamRun(games, teacher.who, where.id, letter, nowMs);
  const teamEvents = async () => {
    const { rows } = await database.client.execute({
      sql: "SELECT seat_id, mode, live_session_id, lesson_id, score_bp FROM learning_events WHERE class_id = ? AND kind = 'team-played'",
      args: [classId],
    });
    return rows;
  };

  test.each(Object.entries(lessonOf))(
    '%s is issued, replayed and kept as what a class did together',
    async (gameId, lessonId) => {
      const where = await openRoom(database, teacher, classId, lessonId);
      const run = await start(where);
      expect(run).toMatchObject({ gameId, rulesVersion: rulesOf(gameId as GameId).version });
      const letter = letterOf(run);
      const played = replay(rulesOf(run.gameId as GameId), run.seed, run.band, letter.moves);
      if (!played.ok) throw new Error(played.problem);
      const reply = await finish(letter, now, where);
      expect(reply).toMatchObject({
        ok: true,
        value: { scoreBp: played.value.score.totalBp, finished: true },
      });
      expect(await teamEvents()).toMatchObject([
        { seat_id: null, mode: 'one-screen', live_session_id: where.id, lesson_id: lessonId },
      ]);
      const evidence = await listEvidence(database, classId);
      expect(evidence.map(({ weightBp, seatId }) => [weightBp, seatId])).toEqual(
        played.value.evidence.map(() => [3000, null]),
      );
      expect(
        evidence.map(({ competency, scoreBp, misconception }) => [competency, scoreBp, misconception]),
      ).toEqual(
        played.value.evidence.map(({ competency, scoreBp, misconception }) => [
          competency,
          scoreBp,
          misconception,
        ]),
      );
    },
  );

  test('is evidence of the class and of no seat, and no seat has progress from it', async () => {
    await finish(letterOf(await start()));
    const mastery = await readClassMastery(database, classId);
    expect(mastery.map(({ competency }) => competency)).toContain('count-and-check');
    for (const one of mastery)
      expect(one).toMatchObject({ seats: 0, masteredSeats: 0, meanProbability: null });
    expect(mastery.every(({ together }) => together !== null && together.kinds.includes('game'))).toBe(true);
    expect(await listProgress(database, classId)).toEqual([]);
    const { rows } = await database.client.execute({
      sql: 'SELECT id FROM seats WHERE class_id = ?',
      args: [classId],
    });
    for (const { id } of rows) expect(await readSeatMastery(database, classId, id as string)).toEqual([]);
  });

  test('tells the mistakes that the room made', async () => {
    const run = await start();
    await finish(letterOf(run, { moves: movesOf(run, 0) }));
    const evidence = await listEvidence(database, classId);
    expect(evidence.some(({ scoreBp }) => scoreBp === 0)).toBe(true);
  });

  test.each(['devices', 'cards', 'hand-count'] as const)(
    'in a room that answers by %s keeps that mode',
    async (mode) => {
      const where = await openRoom(database, teacher, classId, 'LB02', mode);
      await finish(letterOf(await start(where)), now, where);
      const kept: DeliveryMode = mode;
      expect(await teamEvents()).toMatchObject([{ mode: kept, seat_id: null }]);
    },
  );

  test.each([
    [
      'a log that was cut off',
      (run: IssuedGameRun) => ({ moves: movesOf(run).slice(0, -1) }),
      'move-log-unfinished',
    ],
    [
      'moves after the end',
      (run: IssuedGameRun) => ({ moves: [...movesOf(run), { kind: 'count' }] }),
      'move-log-impossible',
    ],
    [
      'moves of another seed',
      (run: IssuedGameRun) => ({ moves: movesOf({ ...run, seed: run.seed ^ 12345 }).concat(movesOf(run)) }),
      'move-log-impossible',
    ],
    ['a score in the place of moves', () => ({ moves: [{ scoreBp: 10_000 }] }), 'move-log-impossible'],
    ['a run that nobody issued', () => ({ runId: 'practice' }), 'run-unknown'],
    ['rules that do not exist yet', () => ({ rulesVersion: 99 }), 'move-log-impossible'],
  ] as const)('refuses %s, and nothing is changed', async (_, change, problem) => {
    const run = await start();
    const before = await dumpProjections(database);
    expect(await finish(letterOf(run, change(run)))).toEqual({ ok: false, problem });
    expect(await dumpProjections(database)).toBe(before);
    expect(await teamEvents()).toEqual([]);
    expect(await finish(letterOf(run))).toMatchObject({ ok: true });
  });

  test('that is sent twice is kept once and answered alike; another end of the run is refused', async () => {
    const run = await start();
    const letter = letterOf(run);
    const both = await Promise.all([finish(letter), finish(letter)]);
    expect(both[0]).toMatchObject({ ok: true });
    expect(both[1]).toEqual(both[0]);
    expect(await finish(letter, now + 1000)).toEqual(both[0]);
    const other = { ...letter, moves: movesOf(run, 0) };
    expect(await finish(other)).toEqual({ ok: false, problem: 'same-id-other-payload' });
    expect(await finish({ ...other, id: newServerEventId(now) })).toEqual({
      ok: false,
      problem: 'run-finished',
    });
    const next = await start();
    expect(await finish({ ...letterOf(next), id: letter.id })).toEqual({
      ok: false,
      problem: 'same-id-other-payload',
    });
    expect(await teamEvents()).toHaveLength(1);
  });

  test('of another room is unknown, and so is a pupil’s run', async () => {
    const other = await openRoom(database, teacher, classId);
    const run = await start(other);
    expect(await finish(letterOf(run))).toEqual({ ok: false, problem: 'run-unknown' });
  });

  test('is nobody’s but its teacher’s', async () => {
    const run = await start();
    const hidden = { ok: false, problem: 'not-found' };
    expect(await issueTeamRun(games, stranger.who, room.id, room.gameStep, now)).toEqual(hidden);
    expect(await finishTeamRun(games, stranger.who, room.id, letterOf(run), now)).toEqual(hidden);
  });

  test('is only at the step that has one', async () => {
    for (const step of [room.gameStep - 1, 99])
      expect(await issueTeamRun(games, teacher.who, room.id, step, now)).toEqual({
        ok: false,
        problem: 'unknown-game',
      });
  });

  test('may come after the lesson, but no run begins then', async () => {
    const run = await start();
    const end = { id: newServerEventId(now), version: 0, event: { type: 'ended' } } as const;
    expect(await actOnLive(database, teacher.who, room.id, end, 'en', now)).toMatchObject({ ok: true });
    expect(await issueTeamRun(games, teacher.who, room.id, room.gameStep, now)).toEqual({
      ok: false,
      problem: 'session-ended',
    });
    expect(await finish(letterOf(run))).toMatchObject({ ok: true });
  });

  test('leaves the class’s evidence with its voided session, and none comes after', async () => {
    const [run, late] = [await start(), await start()];
    await finish(letterOf(run));
    expect(await voidLesson(database, teacher.who, room.id, now)).toMatchObject({ ok: true });
    expect(await listEvidence(database, classId)).toEqual([]);
    expect(await finish(letterOf(late))).toEqual({ ok: false, problem: 'session-ended' });
  });

  test('is evidence once in fourteen days, and the class’s alone', async () => {
    const evidenceAfter = async (nowMs: number): Promise<number> => {
      expect(await finish(letterOf(await start()), nowMs)).toMatchObject({ ok: true });
      return (await listEvidence(database, classId)).length;
    };
    const once = await evidenceAfter(now);
    expect(await evidenceAfter(now + evidencePauseMs - 1)).toBe(once);
    expect(await evidenceAfter(now + evidencePauseMs)).toBe(2 * once);
    expect(await teamEvents()).toHaveLength(3);
  });

  test('begins anew a few times; then the last run comes again', async () => {
    const runs = await Promise.all(Array.from({ length: runsAhead + 3 }, () => start()));
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(runsAhead);
    const other = await start(await openRoom(database, teacher, classId));
    expect(runs.map(({ runId }) => runId)).not.toContain(other.runId);
  });

  test('is the same after a rebuild', async () => {
    await finish(letterOf(await start()));
    const before = [await dumpProjections(database), await readClassMastery(database, classId)];
    await rebuildProjections(database);
    expect([await dumpProjections(database), await readClassMastery(database, classId)]).toEqual(before);
  });

  test('goes with its class when that is erased', async () => {
    await finish(letterOf(await start()));
    await start();
    await eraseLearning(database, [{ kind: 'class', id: classId, atMs: now + 1 }]);
    const { rows } = await database.client.execute({
      sql: 'SELECT id FROM game_runs WHERE class_id = ?',
      args: [classId],
    });
    expect(rows).toEqual([]);
    expect(await teamEvents()).toEqual([]);
  });
});

test('a run that was issued is finished after a restart', async () => {
  useTestKeys();
  await loadCatalogue();
  const dataDir = temporaryFolder();
  const first = await openTestDatabase({ dataDir });
  const teacher = await makeAdult(first, 'teacher');
  const room = await openRoom(first, teacher, await makeClass(first, teacher.who));
  const run = await issueTeamRun(gamesOn(first), teacher.who, room.id, room.gameStep, now);
  if (!run.ok) throw new Error(run.problem);
  await first.close();
  const second = await openDatabase({ dataDir, proveLock: false });
  const letter = letterOf(run.value);
  const reply = await finishTeamRun(gamesOn(second), teacher.who, room.id, letter, now);
  expect(reply).toMatchObject({ ok: true });
  await second.close();
  const third = await openDatabase({ dataDir, proveLock: false });
  expect(await finishTeamRun(gamesOn(third), teacher.who, room.id, letter, now)).toEqual(reply);
  await third.close();
});
