import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import type { liveSeats } from '../schema/index.ts';
import { classes, liveEvents, liveSessions } from '../schema/index.ts';
import { preparedOnce } from './prepared-once.ts';

export type LiveSessionRow = typeof liveSessions.$inferSelect;
export type LiveEventRow = typeof liveEvents.$inferSelect;

/** Every device asks it at the door of a room, and every action of a host. */
const liveSessionById = preparedOnce((database) =>
  database.drizzle
    .select()
    .from(liveSessions)
    .where(eq(liveSessions.id, sql.placeholder('id')))
    .prepare(),
);

export async function findLiveSession(database: Database, id: string): Promise<LiveSessionRow | undefined> {
  return liveSessionById(database).get({ id });
}

/** The class's runs that were not taken back, the latest first. */
export async function listLiveSessions(
  database: Database,
  classId: string,
  limit = 20,
): Promise<LiveSessionRow[]> {
  return database.drizzle
    .select()
    .from(liveSessions)
    .where(and(eq(liveSessions.classId, classId), isNull(liveSessions.voidedAtMs)))
    .orderBy(desc(liveSessions.startedAtMs))
    .limit(limit);
}

/** Runs that one adult began and nobody ended, with the name of their class. */
export async function listRunningSessionsOf(
  database: Database,
  hostAccountId: string,
): Promise<(LiveSessionRow & { className: string })[]> {
  const rows = await database.drizzle
    .select({ session: liveSessions, className: classes.name })
    .from(liveSessions)
    .innerJoin(classes, eq(classes.id, liveSessions.classId))
    .where(
      and(
        eq(liveSessions.hostAccountId, hostAccountId),
        isNull(liveSessions.endedAtMs),
        isNull(liveSessions.voidedAtMs),
      ),
    )
    .orderBy(desc(liveSessions.startedAtMs))
    .limit(10);
  return rows.map((row) => ({ ...row.session, className: row.className }));
}

export async function listLiveEvents(database: Database, liveSessionId: string): Promise<LiveEventRow[]> {
  return database.drizzle
    .select()
    .from(liveEvents)
    .where(eq(liveEvents.liveSessionId, liveSessionId))
    .orderBy(liveEvents.seq);
}

export function insertLiveSession(database: Database, row: typeof liveSessions.$inferInsert): Statement[] {
  return [toStatement(database.drizzle.insert(liveSessions).values(row))];
}

/** Adds event `version` and the session it leads to; a version already taken breaks the unit's primary key. */
export function appendLiveEvent(
  database: Database,
  event: typeof liveEvents.$inferInsert,
  next: Pick<LiveSessionRow, 'version' | 'mode' | 'state' | 'openSteps' | 'endedAtMs'>,
): Statement[] {
  return [
    toStatement(database.drizzle.insert(liveEvents).values(event)),
    toStatement(
      database.drizzle.update(liveSessions).set(next).where(eq(liveSessions.id, event.liveSessionId)),
    ),
  ];
}

/** Marks a run as taken back: it leaves the lists, its screens close. */
export function markLiveSessionVoided(database: Database, id: string, now: number): Statement[] {
  return [
    toStatement(
      database.drizzle
        .update(liveSessions)
        .set({ voidedAtMs: now })
        .where(and(eq(liveSessions.id, id), isNull(liveSessions.voidedAtMs))),
    ),
  ];
}

/** Runs that somebody may be holding a lesson with: begun since `sinceMs` and neither ended nor taken back. */
export async function countOpenLiveSessions(database: Database, sinceMs: number): Promise<number> {
  return database.drizzle.$count(
    liveSessions,
    and(
      isNull(liveSessions.endedAtMs),
      isNull(liveSessions.voidedAtMs),
      gte(liveSessions.startedAtMs, sinceMs),
    ),
  );
}

/** Whether an action of this id was kept in the session. */
export async function hasLiveAction(database: Database, id: string, actionId: string): Promise<boolean> {
  const { rows } = await database.client.execute({
    sql: 'SELECT 1 FROM live_events WHERE live_session_id = ? AND action_id = ?',
    args: [id, actionId],
  });
  return rows.length > 0;
}

/** Takes the seats out of what cards showed: their answers are in the learning log, where erasure finds them. */
export function forgetCardReads(id: string): Statement {
  return {
    sql: `UPDATE live_events SET event = json_set(event, '$.reads', json('{}'))
WHERE live_session_id = ? AND json_extract(event, '$.type') = 'cards-read'`,
    args: [id],
  };
}

/** Notes that a seat's device came in; coming back changes nothing. */
export function noteLiveSeat(row: typeof liveSeats.$inferInsert): Statement {
  return {
    sql: `INSERT INTO live_seats (live_session_id, seat_id, number, joined_at_ms) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING`,
    args: [row.liveSessionId, row.seatId, row.number, row.joinedAtMs],
  };
}

export async function hasLiveSeat(database: Database, id: string, seatId: string): Promise<boolean> {
  const { rows } = await database.client.execute({
    sql: 'SELECT 1 FROM live_seats WHERE live_session_id = ? AND seat_id = ?',
    args: [id, seatId],
  });
  return rows.length > 0;
}

/** Numbers of the seats whose devices came in, the preview left out. */
export async function listLiveSeats(database: Database, id: string): Promise<number[]> {
  const { rows } = await database.client.execute({
    sql: 'SELECT number FROM live_seats WHERE live_session_id = ? AND number > 0 ORDER BY number',
    args: [id],
  });
  return rows.map((row) => row['number'] as number);
}

/** Every answer asks it: whether its class has a room that has the question open. */
const openLiveSession = preparedOnce((database) =>
  database.drizzle
    .select()
    .from(liveSessions)
    .where(
      and(
        eq(liveSessions.classId, sql.placeholder('classId')),
        isNull(liveSessions.endedAtMs),
        isNull(liveSessions.voidedAtMs),
        gte(liveSessions.startedAtMs, sql.placeholder('sinceMs')),
      ),
    )
    .orderBy(desc(liveSessions.startedAtMs))
    .limit(1)
    .prepare(),
);

/** The session with devices that a class is in, the latest if several run. */
export async function findOpenLiveSession(
  database: Database,
  classId: string,
  sinceMs: number,
): Promise<LiveSessionRow | undefined> {
  return openLiveSession(database).get({ classId, sinceMs });
}

/** Versions of sessions by id: how a node that missed a word of another one finds out. */
export async function listLiveVersions(
  database: Database,
  ids: readonly string[],
): Promise<readonly Pick<LiveSessionRow, 'id' | 'version' | 'voidedAtMs'>[]> {
  return database.drizzle
    .select({ id: liveSessions.id, version: liveSessions.version, voidedAtMs: liveSessions.voidedAtMs })
    .from(liveSessions)
    .where(inArray(liveSessions.id, [...ids]))
    .orderBy(asc(liveSessions.id));
}
