import { and, desc, eq, isNull } from 'drizzle-orm';

import type { Database, Statement } from '../database.ts';
import { gameRuns } from '../schema/index.ts';

export type GameRunRow = typeof gameRuns.$inferSelect;
export type IssuedRun = Omit<GameRunRow, 'finishedAtMs' | 'moves'>;

/** Who plays a run: one of the two is null. */
export type RunHolder = Pick<GameRunRow, 'seatId' | 'liveSessionId'>;

/** Issues a run unless its seat or its teams hold `cap` unfinished ones of this game, band and rules version. */
export function insertRun(run: IssuedRun, cap: number): Statement {
  const column = run.seatId === null ? 'live_session_id' : 'seat_id';
  return {
    sql: `INSERT INTO game_runs
  (id, class_id, seat_id, live_session_id, lesson_id, game_id, band, seed, rules_version, issued_at_ms)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE (SELECT count(*) FROM game_runs WHERE ${column} = ?12
  AND game_id = ?6 AND band = ?7 AND rules_version = ?9 AND finished_at_ms IS NULL) < ?11`,
    args: [
      ...[run.id, run.classId, run.seatId, run.liveSessionId, run.lessonId, run.gameId, run.band, run.seed],
      ...[run.rulesVersion, run.issuedAtMs, cap, run.seatId ?? run.liveSessionId],
    ],
  };
}

function heldBy({ seatId, liveSessionId }: RunHolder) {
  return seatId === null ? eq(gameRuns.liveSessionId, liveSessionId ?? '') : eq(gameRuns.seatId, seatId);
}

/** The run issued last that its holder could still finish under these rules. */
export async function findUnfinishedRun(
  database: Database,
  like: RunHolder & Pick<GameRunRow, 'gameId' | 'band' | 'rulesVersion'>,
): Promise<GameRunRow | undefined> {
  return database.drizzle
    .select()
    .from(gameRuns)
    .where(
      and(
        heldBy(like),
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

/** A holder's own run; another's is not found. */
export async function findRun(
  database: Database,
  holder: RunHolder,
  runId: string,
): Promise<GameRunRow | undefined> {
  return database.drizzle
    .select()
    .from(gameRuns)
    .where(and(eq(gameRuns.id, runId), heldBy(holder)))
    .get();
}

/** Goes in one unit with the event of the finish, whose unique run makes a second one impossible. */
export function finishRun(runId: string, moves: readonly unknown[], atMs: number): Statement {
  return {
    sql: 'UPDATE game_runs SET finished_at_ms = ?, moves = ? WHERE id = ?',
    args: [atMs, JSON.stringify(moves), runId],
  };
}
