import type { HandInOutcome } from '#domain/visit-results.ts';

import type { VisitFrame } from '../visit-frame.ts';
import type { VisitPage } from '../visit-nav.ts';

export interface PackLine {
  readonly madeAtMs: number;
  readonly contentHash: string;
  readonly handedInAtMs: number | null;
}

/** What `/visits/ID/pack` shows. */
export interface PackPage extends VisitFrame {
  readonly fileName: string;
  readonly packs: readonly PackLine[];
}

/** What `/visits/ID/hand-in` shows. */
export interface HandInPage extends VisitFrame {
  readonly mostBytes: number;
  readonly hasPacks: boolean;
  /** On the laptop: where its file is handed in; null on the site, which takes files. */
  readonly handInAt: string | null;
  readonly taken: { readonly atMs: number; readonly outcome: HandInOutcome } | null;
}

/** The pages of a visit that mean something on a laptop without internet. */
export const offlinePages: readonly VisitPage[] = [
  ...(['home', 'plan', 'kit', 'rehearse', 'checks', 'run', 'conduct', 'questions'] as const),
  ...(['follow-ups', 'hand-in'] as const),
];

/** A stretch of time in its largest unit that leaves a whole number. */
export function roughly(ms: number): {
  readonly unit: 'clockDays' | 'clockHours' | 'clockMinutes';
  readonly n: number;
} {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  if (minutes >= 2 * 24 * 60) return { unit: 'clockDays', n: Math.round(minutes / (24 * 60)) };
  if (minutes >= 120) return { unit: 'clockHours', n: Math.round(minutes / 60) };
  return { unit: 'clockMinutes', n: minutes };
}
