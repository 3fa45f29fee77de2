import { and, desc, eq, gte, isNull } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { classes, liveEvents, liveSessions } from '../schema/index.ts';

export type LiveSessionRow = typeof liveSessions.$inferSelect;
export type LiveEventRow = typeof liveEvents.$inferSelect;

export async function findLiveSession(database: Database, id: string): Promise<LiveSessionRow | undefined> {
  return database.drizzle.select().from(liveSessions).where(eq(liveSessions.id, id)).get();
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
  next: Pick<LiveSessionRow, 'version' | 'state' | 'endedAtMs'>,
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
