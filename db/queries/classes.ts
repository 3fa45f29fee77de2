import { and, count, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, assignments, classes, classGrants, memberships, seats } from '../schema/index.ts';
import { preparedOnce } from './prepared-once.ts';

export type ClassRow = typeof classes.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;

/** A class with how many of its pupils' seats were ever taken. */
export interface ClassWithClaims extends ClassRow {
  readonly claimedSeats: number;
}

/** Asked at every page of a class and every device at the door of a room. */
const classById = preparedOnce((database) =>
  database.drizzle
    .select()
    .from(classes)
    .where(eq(classes.id, sql.placeholder('classId')))
    .prepare(),
);

export async function findClass(database: Database, classId: string): Promise<ClassRow | undefined> {
  return classById(database).get({ classId });
}

export async function listClassesOf(database: Database, ownerAccountId: string): Promise<ClassWithClaims[]> {
  const rows = await database.drizzle
    .select({ row: classes, claimedSeats: count(seats.id) })
    .from(classes)
    .leftJoin(seats, and(eq(seats.classId, classes.id), gt(seats.number, 0), isNotNull(seats.claimedAtMs)))
    .where(and(eq(classes.ownerAccountId, ownerAccountId), isNull(classes.archivedAtMs)))
    .groupBy(classes.id)
    .orderBy(desc(classes.createdAtMs), classes.name);
  return rows.map(({ row, claimedSeats }) => ({ ...row, claimedSeats }));
}

/** The class with its seats, seat 0 (the teacher's preview) included, in statements of 100 seats at most. */
export function insertClass(
  database: Database,
  row: typeof classes.$inferInsert,
  seatRows: readonly (typeof seats.$inferInsert)[],
): Statement[] {
  return [toStatement(database.drizzle.insert(classes).values(row)), ...insertSeats(database, seatRows)];
}

export function insertSeats(
  database: Database,
  seatRows: readonly (typeof seats.$inferInsert)[],
): Statement[] {
  const statements: Statement[] = [];
  for (let from = 0; from < seatRows.length; from += 100)
    statements.push(toStatement(database.drizzle.insert(seats).values(seatRows.slice(from, from + 100))));
  return statements;
}

export function setClassNameAndGrade(
  database: Database,
  classId: string,
  values: Pick<ClassRow, 'name' | 'grade'>,
): Statement[] {
  return [toStatement(database.drizzle.update(classes).set(values).where(eq(classes.id, classId)))];
}

export function setSeatCount(database: Database, classId: string, seatCount: number): Statement[] {
  return [toStatement(database.drizzle.update(classes).set({ seatCount }).where(eq(classes.id, classId)))];
}

/** Takes away the seats above a number; a seat with events breaks the unit, so that no history is lost. */
export function deleteSeatsAbove(database: Database, classId: string, lastNumber: number): Statement[] {
  return [
    toStatement(
      database.drizzle.delete(seats).where(and(eq(seats.classId, classId), gt(seats.number, lastNumber))),
    ),
  ];
}

export async function listAssignments(database: Database, classId: string): Promise<AssignmentRow[]> {
  return database.drizzle
    .select()
    .from(assignments)
    .where(and(eq(assignments.classId, classId), isNull(assignments.removedAtMs)))
    .orderBy(assignments.dueOn, assignments.createdAtMs);
}

export function insertAssignment(database: Database, row: typeof assignments.$inferInsert): Statement[] {
  return [toStatement(database.drizzle.insert(assignments).values(row))];
}

export function setAssignmentDueOn(
  database: Database,
  classId: string,
  assignmentId: string,
  dueOn: string,
): Statement[] {
  return [
    toStatement(
      database.drizzle
        .update(assignments)
        .set({ dueOn })
        .where(and(eq(assignments.id, assignmentId), eq(assignments.classId, classId))),
    ),
  ];
}

export function removeAssignment(
  database: Database,
  classId: string,
  assignmentId: string,
  now: number,
): Statement[] {
  return [
    toStatement(
      database.drizzle
        .update(assignments)
        .set({ removedAtMs: now })
        .where(and(eq(assignments.id, assignmentId), eq(assignments.classId, classId))),
    ),
  ];
}

export interface Grant {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Who else may open the class, grants that ended left out, the soonest first. */
export async function listGrants(database: Database, classId: string, now: number): Promise<Grant[]> {
  return database.drizzle
    .select({
      id: classGrants.id,
      accountId: classGrants.accountId,
      displayName: accounts.displayName,
      email: accounts.email,
      fromMs: classGrants.fromMs,
      untilMs: classGrants.untilMs,
    })
    .from(classGrants)
    .innerJoin(accounts, eq(accounts.id, classGrants.accountId))
    .where(and(eq(classGrants.classId, classId), gt(classGrants.untilMs, now)))
    .orderBy(classGrants.fromMs);
}

/** An adult who could teach as a guest: an open account with any role. */
export async function findGuest(database: Database, email: string): Promise<{ id: string } | undefined> {
  return database.drizzle
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(memberships, eq(memberships.accountId, accounts.id))
    .where(and(eq(accounts.email, email), isNull(accounts.disabledAtMs)))
    .limit(1)
    .get();
}

/** Classes an adult may open by grant: those of this moment and those that begin before `untilMs`. */
export async function listGrantedClasses(
  database: Database,
  accountId: string,
  now: number,
  untilMs: number,
): Promise<{ class: ClassRow; fromMs: number; untilMs: number }[]> {
  return database.drizzle
    .select({ class: classes, fromMs: classGrants.fromMs, untilMs: classGrants.untilMs })
    .from(classGrants)
    .innerJoin(classes, eq(classes.id, classGrants.classId))
    .where(
      and(
        eq(classGrants.accountId, accountId),
        gt(classGrants.untilMs, now),
        lte(classGrants.fromMs, untilMs),
        isNull(classes.archivedAtMs),
      ),
    )
    .orderBy(classGrants.fromMs);
}

export function insertGrant(database: Database, row: typeof classGrants.$inferInsert): Statement[] {
  return [toStatement(database.drizzle.insert(classGrants).values(row))];
}

/** Ends a grant at `now`; its row stays as a record of who had access. */
export function endGrant(database: Database, classId: string, grantId: string, now: number): Statement[] {
  return [
    toStatement(
      database.drizzle
        .update(classGrants)
        .set({ untilMs: now })
        .where(
          and(eq(classGrants.id, grantId), eq(classGrants.classId, classId), gt(classGrants.untilMs, now)),
        ),
    ),
  ];
}
