import type { Database } from '#db/database.ts';
import { deleteEventsOfClass, deleteEventsOfSeat, findClassOfSeat } from '#db/queries/learning-events.ts';
import { dropOrphanRows, sumAnew } from '#db/queries/projections.ts';

import { writeAll } from './voiding.server.ts';

/** What was erased and when, as it is noted outside the database and applied again at a restore. */
export interface ErasedLearning {
  readonly kind: 'seat' | 'class' | 'account';
  readonly id: string;
  /** Events up to this moment go; a pupil who took the seat later keeps what they did. */
  readonly atMs: number;
}

/**
 * Deletes what seats or classes did, runs of games with it, and sums their classes anew. The caller has noted
 * the erasure outside the database before, so that a restore repeats it. Erasing twice changes nothing.
 */
export async function eraseLearning(database: Database, erased: readonly ErasedLearning[]): Promise<void> {
  for (const { kind, id, atMs } of erased) {
    if (kind === 'class') {
      await writeAll(database, [...deleteEventsOfClass(id, atMs), ...sumAnew(id), ...dropOrphanRows]);
    }
    const classId = kind === 'seat' ? await findClassOfSeat(database, id) : undefined;
    if (classId !== undefined)
      await writeAll(database, [...deleteEventsOfSeat(id, atMs), ...sumAnew(classId), ...dropOrphanRows]);
  }
}
