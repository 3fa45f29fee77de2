import type { Database } from '#db/database.ts';
import { dropOrphanRows, listClassesWithEvents, markAnew, sumAnew } from '#db/queries/projections.ts';

import { writeAll } from './voiding.server.ts';

export interface RebuildProgress {
  readonly classes: number;
  readonly classesDone: number;
  readonly events: number;
  readonly eventsDone: number;
}

/**
 * Folds the log again: marks of voided events, tallies and progress, class by class, each in one unit of its
 * own, so that a running server goes on between them. Nothing is marked or replayed, and no event leaves the
 * database.
 */
export async function rebuildProjections(
  database: Database,
  onProgress: (progress: RebuildProgress) => void = () => undefined,
): Promise<RebuildProgress> {
  const classes = await listClassesWithEvents(database);
  const events = classes.reduce((sum, one) => sum + one.events, 0);
  let progress = { classes: classes.length, classesDone: 0, events, eventsDone: 0 };
  await writeAll(database, dropOrphanRows);
  onProgress(progress);
  for (const { classId, events: ofClass } of classes) {
    await writeAll(database, [...markAnew(classId), ...sumAnew(classId)]);
    progress = {
      ...progress,
      classesDone: progress.classesDone + 1,
      eventsDone: progress.eventsDone + ofClass,
    };
    onProgress(progress);
  }
  return progress;
}
