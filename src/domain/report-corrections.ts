import { derived } from './visit-report.ts';
import type { VisitReport } from './visit-report-shape.ts';

/** Figures of a signed report that a correction may change; what follows from them changes along. */
const correctableFigures = [
  'personTimes',
  'uniquePupils',
  'lessonMinutes',
  'teachers',
  'elders',
  'families',
] as const;
export type CorrectableFigure = (typeof correctableFigures)[number];

/** Beside figures: the deed, and what a lesson said (`lesson` changes nothing on the report but is told there). */
export const correctableFields = [...correctableFigures, 'deed', 'lesson'] as const;
export type CorrectableField = (typeof correctableFields)[number];

export interface ReportCorrection {
  readonly field: CorrectableField;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly foundAtMs: number;
  readonly publishedAtMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** 差错快改: published within 24 hours after it was found. */
export function isWithinADay({ foundAtMs, publishedAtMs }: ReportCorrection): boolean {
  return publishedAtMs - foundAtMs <= dayMs;
}

export function isFigure(field: CorrectableField): field is CorrectableFigure {
  return (correctableFigures as readonly string[]).includes(field);
}

/** A figure as a person typed it: a whole number below 1000; null for anything else. */
export function readFigure(typed: string): number | null {
  return /^\d{1,3}$/.test(typed) ? Number(typed) : null;
}

/** The signed report with its corrections in the order in which they were published. */
export function applyCorrections(
  signed: VisitReport,
  corrections: readonly Pick<ReportCorrection, 'field' | 'after'>[],
): VisitReport {
  let report = signed;
  for (const { field, after } of corrections) {
    if (field === 'deed') report = { ...report, deed: after };
    const figure = isFigure(field) ? readFigure(after) : null;
    if (figure !== null) report = { ...report, reach: { ...report.reach, [field]: figure } };
  }
  const { counting } = signed.reach;
  return derived(counting !== 'not-held', counting === 'same-class-same-day', report);
}
