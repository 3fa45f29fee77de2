import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { classes, seatLocks, seats } from '../schema/index.ts';

export type SeatRow = typeof seats.$inferSelect;
export type ClassRow = typeof classes.$inferSelect;
export type SeatLockRow = typeof seatLocks.$inferSelect;

export async function findClassByCode(database: Database, code: string): Promise<ClassRow | undefined> {
  return database.drizzle
    .select()
    .from(classes)
    .where(and(eq(classes.code, code), isNull(classes.archivedAtMs)))
    .get();
}

/** The seats of a class in the order of their numbers, seat 0 included. */
export async function listSeats(database: Database, classId: string): Promise<SeatRow[]> {
  return database.drizzle.select().from(seats).where(eq(seats.classId, classId)).orderBy(asc(seats.number));
}

export async function findSeat(
  database: Database,
  classId: string,
  number: number,
): Promise<SeatRow | undefined> {
  return database.drizzle
    .select()
    .from(seats)
    .where(and(eq(seats.classId, classId), eq(seats.number, number)))
    .get();
}

export async function findSeatByLongCode(
  database: Database,
  longCodeHash: string,
): Promise<{ seat: SeatRow; class: ClassRow } | undefined> {
  return database.drizzle
    .select({ seat: seats, class: classes })
    .from(seats)
    .innerJoin(classes, eq(classes.id, seats.classId))
    .where(and(eq(seats.longCodeHash, longCodeHash), gt(seats.number, 0), isNull(classes.archivedAtMs)))
    .get();
}

/** Sets a seat's pictures for the first time: touches one row for the first pupil, none for a second. */
export function claimSeat(
  database: Database,
  seatId: string,
  values: { pictureHmac: string; character: string | null; claimedAtMs: number },
): Statement {
  return toStatement(
    database.drizzle
      .update(seats)
      .set(values)
      .where(and(eq(seats.id, seatId), isNull(seats.pictureHmac))),
  );
}

export function setSeatCharacter(database: Database, seatId: string, character: string): Statement {
  return toStatement(database.drizzle.update(seats).set({ character }).where(eq(seats.id, seatId)));
}

/** Forgets a seat's pictures; what the seat learned stays. */
export function forgetSeatPictures(database: Database, seatId: string): Statement {
  return toStatement(database.drizzle.update(seats).set({ pictureHmac: null }).where(eq(seats.id, seatId)));
}

export function renewSeatLongCode(
  database: Database,
  seatId: string,
  values: { longCodeVersion: number; longCodeHash: string },
): Statement {
  return toStatement(database.drizzle.update(seats).set(values).where(eq(seats.id, seatId)));
}

/**
 * Counts a try at a seat's pictures before it is checked, so that tries sent at once cannot pass the limit
 * together. Touches no row when the device has used up its tries, or all devices those of the seat.
 */
export function countTry(attempt: {
  seatId: string;
  deviceId: string;
  atMs: number;
  perDevice: number;
  perSeat: number;
}): Statement {
  const { seatId, deviceId, atMs, perDevice, perSeat } = attempt;
  return {
    sql: `INSERT INTO seat_locks (seat_id, device_id, failures, last_failure_at_ms, locked_at_ms)
      SELECT ?, ?, 1, ?, NULL
      WHERE (SELECT coalesce(sum(failures), 0) FROM seat_locks WHERE seat_id = ?) < ?
      ON CONFLICT (seat_id, device_id) DO UPDATE SET
        failures = failures + 1,
        last_failure_at_ms = excluded.last_failure_at_ms,
        locked_at_ms = CASE WHEN failures + 1 >= ? THEN excluded.last_failure_at_ms END
      WHERE failures < ?`,
    args: [seatId, deviceId, atMs, seatId, perSeat, perDevice, perDevice],
  };
}

/** Forgets the wrong tries at one seat, or those of one device at it. */
export function forgetTries(database: Database, seatId: string, deviceId?: string): Statement {
  const atSeat = eq(seatLocks.seatId, seatId);
  return toStatement(
    database.drizzle
      .delete(seatLocks)
      .where(deviceId === undefined ? atSeat : and(atSeat, eq(seatLocks.deviceId, deviceId))),
  );
}

export function forgetTriesInClass(database: Database, classId: string): Statement {
  const ofClass = database.drizzle.select({ id: seats.id }).from(seats).where(eq(seats.classId, classId));
  return toStatement(database.drizzle.delete(seatLocks).where(inArray(seatLocks.seatId, ofClass)));
}

export async function listSeatLocks(database: Database, classId: string): Promise<SeatLockRow[]> {
  const rows = await database.drizzle
    .select({ lock: seatLocks })
    .from(seatLocks)
    .innerJoin(seats, eq(seats.id, seatLocks.seatId))
    .where(eq(seats.classId, classId));
  return rows.map((row) => row.lock);
}

/** How many devices are signed in at each seat: seat id → count. */
export async function countOpenSeats(
  database: Database,
  classId: string,
  nowMs: number,
): Promise<Map<string, number>> {
  const rows = await database.drizzle.all<{ id: string; devices: number }>(
    sql`SELECT s.id AS id, count(*) AS devices FROM auth_sessions a JOIN seats s ON s.id = a.principal_id
        WHERE a.principal_kind = 'seat' AND s.class_id = ${classId} AND a.expires_at_ms > ${nowMs} GROUP BY s.id`,
  );
  return new Map(rows.map((row) => [row.id, row.devices]));
}

/** Opens the join window until a moment, or closes it (null). */
export function setJoinWindow(database: Database, classId: string, untilMs: number | null): Statement {
  return toStatement(
    database.drizzle.update(classes).set({ joinOpenUntilMs: untilMs }).where(eq(classes.id, classId)),
  );
}

export function setClassCode(
  database: Database,
  classId: string,
  values: { code: string; codeExpiresAtMs: number },
): Statement {
  return toStatement(database.drizzle.update(classes).set(values).where(eq(classes.id, classId)));
}
