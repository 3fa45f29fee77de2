import { leastCountedMinutes } from './visit.ts';

/** A room that nobody closed counts its plan and this much more, in minutes. */
const mostOverrunMinutes = 20;
const minuteMs = 60_000;

/** A lesson of a visit that was ended. */
export interface HeldStretch {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly planMinutes: number;
}

/** Why a visit is an event of the ledger, or none: one class × one visit × at least 20 minutes, once a day for a class. */
export type Counting = 'counted' | 'too-short' | 'same-class-same-day' | 'not-held';

/** Whole minutes in class; lessons that ran at the same time count once. */
export function minutesInClass(lessons: readonly HeldStretch[]): number {
  const stretches = lessons
    .map(({ startedAtMs, endedAtMs, planMinutes }) => ({
      from: startedAtMs,
      until: Math.min(endedAtMs, startedAtMs + (planMinutes + mostOverrunMinutes) * minuteMs),
    }))
    .toSorted((one, other) => one.from - other.from);
  let ms = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, until } of stretches) {
    ms += Math.max(0, until - Math.max(from, reached));
    reached = Math.max(reached, until);
  }
  return Math.floor(ms / minuteMs);
}

/** `anotherCounted`: the bank's ledger counts another visit to the same class on the same day. */
export function countVisit(held: boolean, minutes: number, anotherCounted: boolean): Counting {
  if (!held) return 'not-held';
  if (minutes < leastCountedMinutes) return 'too-short';
  return anotherCounted ? 'same-class-same-day' : 'counted';
}
