import { listSeatEvents } from '#db/queries/learning-events.ts';
import { countSeats, listTownLessons, type TownLesson } from '#db/queries/learning-reads.ts';
import { isCounted, type ActingSeat } from '#record/acting-seat.ts';

import type { Learning } from './learning.server.ts';

/** One lesson of the town. `share` is the part of the class's seats that finished it, in ten-thousandths. */
export interface TownTile {
  readonly lessonId: string;
  readonly share: number;
  readonly mine: TownLesson['mine'];
}

/** A tile for every lesson of the catalogue, in its order. */
export async function readTown(learning: Learning, seat: ActingSeat): Promise<readonly TownTile[]> {
  const { database, catalogue } = learning;
  const [lessons, seats] = await Promise.all([
    listTownLessons(database, seat.classId, seat.id),
    countSeats(database, seat.classId),
  ]);
  const begun = new Map(lessons.map((lesson) => [lesson.lessonId, lesson]));
  const preview = isCounted(seat) ? null : await readPreview(learning, seat);
  return catalogue.lessons.map(({ id }) => {
    const lesson = begun.get(id);
    const share = seats > 0 ? Math.floor((10_000 * (lesson?.finishedSeats ?? 0)) / seats) : 0;
    const mine = preview ? preview.get(id) : lesson?.mine;
    return { lessonId: id, share: Math.min(share, 10_000), mine: mine ?? 'todo' };
  });
}

/** The preview stands in no projection: what it did is read from its events. */
async function readPreview(
  { database }: Learning,
  seat: ActingSeat,
): Promise<ReadonlyMap<string, TownLesson['mine']>> {
  const mine = new Map<string, TownLesson['mine']>();
  for (const { kind, lessonId } of await listSeatEvents(database, seat.id)) {
    if (lessonId === null || kind === 'test-answered') continue;
    if (kind === 'lesson-finished') mine.set(lessonId, 'done');
    else if (!mine.has(lessonId)) mine.set(lessonId, 'open');
  }
  return mine;
}
