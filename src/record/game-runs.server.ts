import { randomBytes, randomInt } from 'node:crypto';

import type { Database } from '#db/database.ts';
import {
  findRun,
  findUnfinishedRun,
  insertRun,
  type GameRunRow,
  type RunHolder,
} from '#db/queries/game-runs.ts';
import type { LearningEvent } from '#db/queries/learning-events.ts';
import { teamWeightBp, type DeliveryMode, type Evidence } from '#domain/evidence.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Band, GameRules, GameScore } from '#games/kit/define-game.ts';
import { replay } from '#games/kit/replay.ts';

import type { ActingSeat } from './acting-seat.ts';
import { appendFinishedGame, findSame } from './append.server.ts';
import type { GameLetter } from './game-letter.ts';
import { classEvent, payloadHash, seatEvent } from './learning-event.ts';
import type { Recording } from './recording.ts';

export type AnyRules = GameRules<unknown, unknown>;

/** What games are recorded with. */
export interface GameRecording extends Recording {
  readonly rulesOf: (gameId: string) => AnyRules | null;
}

/** The teams of a class at the screen of their room. */
export interface TeamsInRoom {
  readonly classId: string;
  readonly liveSessionId: string;
  readonly mode: DeliveryMode;
}

type Player = ActingSeat | TeamsInRoom;

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

/** Runs of a game that a player may hold unfinished: a few ahead for a device that loses the network. */
export const runsAhead = 6;

function holderOf(player: Player): RunHolder {
  return 'liveSessionId' in player
    ? { seatId: null, liveSessionId: player.liveSessionId }
    : { seatId: player.id, liveSessionId: null };
}

/**
 * Issues a run of a game: its seed is made and kept here. Who holds `runsAhead` unfinished ones gets the last
 * of them again.
 */
export async function issueGameRun(
  database: Database,
  player: Player,
  game: { readonly lessonId: string; readonly band: Band; readonly rules: AnyRules },
  nowMs: number,
): Promise<Result<IssuedGameRun, 'unknown-game'>> {
  const { lessonId, band, rules } = game;
  if (!rules.bands.includes(band)) return refuse('unknown-game');
  const run = {
    id: `run_${randomBytes(16).toString('base64url')}`,
    ...{ classId: player.classId, ...holderOf(player), lessonId, gameId: rules.id, band },
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
 * Replays a device's moves from the seed that was issued to its player: the score and the evidence come from
 * the rules alone. A run of older rules, on either side, earns its completion. What teams did is evidence of
 * their class and of no seat.
 */
export async function finishGame(
  { database, catalogue, rulesOf }: GameRecording,
  player: Player,
  letter: GameLetter,
  nowMs: number,
): Promise<Result<FinishedGameReply, GameProblem>> {
  const holder = holderOf(player);
  const hash = payloadHash('game', letter.runId, letter.rulesVersion, letter.moves);
  const same = { classId: player.classId, seatId: holder.seatId, deviceEventId: letter.id };
  const earlier = await findSame(database, same);
  if (earlier) return earlier.payloadHash === hash ? ok(gameReply(earlier)) : refuse('same-id-other-payload');
  const run = await findRun(database, holder, letter.runId);
  const rules = run && rulesOf(run.gameId);
  if (!run || !rules) return refuse('run-unknown');
  if (letter.rulesVersion > rules.version) return refuse('move-log-impossible');
  const isPresent = run.rulesVersion === rules.version && letter.rulesVersion === rules.version;
  const played = isPresent ? replay(rules, run.seed, run.band as Band, letter.moves) : null;
  if (played && !played.ok) return played;
  const given = {
    deviceEventId: letter.id,
    payloadHash: hash,
    ...{ lessonId: run.lessonId, runId: run.id, gameId: run.gameId, band: run.band },
    scoreBp: played?.value.score.totalBp ?? null,
    detail: { parts: played?.value.score.parts ?? [] },
    rulesVersion: letter.rulesVersion,
    contentHash: catalogue.hash,
    atMs: nowMs,
  };
  const evidence = played?.value.evidence ?? null;
  const event =
    'liveSessionId' in player
      ? classEvent({ ...given, ...player, kind: 'team-played', evidence: evidence && lightened(evidence) })
      : seatEvent(player, { ...given, kind: 'game-finished', evidence });
  const appended = await appendFinishedGame(database, event, letter.moves);
  return appended.ok ? ok(gameReply(appended.value)) : appended;
}

/** What teams did together weighs less than what each does alone. */
export function lightened(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.map((piece) => ({ ...piece, weightBp: Math.min(piece.weightBp, teamWeightBp) }));
}

function gameReply(event: LearningEvent): FinishedGameReply {
  const { parts } = event.detail as Pick<FinishedGameReply, 'parts'>;
  return { scoreBp: event.scoreBp, parts, finished: true };
}
