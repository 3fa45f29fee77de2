/** What one side wants; null where anything will do. */
export interface VisitWish {
  readonly districtCodes: readonly string[];
  readonly fromDay: string | null;
  readonly untilDay: string | null;
  readonly grades: readonly number[];
  readonly language: 'zh-CN' | 'en' | null;
}

export interface MatchableVisit {
  readonly districtCode: string;
  readonly day: string;
  readonly startsAtMs: number;
  readonly grade: number;
  readonly language: 'zh-CN' | 'en';
}

export const matchPoints = ['place', 'date', 'grade', 'language'] as const;
export type MatchPoint = (typeof matchPoints)[number];

/** The points in which a visit is what is wanted; a point about which nothing is wanted fits. */
export function fittingPoints(visit: MatchableVisit, wish: VisitWish): readonly MatchPoint[] {
  const fits: Readonly<Record<MatchPoint, boolean>> = {
    place: wish.districtCodes.length === 0 || wish.districtCodes.includes(visit.districtCode),
    date:
      (wish.fromDay === null || wish.fromDay <= visit.day) &&
      (wish.untilDay === null || visit.day <= wish.untilDay),
    grade: wish.grades.length === 0 || wish.grades.includes(visit.grade),
    language: wish.language === null || wish.language === visit.language,
  };
  return matchPoints.filter((point) => fits[point]);
}

/** Those that fit in most points first; of equals the soonest. */
export function rankByFit<Visit extends MatchableVisit>(
  visits: readonly Visit[],
  wish: VisitWish,
): { readonly visit: Visit; readonly fits: readonly MatchPoint[] }[] {
  return visits
    .map((visit) => ({ visit, fits: fittingPoints(visit, wish) }))
    .sort(
      (one, other) => other.fits.length - one.fits.length || one.visit.startsAtMs - other.visit.startsAtMs,
    );
}
