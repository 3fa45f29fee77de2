import type { VisitMeasure } from './bank-year.ts';

/** The lesson of the mediation ladder (解忧阶梯). */
export const ladderLessonIds = ['FI10'] as const;

/** What a bank's year counted: the sums by name and what only rows know. */
export interface BankYear {
  readonly measures: Readonly<Partial<Record<VisitMeasure, number>>>;
  /** Held visits with the ladder lesson. */
  readonly ladderVisits: number;
  readonly countiesReached: number;
  readonly counties: number;
}

/** A share as two counts; null parts nothing: where `of` is 0 there is no share. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

export const axisNames = ['institution', 'teaching', 'answers', 'outreach', 'ladder'] as const;
export type AxisName = (typeof axisNames)[number];

/**
 * The five axes 制度 · 合规授课 · 问题答复 · 宣教 · 阶梯课, each a share of two counts: reports signed of visits
 * held; visits held without a report of marketing; questions answered within five working days of questions
 * asked; counties with an activity of all counties; visits with the ladder lesson of visits held.
 */
export function axesOf({
  measures,
  ladderVisits,
  countiesReached,
  counties,
}: BankYear): Readonly<Record<AxisName, Share>> {
  const held = measures['visits-held'] ?? 0;
  return {
    institution: share(measures['reports-signed'] ?? 0, held),
    teaching: share(held - (measures['conduct-marketing'] ?? 0), held),
    answers: share(measures['questions-in-time'] ?? 0, measures['questions-asked'] ?? 0),
    outreach: share(countiesReached, counties),
    ladder: share(ladderVisits, held),
  };
}

/** Within 0 and the whole: two reports of one visit count as one visit at most. */
function share(part: number, of: number): Share {
  return { part: Math.min(Math.max(part, 0), of), of };
}

/** Ten-thousandths, rounded; null where nothing was counted. */
export function shareBp({ part, of }: Share): number | null {
  return of === 0 ? null : Math.round((part * 10_000) / of);
}
