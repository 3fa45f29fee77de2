import { and, desc, eq, inArray, isNull } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, conductReports, visitChecks } from '../schema/index.ts';

export type ConductReportRow = typeof conductReports.$inferSelect;

export function insertConductReport(database: Database, row: typeof conductReports.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(conductReports).values(row));
}

/** The reports on a visit, the last one first. */
export async function listConductReports(
  database: Database,
  visitId: string,
): Promise<(ConductReportRow & { readonly byName: string })[]> {
  const rows = await database.drizzle
    .select({ report: conductReports, byName: accounts.displayName })
    .from(conductReports)
    .innerJoin(accounts, eq(accounts.id, conductReports.byAccountId))
    .where(eq(conductReports.visitId, visitId))
    .orderBy(desc(conductReports.atMs), desc(conductReports.id));
  return rows.map(({ report, byName }) => ({ ...report, byName }));
}

/** Says more about a report that is still open. */
export function setConductNote(database: Database, reportId: string, note: string): Statement {
  return toStatement(
    database.drizzle
      .update(conductReports)
      .set({ note })
      .where(and(eq(conductReports.id, reportId), isNull(conductReports.closedAtMs))),
  );
}

/** Closes a report once; touches no row when it is closed already. */
export function closeConductReport(
  database: Database,
  reportId: string,
  closed: { readonly resolution: string; readonly closedByAccountId: string; readonly closedAtMs: number },
): Statement {
  return toStatement(
    database.drizzle
      .update(conductReports)
      .set(closed)
      .where(and(eq(conductReports.id, reportId), isNull(conductReports.closedAtMs))),
  );
}

export interface VisitTick {
  readonly item: string;
  readonly byName: string;
  readonly atMs: number;
}

/** The lines of a visit's checklists that were ticked. */
export async function listVisitTicks(database: Database, visitId: string): Promise<VisitTick[]> {
  return database.drizzle
    .select({ item: visitChecks.item, byName: accounts.displayName, atMs: visitChecks.atMs })
    .from(visitChecks)
    .innerJoin(accounts, eq(accounts.id, visitChecks.byAccountId))
    .where(eq(visitChecks.visitId, visitId));
}

/** Ticks lines; one that is ticked keeps who ticked it first. */
export function insertVisitTicks(
  database: Database,
  ticks: readonly (typeof visitChecks.$inferInsert)[],
): Statement[] {
  if (ticks.length === 0) return [];
  return [
    toStatement(
      database.drizzle
        .insert(visitChecks)
        .values([...ticks])
        .onConflictDoNothing(),
    ),
  ];
}

export function deleteVisitTicks(database: Database, visitId: string, items: readonly string[]): Statement[] {
  if (items.length === 0) return [];
  return [
    toStatement(
      database.drizzle
        .delete(visitChecks)
        .where(and(eq(visitChecks.visitId, visitId), inArray(visitChecks.item, [...items]))),
    ),
  ];
}
