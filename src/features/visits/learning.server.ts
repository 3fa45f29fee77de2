import { findLesson } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listVisitResults, type SittingResult } from '#db/queries/sittings.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import { measureChange, publishChange, type PublishedChange, type TestResult } from '#domain/gain.ts';
import { leastTestedGrade, sittingPurposes, type SittingPurpose } from '#domain/sitting.ts';
import { drawsFrom } from '#games/kit/random.ts';
import { seatSeed } from '#questions/kit/seat-seed.ts';

/** What a visit's tests say of its class, as far as it may leave the class. */
export interface VisitLearning {
  readonly moduleId: string | null;
  /** Grades 1 and 2 sit no test. */
  readonly isTooYoung: boolean;
  /** How many seats answered the whole test; a purpose that nobody sat is 0. */
  readonly answered: Readonly<Record<SittingPurpose, number>>;
  /** Null while nobody sat both tests; `shown: false` when fewer than ten did. */
  readonly change: PublishedChange | null;
}

/** The same rows give the same figures, the interval with them. The caller has checked who may read the visit. */
export async function readLearning(
  database: Database,
  visit: Pick<VisitRow, 'id' | 'lessonId' | 'grade'>,
): Promise<VisitLearning> {
  const moduleId = findLesson(visit.lessonId)?.moduleId ?? null;
  const results = moduleId === null ? [] : await listVisitResults(database, visit.id, moduleId);
  const of = (purpose: SittingPurpose): TestResult[] =>
    results.filter((result) => result.purpose === purpose).map(toTestResult);
  const change = measureChange(
    { before: of('before'), after: of('after'), later: of('later') },
    drawsFrom(seatSeed(visit.id, 'interval')),
  );
  return {
    moduleId,
    isTooYoung: visit.grade < leastTestedGrade,
    answered: Object.fromEntries(
      sittingPurposes.map((purpose) => [purpose, of(purpose).length]),
    ) as VisitLearning['answered'],
    change: change && publishChange(change),
  };
}

function toTestResult({ seatId, classId, right, of, misconceptions }: SittingResult): TestResult {
  return { pupilId: seatId, classId, right, of, misconceptions };
}
