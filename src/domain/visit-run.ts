import type { VisitStatus } from './visit.ts';

/** Why a visit's lesson cannot begin on this day (YYYY-MM-DD), whoever asks. */
export function startProblem(
  visit: { readonly status: VisitStatus; readonly day: string; readonly classId: string | null },
  today: string,
): 'visit-not-agreed' | 'visit-not-today' | 'visit-without-class' | null {
  if (visit.status !== 'agreed') return 'visit-not-agreed';
  if (visit.day !== today) return 'visit-not-today';
  return visit.classId === null ? 'visit-without-class' : null;
}

/** How a class and what was got ready for it differ: cards to keep back, cards that are missing, or neither. */
export function compareClass(
  seats: number,
  expected: number,
): { readonly kind: 'fewer' | 'more'; readonly count: number } | null {
  if (seats === expected) return null;
  return { kind: seats < expected ? 'fewer' : 'more', count: Math.abs(seats - expected) };
}
