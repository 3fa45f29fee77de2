import { z } from 'zod';

import { findLesson } from '#catalogue/catalogue.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { GameLetter } from '#record/game-letter.ts';
import {
  finishGame,
  issueGameRun,
  type FinishedGameReply,
  type GameRecording,
  type IssuedGameRun,
  type TeamsInRoom,
} from '#record/game-runs.server.ts';

import { findLive, stateOf, type LiveAccess } from '../live-access.server.ts';

/** Which of the lesson's steps asks for a run of its game. */
export const teamRunRequest = z.strictObject({ step: z.int().min(0).max(99) });

/** Issues a run of the game at a step of a running session to the teams of its room. */
export async function issueTeamRun(
  games: GameRecording,
  who: Principal,
  liveId: string,
  step: number,
  nowMs: number,
): Promise<Result<IssuedGameRun, ProblemCode>> {
  const found = await findLive(games.database, who, 'run-lesson', liveId, nowMs);
  if (!found.ok) return found;
  const { row } = found.value;
  if (row.voidedAtMs !== null || row.endedAtMs !== null) return refuse('session-ended');
  const session = stateOf(row);
  const content = findLesson(row.lessonId)?.content;
  const plan = content?.plans.find(({ minutes }) => minutes === session.planMinutes);
  const gameId = plan?.steps[session.steps[step]?.planStep ?? -1]?.gameId;
  const ofLesson = content?.game;
  const rules = gameId ? games.rulesOf(gameId) : null;
  if (!rules || !ofLesson || ofLesson.id !== gameId) return refuse('unknown-game');
  const game = { lessonId: row.lessonId, band: ofLesson.band, rules };
  return issueGameRun(games.database, teamsOf(found.value), game, nowMs);
}

/** Keeps a run that a room's teams finished. It may come late, after the lesson, but not to a voided session. */
export async function finishTeamRun(
  games: GameRecording,
  who: Principal,
  liveId: string,
  letter: GameLetter,
  nowMs: number,
): Promise<Result<FinishedGameReply, ProblemCode>> {
  const found = await findLive(games.database, who, 'run-lesson', liveId, nowMs);
  if (!found.ok) return found;
  if (found.value.row.voidedAtMs !== null) return refuse('session-ended');
  return finishGame(games, teamsOf(found.value), letter, nowMs);
}

function teamsOf({ row }: LiveAccess): TeamsInRoom {
  return { classId: row.classId, liveSessionId: row.id, mode: row.mode };
}
