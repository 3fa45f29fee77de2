import { findLesson } from '#catalogue/catalogue.ts';
import type { Lesson } from '#catalogue/schema.ts';
import { listAssignments } from '#db/queries/classes.ts';
import { countSeats } from '#db/queries/learning-reads.ts';
import type { SeatPrincipal } from '#domain/permissions.ts';
import { seatsUntilOpen, tileStage, type TileStage } from '#domain/town-tile.ts';

import type { Learning } from './learning.server.ts';
import { suggestLesson } from './suggest-lesson.ts';
import { readTown } from './town.server.ts';

/** One lesson as it stands in the town. */
export interface TownLot {
  readonly lesson: Lesson;
  readonly stage: TileStage;
  /** The part of the class's seats that finished, in ten-thousandths. */
  readonly shareBp: number;
  readonly finishedSeats: number;
  readonly mine: 'todo' | 'open' | 'done';
  /** The day (YYYY-MM-DD) its module is due; null when it is not assigned. */
  readonly dueOn: string | null;
  readonly suggested: boolean;
}

export interface TownPage {
  readonly seats: number;
  readonly lots: readonly TownLot[];
  readonly today: (TownLot & { readonly seatsUntilOpen: number }) | null;
}

/** The town as the pupil on this seat sees it: all lessons, what the class built, what to do today. */
export async function readTownPage(learning: Learning, seat: SeatPrincipal): Promise<TownPage> {
  const { database } = learning;
  const [tiles, assignments, seats] = await Promise.all([
    readTown(learning, seat),
    listAssignments(database, seat.classId),
    countSeats(database, seat.classId),
  ]);
  const standings = tiles.flatMap((tile) => {
    const lesson = findLesson(tile.lessonId);
    return lesson
      ? [{ ...tile, moduleId: lesson.moduleId, ready: lesson.ready, fromGrade: lesson.grades.from, lesson }]
      : [];
  });
  const todayId = suggestLesson(
    standings,
    assignments.map(({ moduleId }) => moduleId),
    seat.grade,
  );
  const lots = standings.map(({ lesson, share, mine }) => ({
    lesson,
    stage: tileStage(share),
    shareBp: share,
    finishedSeats: Math.round((share * seats) / 10_000),
    mine,
    dueOn: assignments.find(({ moduleId }) => moduleId === lesson.moduleId)?.dueOn ?? null,
    suggested: lesson.id === todayId,
  }));
  const today = lots.find(({ suggested }) => suggested);
  return {
    seats,
    lots,
    today: today ? { ...today, seatsUntilOpen: seatsUntilOpen(today.finishedSeats, seats) } : null,
  };
}
