import type { VisitPack } from '#domain/visit-pack.ts';

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
