import { randomBytes, randomInt } from 'node:crypto';

import { findRun, findUnfinishedRun, insertRun, type GameRunRow } from '#db/queries/game-runs.ts';
import { findEventByDeviceId, type LearningEvent } from '#db/queries/learning-events.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Band, GameScore } from '#games/kit/define-game.ts';
import { replay } from '#games/kit/replay.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { appendFinishedGame } from '#record/append.server.ts';
import { payloadHash, seatEvent } from '#record/learning-event.ts';

import type { Learning } from './learning.server.ts';
import { findReadyLesson } from './lesson-record.server.ts';
import type { GameLetter, RunRequest } from './letters.ts';

export interface IssuedGameRun {
  readonly runId: string;
  readonly gameId: string;
  readonly band: Band;
  readonly seed: number;
  readonly rulesVersion: number;
}

export interface FinishedGameReply {
  /** Null when the run was played by older rules: finished, not scored. */
  readonly scoreBp: number | null;
  readonly parts: GameScore['parts'];
  readonly finished: true;
}

/** Runs of a game that a seat may hold unfinished: a few ahead for a device that loses the network. */
export const runsAhead = 6;

/**
 * Issues a run of a lesson's game: its seed is made and kept here. A seat that holds `runsAhead` unfinished
 * ones gets the last of them again.
 */
export async function issueRun(
  learning: Learning,
  seat: ActingSeat,
  { gameId, lessonId }: RunRequest,
  nowMs: number,
): Promise<Result<IssuedGameRun, 'unknown-lesson' | 'unknown-game'>> {
  const lesson = findReadyLesson(learning, lessonId);
  if (!lesson) return refuse('unknown-lesson');
  const game = lesson.content?.game;
  const rules = learning.rulesOf(gameId);
  if (!rules || game?.id !== gameId || !rules.bands.includes(game.band)) return refuse('unknown-game');
  const { database } = learning;
  const run = {
    id: `run_${randomBytes(16).toString('base64url')}`,
    ...{ classId: seat.classId, seatId: seat.id, lessonId, gameId },
    band: game.band,
    seed: randomInt(2 ** 31),
    rulesVersion: rules.version,
    issuedAtMs: nowMs,
  };
  const outcome = await database.write([insertRun(run, runsAhead)]);
  if (outcome.ok && outcome.results[0]?.rowsAffected === 1) return ok(issued(run));
  const earlier = await findUnfinishedRun(database, run);
  return earlier ? ok(issued(earlier)) : refuse('unknown-game');
}

function issued(run: Pick<GameRunRow, 'id' | 'gameId' | 'band' | 'seed' | 'rulesVersion'>): IssuedGameRun {
  const { id: runId, gameId, band, seed, rulesVersion } = run;
  return { runId, gameId, band: band as Band, seed, rulesVersion };
}

export type GameProblem =
  'run-unknown' | 'run-finished' | 'same-id-other-payload' | 'move-log-impossible' | 'move-log-unfinished';

/**
 * Replays a device's moves from the seed that was issued to it: the score and the evidence come from the
 * rules alone. A run of older rules, on either side, earns its completion.
 */
export async function finishGame(
  learning: Learning,
  seat: ActingSeat,
  letter: GameLetter,
  nowMs: number,
): Promise<Result<FinishedGameReply, GameProblem>> {
  const { database, catalogue } = learning;
  const hash = payloadHash('game', letter.runId, letter.rulesVersion, letter.moves);
  const earlier = await findEventByDeviceId(database, seat.id, letter.id);
  if (earlier) return earlier.payloadHash === hash ? ok(gameReply(earlier)) : refuse('same-id-other-payload');
  const run = await findRun(database, seat.id, letter.runId);
  const rules = run && learning.rulesOf(run.gameId);
  if (!run || !rules) return refuse('run-unknown');
  if (letter.rulesVersion > rules.version) return refuse('move-log-impossible');
  const isPresent = run.rulesVersion === rules.version && letter.rulesVersion === rules.version;
  const played = isPresent ? replay(rules, run.seed, run.band as Band, letter.moves) : null;
  if (played && !played.ok) return played;
  const event = seatEvent(seat, {
    kind: 'game-finished',
    deviceEventId: letter.id,
    payloadHash: hash,
    ...{ lessonId: run.lessonId, runId: run.id, gameId: run.gameId, band: run.band },
    scoreBp: played?.value.score.totalBp ?? null,
    evidence: played?.value.evidence ?? null,
    detail: { parts: played?.value.score.parts ?? [] },
    rulesVersion: letter.rulesVersion,
    contentHash: catalogue.hash,
    atMs: nowMs,
  });
  const appended = await appendFinishedGame(database, event, letter.moves);
  return appended.ok ? ok(gameReply(appended.value)) : appended;
}

function gameReply(event: LearningEvent): FinishedGameReply {
  const { parts } = event.detail as Pick<FinishedGameReply, 'parts'>;
  return { scoreBp: event.scoreBp, parts, finished: true };
}
