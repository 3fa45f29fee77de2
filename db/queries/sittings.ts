import { and, desc, eq, gt, inArray } from 'drizzle-orm';

import { sameSittingMs, type SittingPurpose } from '#domain/sitting.ts';

import type { Database, Statement } from '../database.ts';
import { testSittings, visits } from '../schema/index.ts';

export type SittingRow = typeof testSittings.$inferSelect;

/** How far a class is with a sitting, in seats. */
export interface SittingCounts {
  /** Seats that answered every item of their form. */
  readonly done: number;
  /** Seats that answered some and not all. */
  readonly begun: number;
}

/**
 * Opens a sitting and closes what else is open in the class. The same test of the same visit, or without a
 * visit of the same week, is opened again and is no second sitting.
 */
export function openSitting(sitting: SittingRow): readonly Statement[] {
  const { id, classId, moduleId, purpose, visitId, openedByAccountId, openedAtMs, closesAtMs } = sitting;
  const same = `class_id = ? AND module_id = ? AND purpose = ? AND visit_id IS ?
  AND (visit_id IS NOT NULL OR opened_at_ms > ?)`;
  const sameArgs = [classId, moduleId, purpose, visitId, openedAtMs - sameSittingMs];
  return [
    {
      sql: 'UPDATE test_sittings SET closes_at_ms = ? WHERE class_id = ? AND closes_at_ms > ?',
      args: [openedAtMs, classId, openedAtMs],
    },
    {
      sql: `INSERT INTO test_sittings
  (id, class_id, module_id, purpose, visit_id, opened_by_account_id, opened_at_ms, closes_at_ms)
SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM test_sittings WHERE ${same})`,
      args: [id, classId, moduleId, purpose, visitId, openedByAccountId, openedAtMs, closesAtMs, ...sameArgs],
    },
    { sql: `UPDATE test_sittings SET closes_at_ms = ? WHERE ${same}`, args: [closesAtMs, ...sameArgs] },
  ];
}

export function closeSitting(classId: string, id: string, nowMs: number): Statement {
  return {
    sql: 'UPDATE test_sittings SET closes_at_ms = ? WHERE id = ? AND class_id = ? AND closes_at_ms > ?',
    args: [nowMs, id, classId, nowMs],
  };
}

export async function findSitting(database: Database, id: string): Promise<SittingRow | undefined> {
  return database.drizzle.select().from(testSittings).where(eq(testSittings.id, id)).get();
}

/** The sitting whose answers are taken from a class at this moment. */
export async function findOpenSitting(
  database: Database,
  classId: string,
  nowMs: number,
): Promise<SittingRow | undefined> {
  return database.drizzle
    .select()
    .from(testSittings)
    .where(and(eq(testSittings.classId, classId), gt(testSittings.closesAtMs, nowMs)))
    .orderBy(desc(testSittings.openedAtMs))
    .get();
}

export async function listSittings(
  database: Database,
  classId: string,
): Promise<readonly (SittingRow & SittingCounts)[]> {
  const [sittings, { rows }] = await Promise.all([
    database.drizzle
      .select()
      .from(testSittings)
      .where(eq(testSittings.classId, classId))
      .orderBy(desc(testSittings.openedAtMs)),
    database.client.execute({ sql: countSeats, args: [classId] }),
  ]);
  const counts = new Map(rows.map((row) => [row['sitting_id'], row]));
  return sittings.map((sitting) => {
    const row = counts.get(sitting.id);
    return { ...sitting, done: Number(row?.['done'] ?? 0), begun: Number(row?.['begun'] ?? 0) };
  });
}

const countSeats = `SELECT sitting_id, sum(answered >= of_count) AS done, sum(answered < of_count) AS begun FROM (
  SELECT sitting_id, count(*) AS answered, max(json_extract(detail, '$.of')) AS of_count FROM learning_events
  WHERE sitting_id IN (SELECT id FROM test_sittings WHERE class_id = ?) AND sitting_id IS NOT NULL
    AND counted = 1 AND voided_by_seq IS NULL GROUP BY sitting_id, seat_id
) GROUP BY sitting_id`;

/** What one counted seat made of a whole form in a sitting. */
export interface SittingResult {
  readonly purpose: SittingPurpose;
  readonly classId: string;
  readonly seatId: string;
  readonly right: number;
  readonly of: number;
  readonly misconceptions: readonly string[];
}

/** The seats that answered every item of their form, in the sittings of a visit's module. */
export async function listVisitResults(
  database: Database,
  visitId: string,
  moduleId: string,
): Promise<readonly SittingResult[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT sitting.purpose, event.class_id, event.seat_id, sum(event.mark = 'right') AS right_count,
  max(json_extract(event.detail, '$.of')) AS of_count,
  json_group_array(event.misconception) FILTER (WHERE event.misconception IS NOT NULL) AS beliefs
FROM test_sittings AS sitting JOIN learning_events AS event ON event.sitting_id = sitting.id
WHERE sitting.visit_id = ? AND sitting.module_id = ? AND event.sitting_id IS NOT NULL
  AND event.counted = 1 AND event.voided_by_seq IS NULL
GROUP BY sitting.id, event.seat_id HAVING count(*) >= of_count ORDER BY event.seat_id`,
    args: [visitId, moduleId],
  });
  return rows.map((row) => ({
    purpose: row['purpose'] as SittingPurpose,
    classId: row['class_id'] as string,
    seatId: row['seat_id'] as string,
    right: row['right_count'] as number,
    of: row['of_count'] as number,
    misconceptions: [...new Set(JSON.parse((row['beliefs'] as string | null) ?? '[]') as string[])],
  }));
}

/** A class's visits whose test could be sat: agreed, held or reported, the latest first. */
export async function listTestableVisits(
  database: Database,
  classId: string,
  sinceMs: number,
): Promise<readonly TestableVisit[]> {
  return database.drizzle
    .select({
      id: visits.id,
      day: visits.day,
      status: visits.status,
      lessonId: visits.lessonId,
      startsAtMs: visits.startsAtMs,
      endsAtMs: visits.endsAtMs,
    })
    .from(visits)
    .where(
      and(
        eq(visits.classId, classId),
        inArray(visits.status, ['agreed', 'held', 'reported']),
        gt(visits.endsAtMs, sinceMs),
      ),
    )
    .orderBy(desc(visits.startsAtMs));
}

export type TestableVisit = Pick<
  typeof visits.$inferSelect,
  'id' | 'day' | 'status' | 'lessonId' | 'startsAtMs' | 'endsAtMs'
>;
