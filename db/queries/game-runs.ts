import { and, desc, eq, isNull } from 'drizzle-orm';

import type { Database, Statement } from '../database.ts';
import { gameRuns } from '../schema/index.ts';

export type GameRunRow = typeof gameRuns.$inferSelect;
export type IssuedRun = Omit<GameRunRow, 'finishedAtMs' | 'moves'>;

/** Issues a run unless the seat holds `cap` unfinished ones of this game, band and rules version. */
export function insertRun(run: IssuedRun, cap: number): Statement {
  return {
    sql: `INSERT INTO game_runs (id, class_id, seat_id, lesson_id, game_id, band, seed, rules_version, issued_at_ms)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE (SELECT count(*) FROM game_runs
  WHERE seat_id = ?3 AND game_id = ?5 AND band = ?6 AND rules_version = ?8 AND finished_at_ms IS NULL) < ?10`,
    args: [
      ...[run.id, run.classId, run.seatId, run.lessonId, run.gameId, run.band, run.seed],
      ...[run.rulesVersion, run.issuedAtMs, cap],
    ],
  };
}

/** The run issued last that the seat could still finish under these rules. */
export async function findUnfinishedRun(
  database: Database,
  like: Pick<GameRunRow, 'seatId' | 'gameId' | 'band' | 'rulesVersion'>,
): Promise<GameRunRow | undefined> {
  return database.drizzle
    .select()
    .from(gameRuns)
    .where(
      and(
        eq(gameRuns.seatId, like.seatId),
        eq(gameRuns.gameId, like.gameId),
        eq(gameRuns.band, like.band),
        eq(gameRuns.rulesVersion, like.rulesVersion),
        isNull(gameRuns.finishedAtMs),
      ),
    )
    .orderBy(desc(gameRuns.issuedAtMs), desc(gameRuns.id))
    .limit(1)
    .get();
}

/** A seat's own run; another seat's is not found. */
export async function findRun(
  database: Database,
  seatId: string,
  runId: string,
): Promise<GameRunRow | undefined> {
  return database.drizzle
    .select()
    .from(gameRuns)
    .where(and(eq(gameRuns.id, runId), eq(gameRuns.seatId, seatId)))
    .get();
}

/** Goes in one unit with the event of the finish, whose unique run makes a second one impossible. */
export function finishRun(runId: string, moves: readonly unknown[], atMs: number): Statement {
  return {
    sql: 'UPDATE game_runs SET finished_at_ms = ?, moves = ? WHERE id = ?',
    args: [atMs, JSON.stringify(moves), runId],
  };
}
