import { refuse, type Result } from '#domain/result.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { issueGameRun, type IssuedGameRun } from '#record/game-runs.server.ts';

import type { Learning } from './learning.server.ts';
import { findReadyLesson } from './lesson-record.server.ts';
import type { RunRequest } from './letters.ts';

/** Issues a run of a lesson's game to a seat. */
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
  if (!rules || game?.id !== gameId) return refuse('unknown-game');
  return issueGameRun(learning.database, seat, { lessonId, band: game.band, rules }, nowMs);
}
