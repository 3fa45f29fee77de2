import { judgeClock, type VisitPack } from '#domain/visit-pack.ts';
import { dayOf } from '#i18n/school-time.ts';

/** The visit that this process was started with as a file; only a laptop has one. */
export type OfflineCopy = Omit<VisitPack, 'rows' | 'seal'> & { readonly classId: string };

const holder = globalThis as unknown as Record<symbol, OfflineCopy | undefined>;
const key = Symbol.for('square-one.offline-copy');

/** The start sets it before the server listens; the Astro bundle, which is another one, reads it here. */
export function setOfflineCopy(copy: OfflineCopy): void {
  holder[key] = copy;
}

export function offlineCopy(): OfflineCopy | null {
  return holder[key] ?? null;
}

/** Whether this visit is shown by the laptop that was started with it. */
export function isOfflineCopyOf(visitId: string): boolean {
  return holder[key]?.visitId === visitId;
}

/** The school's day, by the clock; on a laptop whose clock cannot be right, the visit's. */
export function todayOf(visit: { readonly id: string; readonly day: string }, nowMs: number): string {
  const today = dayOf(nowMs);
  const copy = isOfflineCopyOf(visit.id) ? offlineCopy() : null;
  return copy && judgeClock(copy, nowMs, today) === 'impossible' ? visit.day : today;
}
