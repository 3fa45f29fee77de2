import { and, desc, eq, isNull } from 'drizzle-orm';

import type { Database, Statement } from '../database.ts';
import { liveSessions } from '../schema/index.ts';
import type { LiveSessionRow } from './live.ts';

/** The lesson of a visit that stands: the latest that nobody took back. */
export async function findVisitSession(
  database: Database,
  visitId: string,
): Promise<LiveSessionRow | undefined> {
  return database.drizzle
    .select()
    .from(liveSessions)
    .where(and(eq(liveSessions.visitId, visitId), isNull(liveSessions.voidedAtMs)))
    .orderBy(desc(liveSessions.startedAtMs))
    .limit(1)
    .get();
}

/** An agreed visit was held, as its lesson ended; one that is past that stays as it is. */
export function holdVisit(held: { visitId: string; byAccountId: string; atMs: number }): Statement[] {
  const { visitId, byAccountId, atMs } = held;
  return [
    noteWhile('agreed', 'held', visitId, byAccountId, atMs),
    {
      sql: `UPDATE visits SET status = 'held', held_at_ms = ?, version = version + 1
WHERE id = ? AND status = 'agreed'`,
      args: [atMs, visitId],
    },
  ];
}

/** The lesson that held the visit was taken back: unless its report is signed, the visit is to be held again. */
export function unholdVisit(taken: { visitId: string; byAccountId: string; atMs: number }): Statement[] {
  const { visitId, byAccountId, atMs } = taken;
  const without = `NOT EXISTS (SELECT 1 FROM live_sessions
WHERE visit_id = visits.id AND ended_at_ms IS NOT NULL AND voided_at_ms IS NULL)`;
  return [
    noteWhile('held', 'lesson-taken-back', visitId, byAccountId, atMs, without),
    {
      sql: `UPDATE visits SET status = 'agreed', held_at_ms = NULL, version = version + 1
WHERE id = ? AND status = 'held' AND ${without}`,
      args: [visitId],
    },
  ];
}

/** Adds to the visit's history, if the unit that it is part of finds the visit so. */
function noteWhile(
  status: 'agreed' | 'held',
  kind: string,
  visitId: string,
  byAccountId: string,
  atMs: number,
  also = '1',
): Statement {
  return {
    sql: `INSERT INTO visit_changes (visit_id, version, kind, reason, by_account_id, at_ms)
SELECT id, version + 1, ?, '', ?, ? FROM visits WHERE id = ? AND status = ? AND ${also}`,
    args: [kind, byAccountId, atMs, visitId, status],
  };
}
