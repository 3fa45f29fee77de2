import type { InValue } from '@libsql/client';
import { asc, eq, sql } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import type { ActivityRow } from './ledger.ts';
import { activities, reportCorrections, visitReports, visits } from '../schema/index.ts';

export type ReportRow = typeof visitReports.$inferSelect;
export type CorrectionRow = typeof reportCorrections.$inferSelect;

export async function findReport(database: Database, visitId: string): Promise<ReportRow | undefined> {
  return database.drizzle.select().from(visitReports).where(eq(visitReports.visitId, visitId)).get();
}

/** In the order in which they were published. */
export async function listCorrections(database: Database, visitId: string): Promise<CorrectionRow[]> {
  return database.drizzle
    .select()
    .from(reportCorrections)
    .where(eq(reportCorrections.visitId, visitId))
    .orderBy(asc(reportCorrections.publishedAtMs), sql`rowid`);
}

/** The report's first row; a second one for the same visit breaks its unit. */
export function insertReport(database: Database, row: typeof visitReports.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visitReports).values(row));
}

/**
 * Breaks its unit unless the report stands at this version, unsigned or signed as expected: a row with the
 * same key is added again exactly when it does not.
 */
export function onlyReportAt(visitId: string, version: number, isSigned: boolean): Statement {
  return {
    sql: `INSERT INTO visit_reports (visit_id, version, typed)
SELECT visit_id, version, typed FROM visit_reports
WHERE visit_id = ? AND (version <> ? OR (signed_at_ms IS NOT NULL) <> ?)`,
    args: [visitId, version, isSigned ? 1 : 0],
  };
}

export function updateReport(
  database: Database,
  visitId: string,
  columns: Partial<Omit<ReportRow, 'visitId'>>,
): Statement {
  return toStatement(
    database.drizzle.update(visitReports).set(columns).where(eq(visitReports.visitId, visitId)),
  );
}

export function insertCorrection(database: Database, row: typeof reportCorrections.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(reportCorrections).values(row));
}

export function markVisitReported(database: Database, visitId: string): Statement {
  return toStatement(
    database.drizzle.update(visits).set({ status: 'reported' }).where(eq(visits.id, visitId)),
  );
}

/** The row of the ledger that signing the visit's report appended. */
export async function findVisitActivity(
  database: Database,
  visitId: string,
): Promise<ActivityRow | undefined> {
  return database.drizzle.select().from(activities).where(eq(activities.visitId, visitId)).get();
}

const otherCounted = `SELECT activities.id FROM activities JOIN visits ON visits.id = activities.visit_id
WHERE activities.bank_id = ? AND activities.counts = 1 AND visits.class_id = ? AND visits.day = ? AND visits.id <> ?`;

interface ClassDay {
  readonly visitId: string;
  readonly bankId: string;
  readonly classId: string;
  readonly day: string;
}

const placeOf = ({ bankId, classId, day, visitId }: ClassDay): InValue[] => [bankId, classId, day, visitId];

/** Whether the bank's ledger counts another visit to that class on that day. */
export async function isAnotherCounted(database: Database, at: ClassDay): Promise<boolean> {
  const { rows } = await database.client.execute({ sql: `${otherCounted} LIMIT 1`, args: placeOf(at) });
  return rows.length > 0;
}

/** Breaks its unit when the ledger counts another visit to that class on that day. */
export function onlyOneCounted(at: ClassDay): Statement {
  return {
    sql: `INSERT INTO activities SELECT * FROM activities WHERE id IN (${otherCounted})`,
    args: placeOf(at),
  };
}

/** A lesson that was run and ended in a visit. */
export interface VisitLesson {
  readonly lessonId: string;
  readonly mode: 'devices' | 'one-screen' | 'cards' | 'hand-count' | 'home';
  readonly state: unknown;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

const endedSessions = `SELECT id FROM live_sessions
WHERE visit_id = ? AND ended_at_ms IS NOT NULL AND voided_at_ms IS NULL`;

export async function listVisitLessons(database: Database, visitId: string): Promise<VisitLesson[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT lesson_id, mode, state, started_at_ms, ended_at_ms FROM live_sessions
WHERE id IN (${endedSessions}) ORDER BY started_at_ms, id`,
    args: [visitId],
  });
  return rows.map((row) => ({
    lessonId: row['lesson_id'] as string,
    mode: row['mode'] as VisitLesson['mode'],
    state: JSON.parse(row['state'] as string) as unknown,
    startedAtMs: row['started_at_ms'] as number,
    endedAtMs: row['ended_at_ms'] as number,
  }));
}

/** Different seats whose devices came in or that answered by device or card; the preview is none. */
export async function countVisitSeats(database: Database, visitId: string): Promise<number> {
  const { rows } = await database.client.execute({
    sql: `SELECT count(*) AS seats FROM (
SELECT seat_id FROM live_seats WHERE number > 0 AND live_session_id IN (${endedSessions})
UNION
SELECT seat_id FROM learning_events WHERE live_session_id IN (${endedSessions})
AND seat_id IS NOT NULL AND counted = 1 AND voided_by_seq IS NULL)`,
    args: [visitId, visitId],
  });
  return rows[0]?.['seats'] as number;
}

/** An answer of a seat, or a count of hands by option, as the room gave it. */
export interface RoomAnswer {
  readonly liveSessionId: string;
  readonly questionId: string;
  readonly misconception: string | null;
  readonly count: number;
  readonly isHands: boolean;
}

/** First tries of seats and counts of hands in the visit's lessons; teams' answers are no pupils'. */
export async function listRoomAnswers(database: Database, visitId: string): Promise<RoomAnswer[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT live_session_id, question_id, misconception, 1 AS count, 0 AS is_hands FROM learning_events
WHERE live_session_id IN (${endedSessions}) AND kind = 'question-answered' AND counted = 1
AND voided_by_seq IS NULL AND try_number = 1
UNION ALL
SELECT live_session_id, question_id, json_extract(tally.value, '$.misconception'), json_extract(tally.value, '$.count'), 1
FROM learning_events, json_each(learning_events.detail, '$.tallies') AS tally
WHERE live_session_id IN (${endedSessions}) AND kind = 'hand-counted' AND voided_by_seq IS NULL`,
    args: [visitId, visitId],
  });
  return rows.map((row) => ({
    liveSessionId: row['live_session_id'] as string,
    questionId: row['question_id'] as string,
    misconception: row['misconception'] as string | null,
    count: row['count'] as number,
    isHands: row['is_hands'] === 1,
  }));
}

/** The lists of faces that devices chose on the way out, one text a seat. */
export async function listFacesFelt(database: Database, visitId: string): Promise<string[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT chosen FROM learning_events WHERE live_session_id IN (${endedSessions})
AND kind = 'faces-felt' AND counted = 1 AND voided_by_seq IS NULL`,
    args: [visitId],
  });
  return rows.map((row) => (row['chosen'] as string | null) ?? '');
}

/** Hashes of the catalogues that the visit's events were made with. */
export async function listContentHashes(database: Database, visitId: string): Promise<string[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT DISTINCT content_hash FROM learning_events WHERE live_session_id IN (${endedSessions})
AND kind <> 'voided' ORDER BY content_hash`,
    args: [visitId],
  });
  return rows.map((row) => row['content_hash'] as string);
}
