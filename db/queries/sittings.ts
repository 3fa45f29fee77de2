import type { SittingPurpose } from '#domain/sitting.ts';

import type { Database } from '../database.ts';
import type { testSittings } from '../schema/index.ts';

export type SittingRow = typeof testSittings.$inferSelect;

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
