import { and, desc, eq, inArray, isNull } from 'drizzle-orm';

import type { PackRows, PackTable } from '#domain/visit-pack.ts';

import { toStatement, type Database, type Statement } from '../database.ts';
import {
  accounts,
  assignments,
  classes,
  classGrants,
  memberships,
  organisations,
  seats,
  testSittings,
  visitCrew,
  visitHosts,
  visitPacks,
  visits,
  volunteerGates,
} from '../schema/index.ts';
import type { VisitRow } from './visits.ts';

export type PackRow = typeof visitPacks.$inferSelect;

export async function findPack(database: Database, id: string): Promise<PackRow | undefined> {
  return database.drizzle.select().from(visitPacks).where(eq(visitPacks.id, id)).get();
}

/** Packs of a visit, the latest first. */
export async function listPacks(database: Database, visitId: string): Promise<PackRow[]> {
  return database.drizzle
    .select()
    .from(visitPacks)
    .where(eq(visitPacks.visitId, visitId))
    .orderBy(desc(visitPacks.madeAtMs));
}

export function insertPack(database: Database, row: typeof visitPacks.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visitPacks).values(row));
}

/**
 * What a laptop needs of a visit of a class. Left behind: passwords, pictures, codes, what pupils did, and the
 * addresses of adults who are not of the crew.
 */
export async function readPackRows(
  database: Database,
  visit: VisitRow,
  classId: string,
  carrierId: string,
): Promise<PackRows> {
  const db = database.drizzle;
  const [itsClass, crew, grants] = await Promise.all([
    db.select().from(classes).where(eq(classes.id, classId)),
    db.select().from(visitCrew).where(eq(visitCrew.visitId, visit.id)),
    db.select().from(classGrants).where(eq(classGrants.visitId, visit.id)),
  ]);
  const mates = new Set([carrierId, ...crew.map(({ accountId }) => accountId)]);
  const others = [
    ...[visit.createdByAccountId, visit.teacherAccountId, itsClass[0]?.ownerAccountId],
    ...grants.map(({ createdByAccountId }) => createdByAccountId),
  ];
  const people = [...new Set([...mates, ...others.filter((one) => typeof one === 'string')])];
  const places = [visit.bankId, visit.schoolId, itsClass[0]?.organisationId].filter(
    (one) => typeof one === 'string',
  );
  const [itsPeople, itsPlaces, itsMemberships, itsSeats, itsAssignments, hosts, sittings, gates] =
    await Promise.all([
      db.select().from(accounts).where(inArray(accounts.id, people)),
      db.select().from(organisations).where(inArray(organisations.id, places)),
      db
        .select()
        .from(memberships)
        .where(and(inArray(memberships.accountId, people), inArray(memberships.organisationId, places))),
      db
        .select({ id: seats.id, classId: seats.classId, number: seats.number })
        .from(seats)
        .where(eq(seats.classId, classId)),
      db
        .select()
        .from(assignments)
        .where(and(eq(assignments.classId, classId), isNull(assignments.removedAtMs))),
      db.select().from(visitHosts).where(eq(visitHosts.visitId, visit.id)),
      db.select().from(testSittings).where(eq(testSittings.visitId, visit.id)),
      db
        .select()
        .from(volunteerGates)
        .where(
          and(inArray(volunteerGates.accountId, [...mates]), eq(volunteerGates.bankId, visit.bankId ?? '')),
        ),
    ]);
  return {
    organisations: itsPlaces,
    accounts: itsPeople.map(({ id, email, displayName, createdAtMs }) => ({
      id,
      email: mates.has(id) ? email : `${id}@offline.invalid`,
      displayName,
      createdAtMs,
    })),
    memberships: itsMemberships,
    classes: itsClass.map(
      ({ code: _code, codeExpiresAtMs: _expires, joinOpenUntilMs: _open, ...rest }) => rest,
    ),
    seats: itsSeats.sort((one, other) => one.number - other.number),
    assignments: itsAssignments,
    visits: [visit].map(({ id, ...rest }) => ({ id, ...rest })),
    visitHosts: hosts,
    visitCrew: crew,
    classGrants: grants.filter(({ accountId }) => mates.has(accountId)),
    volunteerGates: gates,
    testSittings: sittings,
  };
}

const tables = {
  organisations,
  accounts,
  memberships,
  classes,
  seats,
  assignments,
  visits,
  visitHosts,
  visitCrew,
  classGrants,
  volunteerGates,
  testSittings,
} as const satisfies Record<PackTable, unknown>;

/** The rows of a pack on a laptop; those that stand there stay as they are. Parents come before their children. */
export function insertPackRows(database: Database, rows: PackRows): Statement[] {
  return (Object.keys(tables) as PackTable[]).flatMap((name) =>
    rows[name].map((row) =>
      // The seal says that these are the rows that a server read from the very same tables.
      toStatement(
        database.drizzle
          .insert(tables[name])
          .values(row as never)
          .onConflictDoNothing(),
      ),
    ),
  );
}

/** Gives a grant of a pack other times. */
export function setGrantTimes(
  database: Database,
  grantId: string,
  fromMs: number,
  untilMs: number,
): Statement {
  return toStatement(
    database.drizzle.update(classGrants).set({ fromMs, untilMs }).where(eq(classGrants.id, grantId)),
  );
}

/**
 * Claims the one hand-in of a pack. A pack that was handed in has no moment for it, which the column refuses, and
 * with it the unit; another pack of the visit breaks the index of one hand-in a visit.
 */
export function claimHandIn(packId: string, hash: string, outcome: unknown, nowMs: number): Statement {
  return {
    sql: `UPDATE visit_packs SET
  made_at_ms = CASE WHEN handed_in_at_ms IS NULL THEN made_at_ms END,
  handed_in_hash = ?, handed_in_at_ms = ?,
  outcome = json_set(?, '$.seqBefore', (SELECT coalesce(max(seq), 0) FROM learning_events))
WHERE id = ?`,
    args: [hash, nowMs, JSON.stringify(outcome), packId],
  };
}

/** Counts what the hand-in kept, at the end of its unit. */
export function countHandIn(packId: string, classId: string): Statement {
  const since = "class_id = ?1 AND seq > json_extract(outcome, '$.seqBefore')";
  return {
    sql: `UPDATE visit_packs SET outcome = json_set(outcome,
  '$.events', (SELECT count(*) FROM learning_events WHERE ${since}),
  '$.repeated', (SELECT count(*) FROM learning_events WHERE ${since} AND kind = 'live-repeated'))
WHERE id = ?2`,
    args: [classId, packId],
  };
}
