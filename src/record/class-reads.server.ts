import type { Catalogue } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import {
  listCountedSeats,
  listEvidence,
  listProgress,
  listTallies,
  type LessonProgressRow,
} from '#db/queries/learning-reads.ts';
import { heatMap, type HeatMap } from '#domain/heat-map.ts';
import { foldClassMastery, foldSeatMastery, type ClassMastery, type Mastery } from '#domain/mastery.ts';

export interface SeatProgress {
  readonly seatId: string;
  readonly number: number;
  readonly character: string | null;
  readonly claimed: boolean;
  /** By lesson id; a lesson that the seat never opened is missing. */
  readonly lessons: ReadonlyMap<string, LessonProgressRow>;
}

/** Every counted seat of a class by number, with what it did. The caller has checked who may see it. */
export async function readClassProgress(
  database: Database,
  classId: string,
): Promise<readonly SeatProgress[]> {
  const [seats, rows] = await Promise.all([
    listCountedSeats(database, classId),
    listProgress(database, classId),
  ]);
  const bySeat = Map.groupBy(rows, ({ seatId }) => seatId);
  return seats.map(({ id, number, character, claimedAtMs }) => ({
    seatId: id,
    number,
    character,
    claimed: claimedAtMs !== null,
    lessons: new Map((bySeat.get(id) ?? []).map((row) => [row.lessonId, row])),
  }));
}

/** The class's misconceptions over the open questions of some lessons, or of all. */
export async function readHeatMap(
  database: Database,
  catalogue: Pick<Catalogue, 'questions' | 'misconceptions'>,
  classId: string,
  lessonIds: readonly string[] | null = null,
): Promise<HeatMap> {
  const tallies = await listTallies(database, classId, lessonIds);
  const asked = catalogue.questions.filter(
    ({ sealed, lessonId }) => !sealed && (lessonIds === null || lessonIds.includes(lessonId)),
  );
  return heatMap(tallies, asked, catalogue.misconceptions);
}

/** Mastery by competency: each seat folded alone, what the class did together apart. */
export async function readClassMastery(
  database: Database,
  classId: string,
): Promise<readonly ClassMastery[]> {
  return foldClassMastery(await listEvidence(database, classId));
}

export async function readSeatMastery(
  database: Database,
  classId: string,
  seatId: string,
): Promise<readonly (Mastery & { readonly competency: string })[]> {
  return foldSeatMastery(await listEvidence(database, classId, seatId));
}
