import type { LiveMode } from './live-session.ts';

/** How far a visit is: open (one side is missing) → agreed → held → reported; or called off, or never happened. */
export const visitStatuses = ['open', 'agreed', 'held', 'reported', 'cancelled', 'not-held'] as const;
export type VisitStatus = (typeof visitStatuses)[number];

/** 队长 · 讲师 · 助教 · 记录员. */
export const crewRoles = ['captain', 'lecturer', 'assistant', 'recorder'] as const;
export type CrewRole = (typeof crewRoles)[number];

export const hostKinds = ['bank', 'community', 'village', 'school'] as const;

/** Ways in which a visit can be run: all of a room's. */
export const visitModes = [
  'devices',
  'one-screen',
  'cards',
  'hand-count',
] as const satisfies readonly LiveMode[];

/** What is happening may be changed only before it happened. */
export function mayStillChange(status: VisitStatus): boolean {
  return status === 'open' || status === 'agreed';
}

/** Whether a visit can be taken along as a file, and its results be handed in: from the agreement to the signed report. */
export function mayBeTakenAlong(status: VisitStatus): boolean {
  return status === 'agreed' || status === 'held';
}

/** Whether two stretches of time share a moment; one that ends as the other begins does not. */
export function overlap(
  one: { readonly startsAtMs: number; readonly endsAtMs: number },
  other: { readonly startsAtMs: number; readonly endsAtMs: number },
): boolean {
  return one.startsAtMs < other.endsAtMs && other.startsAtMs < one.endsAtMs;
}

/** The shortest lesson that counts as an event, in minutes (counting rule: one class × one visit × ≥ 20 min). */
export const leastCountedMinutes = 20;

/** What can happen to a visit's arrangement; each is kept with who did it, and its reason where one is asked for. */
export const visitChangeKinds = [
  'asked',
  'offered',
  'recorded',
  'taken',
  'changed',
  'cancelled',
  'not-held',
  'held',
  'lesson-taken-back',
  'staffed',
  'left',
  'host-added',
  'host-removed',
  'host-confirmed',
  'host-signed-in',
] as const;
export type VisitChangeKind = (typeof visitChangeKinds)[number];
