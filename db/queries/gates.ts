import { and, count, desc, eq, gt, gte, inArray, lt, sql, sum } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import {
  accounts,
  classGrants,
  courseAttempts,
  memberships,
  visitCrew,
  visits,
  volunteerGates,
} from '../schema/index.ts';

export type GateRow = typeof volunteerGates.$inferSelect;
type GateColumns = Partial<Omit<GateRow, 'accountId' | 'bankId'>>;

/** How far a volunteer came with one bank; undefined for who never began. */
export async function findGate(
  database: Database,
  accountId: string,
  bankId: string,
): Promise<GateRow | undefined> {
  return database.drizzle
    .select()
    .from(volunteerGates)
    .where(and(eq(volunteerGates.accountId, accountId), eq(volunteerGates.bankId, bankId)))
    .get();
}

/** The gates of one person, one for each bank. */
export async function listGatesTo(database: Database, accountId: string): Promise<GateRow[]> {
  return database.drizzle.select().from(volunteerGates).where(eq(volunteerGates.accountId, accountId));
}

/** Somebody who goes into classes for a bank: a volunteer or a coordinator, with their gate if they began. */
export interface BankPerson {
  readonly account: typeof accounts.$inferSelect;
  readonly role: 'volunteer' | 'coordinator';
  readonly gate: GateRow | null;
}

/** Everyone of a bank by name; who both volunteers and coordinates stands there once for each. */
export async function listPeopleOfBank(database: Database, bankId: string): Promise<BankPerson[]> {
  const rows = await database.drizzle
    .select({ account: accounts, role: memberships.role, gate: volunteerGates })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .leftJoin(
      volunteerGates,
      and(eq(volunteerGates.accountId, accounts.id), eq(volunteerGates.bankId, memberships.organisationId)),
    )
    .where(
      and(eq(memberships.organisationId, bankId), inArray(memberships.role, ['volunteer', 'coordinator'])),
    )
    .orderBy(accounts.displayName, accounts.id);
  return rows.flatMap(({ account, role, gate }) =>
    role === 'volunteer' || role === 'coordinator' ? [{ account, role, gate }] : [],
  );
}

/** Writes the columns given and leaves the others as they are. */
export function setGate(
  database: Database,
  accountId: string,
  bankId: string,
  columns: GateColumns,
): Statement {
  return toStatement(
    database.drizzle
      .insert(volunteerGates)
      .values({ accountId, bankId, ...columns })
      .onConflictDoUpdate({ target: [volunteerGates.accountId, volunteerGates.bankId], set: columns }),
  );
}

/** Ends every access to a class that somebody has or will have beyond a moment; the rows stay as a record. */
export function endGrantsOf(
  database: Database,
  accountId: string,
  nowMs: number,
  beyondMs: number = nowMs,
): Statement {
  return toStatement(
    database.drizzle
      .update(classGrants)
      .set({ untilMs: nowMs })
      .where(and(eq(classGrants.accountId, accountId), gt(classGrants.untilMs, beyondMs))),
  );
}

export type CourseAttemptRow = typeof courseAttempts.$inferSelect;

export function insertCourseAttempt(database: Database, row: typeof courseAttempts.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(courseAttempts).values(row));
}

export async function findLastCourseAttempt(
  database: Database,
  accountId: string,
): Promise<CourseAttemptRow | undefined> {
  return database.drizzle
    .select()
    .from(courseAttempts)
    .where(eq(courseAttempts.accountId, accountId))
    .orderBy(desc(courseAttempts.atMs), desc(courseAttempts.id))
    .limit(1)
    .get();
}

/** How often each of these people took a version of the course, and the most that they had right. */
export async function listCourseGoes(
  database: Database,
  accountIds: readonly string[],
  courseVersion: string,
): Promise<ReadonlyMap<string, { readonly goes: number; readonly best: number }>> {
  if (accountIds.length === 0) return new Map();
  const rows = await database.drizzle
    .select({
      accountId: courseAttempts.accountId,
      goes: count(),
      best: sql<number>`max(${courseAttempts.right})`,
    })
    .from(courseAttempts)
    .where(
      and(
        inArray(courseAttempts.accountId, [...accountIds]),
        eq(courseAttempts.courseVersion, courseVersion),
      ),
    )
    .groupBy(courseAttempts.accountId);
  return new Map(rows.map(({ accountId, goes, best }) => [accountId, { goes, best }]));
}

/** Somebody's service for a bank in a stretch of time: visits that were held, and the minutes of them. */
export interface Service {
  readonly visits: number;
  readonly minutes: number;
}

const heldStatuses = ['held', 'reported'] as const;

export async function listServiceFor(
  database: Database,
  bankId: string,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<ReadonlyMap<string, Service>> {
  const rows = await database.drizzle
    .select({ accountId: visitCrew.accountId, visits: count(), minutes: sum(visits.minutes) })
    .from(visits)
    .innerJoin(visitCrew, eq(visitCrew.visitId, visits.id))
    .where(
      and(
        eq(visits.bankId, bankId),
        inArray(visits.status, [...heldStatuses]),
        gte(visits.startsAtMs, fromMs),
        lt(visits.startsAtMs, untilMs),
      ),
    )
    .groupBy(visitCrew.accountId);
  return new Map(
    rows.map((row) => [row.accountId, { visits: row.visits, minutes: Number(row.minutes ?? 0) }]),
  );
}

/** How many agreed visits of a bank still need each person. */
export async function countComingVisits(
  database: Database,
  bankId: string,
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.drizzle
    .select({ accountId: visitCrew.accountId, visits: count() })
    .from(visits)
    .innerJoin(visitCrew, eq(visitCrew.visitId, visits.id))
    .where(and(eq(visits.bankId, bankId), eq(visits.status, 'agreed'), gte(visits.startsAtMs, nowMs)))
    .groupBy(visitCrew.accountId);
  return new Map(rows.map(({ accountId, visits: coming }) => [accountId, coming]));
}
