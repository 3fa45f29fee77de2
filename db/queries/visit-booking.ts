import { and, eq, gt } from 'drizzle-orm';

import type { VisitChangeKind } from '#domain/visit.ts';

import { toStatement, type Database, type Statement } from '../database.ts';
import {
  accounts,
  classGrants,
  organisations,
  visitChanges,
  visitCrew,
  visitHosts,
  visits,
} from '../schema/index.ts';

export type VisitHost = typeof visitHosts.$inferSelect;
type VisitColumns = Partial<Omit<typeof visits.$inferSelect, 'id'>>;
export type ChangeDetail = NonNullable<(typeof visitChanges.$inferSelect)['detail']>;

/** A line of a visit's history with the name of who did it. */
export interface VisitChange {
  readonly kind: string;
  readonly reason: string;
  readonly detail: ChangeDetail | null;
  readonly byName: string | null;
  readonly atMs: number;
}

export function setVisit(database: Database, id: string, columns: VisitColumns): Statement {
  return toStatement(database.drizzle.update(visits).set(columns).where(eq(visits.id, id)));
}

/** A line of the history. A second one for the same version breaks the unit: another change came first. */
export function insertVisitChange(
  database: Database,
  row: typeof visitChanges.$inferInsert & { readonly kind: VisitChangeKind },
): Statement {
  return toStatement(database.drizzle.insert(visitChanges).values(row));
}

export async function listVisitChanges(database: Database, visitId: string): Promise<VisitChange[]> {
  const { kind, reason, detail, atMs } = visitChanges;
  return database.drizzle
    .select({ kind, reason, detail, atMs, byName: accounts.displayName })
    .from(visitChanges)
    .leftJoin(accounts, eq(accounts.id, visitChanges.byAccountId))
    .where(eq(visitChanges.visitId, visitId))
    .orderBy(visitChanges.seq);
}

export async function listVisitHosts(database: Database, visitId: string): Promise<VisitHost[]> {
  return database.drizzle.select().from(visitHosts).where(eq(visitHosts.visitId, visitId));
}

export function insertVisitHost(database: Database, row: typeof visitHosts.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visitHosts).values(row));
}

export function setVisitHost(
  database: Database,
  hostId: string,
  columns: Partial<Pick<VisitHost, 'contact' | 'confirmedAtMs' | 'signedInAtMs'>>,
): Statement {
  return toStatement(database.drizzle.update(visitHosts).set(columns).where(eq(visitHosts.id, hostId)));
}

export function deleteVisitHost(database: Database, hostId: string): Statement {
  return toStatement(database.drizzle.delete(visitHosts).where(eq(visitHosts.id, hostId)));
}

const ofMember = (visitId: string, accountId: string) =>
  and(eq(visitCrew.visitId, visitId), eq(visitCrew.accountId, accountId));

export function setCrewMember(
  database: Database,
  visitId: string,
  accountId: string,
  columns: Partial<Pick<typeof visitCrew.$inferSelect, 'role' | 'grantId'>>,
): Statement {
  return toStatement(database.drizzle.update(visitCrew).set(columns).where(ofMember(visitId, accountId)));
}

export function deleteCrewMember(database: Database, visitId: string, accountId: string): Statement {
  return toStatement(database.drizzle.delete(visitCrew).where(ofMember(visitId, accountId)));
}

/** A crew member's access to the class, for the visit's day. */
export function insertVisitGrant(
  database: Database,
  row: typeof classGrants.$inferInsert & { readonly visitId: string },
): Statement {
  return toStatement(database.drizzle.insert(classGrants).values(row));
}

/** Ends what the visit gave: everyone's access, or one member's. The rows stay as a record. */
export function endVisitGrants(
  database: Database,
  visitId: string,
  nowMs: number,
  accountId?: string,
): Statement {
  const ofAccount = accountId === undefined ? undefined : eq(classGrants.accountId, accountId);
  return toStatement(
    database.drizzle
      .update(classGrants)
      .set({ untilMs: nowMs })
      .where(and(eq(classGrants.visitId, visitId), gt(classGrants.untilMs, nowMs), ofAccount)),
  );
}

/** A school says its place once. */
export function setOrganisationPlace(
  database: Database,
  organisationId: string,
  place: { readonly districtCode: string; readonly area: 'urban' | 'rural' },
): Statement {
  return toStatement(
    database.drizzle.update(organisations).set(place).where(eq(organisations.id, organisationId)),
  );
}

/*
 * The two guards against double booking stand at the end of a unit and see what it has written: where two
 * stretches of time overlap they empty a column that may not be empty, which breaks the whole unit.
 */
const overlapping = `other.starts_at_ms < visits.ends_at_ms AND visits.starts_at_ms < other.ends_at_ms
  AND other.id <> visits.id AND other.status NOT IN ('cancelled', 'not-held')`;

/** Breaks the unit with “visits.status” when the visit's class has another visit at that time. */
export function refuseBusyClass(visitId: string): Statement {
  return {
    sql: `UPDATE visits SET status = NULL WHERE id = ? AND EXISTS (
      SELECT 1 FROM visits AS other WHERE other.class_id = visits.class_id AND ${overlapping})`,
    args: [visitId],
  };
}

/** Breaks the unit with “visit_crew.role” when one of the visit's crew is in another's at that time. */
export function refuseBusyCrew(visitId: string): Statement {
  return {
    sql: `UPDATE visit_crew SET role = NULL WHERE visit_id = ? AND EXISTS (
      SELECT 1 FROM visit_crew AS elsewhere
      JOIN visits AS other ON other.id = elsewhere.visit_id
      JOIN visits ON visits.id = visit_crew.visit_id
      WHERE elsewhere.account_id = visit_crew.account_id AND ${overlapping})`,
    args: [visitId],
  };
}
