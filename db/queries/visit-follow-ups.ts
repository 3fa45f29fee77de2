import { asc, eq } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, visitFollowUps } from '../schema/index.ts';

type FollowUpRow = typeof visitFollowUps.$inferSelect;

export interface FollowUp extends FollowUpRow {
  readonly ownerName: string | null;
}

export function insertFollowUp(database: Database, row: typeof visitFollowUps.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visitFollowUps).values(row));
}

/** Closes what is open; a second closing's unit is refused. */
export function closeFollowUp(id: string, visitId: string, outcome: string, closedAtMs: number): Statement {
  return {
    sql: `UPDATE visit_follow_ups SET
  visit_id = CASE WHEN closed_at_ms IS NULL THEN visit_id END, outcome = ?, closed_at_ms = ?
WHERE id = ? AND visit_id = ?`,
    args: [outcome, closedAtMs, id, visitId],
  };
}

export async function findFollowUp(database: Database, id: string): Promise<FollowUpRow | undefined> {
  return database.drizzle.select().from(visitFollowUps).where(eq(visitFollowUps.id, id)).get();
}

/** Open ones first by their day, then the closed ones. */
export async function listFollowUps(database: Database, visitId: string): Promise<readonly FollowUp[]> {
  const rows = await database.drizzle
    .select({ followUp: visitFollowUps, ownerName: accounts.displayName })
    .from(visitFollowUps)
    .leftJoin(accounts, eq(accounts.id, visitFollowUps.ownerAccountId))
    .where(eq(visitFollowUps.visitId, visitId))
    .orderBy(asc(visitFollowUps.closedAtMs), asc(visitFollowUps.dueOn), asc(visitFollowUps.createdAtMs));
  return rows.map(({ followUp, ownerName }) => ({ ...followUp, ownerName }));
}
