import type { VisitStatus } from './visit.ts';

/** When a class sits a test: in the week before a lesson, at its end, four to six weeks later. */
export const sittingPurposes = ['before', 'after', 'later'] as const;
export type SittingPurpose = (typeof sittingPurposes)[number];

/** Children of grades 1 and 2 sit no test. */
export const leastTestedGrade = 3;

const dayMs = 24 * 60 * 60 * 1000;

/** Within this time a test that is opened again is the same sitting. */
export const sameSittingMs = 7 * dayMs;

/**
 * Which parallel form a seat gets: odd seats A before and B after, even seats the other way round, so that
 * neither form is the harder one of a purpose. Weeks later each gets the form of before again.
 */
export function formFor(seatNumber: number, purpose: SittingPurpose): 'A' | 'B' {
  const isOdd = seatNumber % 2 === 1;
  return isOdd === (purpose !== 'after') ? 'A' : 'B';
}

interface TimeOfVisit {
  readonly status: VisitStatus;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/** The stretch of time in which a visit's class may sit the test. */
export function sittingWindow(
  purpose: SittingPurpose,
  { startsAtMs, endsAtMs }: Pick<TimeOfVisit, 'startsAtMs' | 'endsAtMs'>,
): { readonly fromMs: number; readonly untilMs: number } {
  switch (purpose) {
    case 'before':
      return { fromMs: startsAtMs - 7 * dayMs, untilMs: endsAtMs };
    case 'after':
      return { fromMs: startsAtMs, untilMs: endsAtMs + 7 * dayMs };
    case 'later':
      return { fromMs: endsAtMs + 28 * dayMs, untilMs: endsAtMs + 43 * dayMs };
  }
}

/** Whether a visit's test can be opened: it is its time, or that is still to come, or it never comes any more. */
export function sittingTime(
  purpose: SittingPurpose,
  visit: TimeOfVisit,
  nowMs: number,
): 'now' | 'to-come' | 'over' {
  const isHeld = visit.status === 'held' || visit.status === 'reported';
  if (!isHeld && visit.status !== 'agreed') return 'over';
  const { fromMs, untilMs } = sittingWindow(purpose, visit);
  if (nowMs >= untilMs || (isHeld && purpose === 'before')) return 'over';
  // A lesson that was held early is over already; one that was not held has no weeks after it.
  if (isHeld && purpose === 'after') return 'now';
  return nowMs < fromMs || (!isHeld && purpose === 'later') ? 'to-come' : 'now';
}

/** When the answers of a test end: as the teacher wants, but none before a lesson is taken after it began. */
export function sittingEnd(
  purpose: SittingPurpose,
  wantedMs: number,
  visit: TimeOfVisit | null,
  nowMs: number,
): number {
  if (!visit || purpose !== 'before') return wantedMs;
  // Whoever opens it in the first minutes of the lesson has until its end.
  return Math.min(wantedMs, visit.startsAtMs > nowMs ? visit.startsAtMs : visit.endsAtMs);
}
