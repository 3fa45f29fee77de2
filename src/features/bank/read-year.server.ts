import { catalogue } from '#catalogue/catalogue.ts';
import type { District } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { countHeldWithLesson } from '#db/queries/bank-desk.ts';
import {
  findGoal,
  sumActivities,
  sumActivitiesBy,
  sumYears,
  type ActivitySums,
  type LedgerFilter,
} from '#db/queries/ledger-reads.ts';
import { axesOf, ladderLessonIds, type AxisName, type BankYear, type Share } from '#domain/bank-axes.ts';
import { activityKinds, type ActivityKind, type VisitMeasure } from '#domain/bank-year.ts';
import { rollUp } from '#domain/district-sums.ts';
import { dayBounds } from '#i18n/school-time.ts';

const sumNames = ['events', 'minutes', 'personTimes', 'uniquePupils'] as const;
const noSums: ActivitySums = { events: 0, minutes: 0, personTimes: 0, uniquePupils: 0 };

type Measures = Readonly<Partial<Record<VisitMeasure, number>>>;

export function wholeYear(year: number): LedgerFilter {
  const months = { from: `${year}-01`, until: `${year}-12` };
  return { districtCodes: null, kind: null, campaignId: null, months };
}

export interface DistrictLine extends ActivitySums {
  readonly district: District;
}

export interface DistrictSums {
  /** Every place with what lies below it, parents first. */
  readonly lines: readonly DistrictLine[];
  readonly whole: ActivitySums;
  readonly unplaced: ActivitySums;
}

/** A year's activities by place, each with the places below it. */
export async function readDistricts(database: Database, bankId: string, year: number): Promise<DistrictSums> {
  const own = await sumActivitiesBy(database, bankId, 'district', wholeYear(year));
  const { districts } = catalogue();
  const { byCode, whole, unplaced } = rollUp(
    districts,
    own.map(({ key, ...sums }) => ({ ...sums, code: key })),
    sumNames,
  );
  return {
    lines: districts.map((district) => ({ district, ...(byCode.get(district.code) ?? noSums) })),
    ...{ whole, unplaced },
  };
}

/** Each of some years' counts by name. */
export async function readMeasures(
  database: Database,
  bankId: string,
  years: { readonly from: number; readonly until: number },
): Promise<ReadonlyMap<number, Measures>> {
  const rows = await sumYears(database, bankId, years);
  const byYear = new Map<number, Record<string, number>>();
  for (let year = years.from; year <= years.until; year += 1) byYear.set(year, {});
  for (const { year, measure, amount } of rows) {
    const its = byYear.get(year);
    if (its) its[measure] = amount;
  }
  return byYear;
}

/** The five axes of a year and what they are made of. */
export async function readAxes(
  database: Database,
  bankId: string,
  year: number,
  measures: Measures,
): Promise<{ readonly axes: Readonly<Record<AxisName, Share>>; readonly ladderVisits: number }> {
  const stretch = {
    fromMs: dayBounds(`${year}-01-01`).fromMs,
    untilMs: dayBounds(`${year + 1}-01-01`).fromMs,
  };
  const [districts, ladderVisits] = await Promise.all([
    readDistricts(database, bankId, year),
    countHeldWithLesson(database, bankId, ladderLessonIds, stretch),
  ]);
  const counties = districts.lines.filter(({ district }) => district.level === 'county');
  const bankYear: BankYear = {
    ...{ measures, ladderVisits },
    countiesReached: counties.filter(({ events }) => events > 0).length,
    counties: counties.length,
  };
  return { axes: axesOf(bankYear), ladderVisits };
}

/** How many years a comparison shows. */
const yearsCompared = 5;

export interface YearView {
  readonly year: number;
  readonly sums: ActivitySums;
  readonly goal: number | null;
  readonly districts: DistrictSums;
  /** All twelve. */
  readonly months: readonly (ActivitySums & { readonly month: string })[];
  readonly kinds: readonly (ActivitySums & { readonly kind: ActivityKind })[];
  /** The latest last. */
  readonly years: readonly { readonly year: number; readonly measures: Measures }[];
}

/** A bank's year, added up from what its ledger and its visits kept. */
export async function readYear(database: Database, bankId: string, year: number): Promise<YearView> {
  const filter = wholeYear(year);
  const [sums, goal, districts, byMonth, byKind, measures] = await Promise.all([
    sumActivities(database, bankId, filter),
    findGoal(database, bankId, year),
    readDistricts(database, bankId, year),
    sumActivitiesBy(database, bankId, 'month', filter),
    sumActivitiesBy(database, bankId, 'kind', filter),
    readMeasures(database, bankId, { from: year - yearsCompared + 1, until: year }),
  ]);
  const take = (rows: typeof byMonth, key: string): ActivitySums =>
    rows.find((row) => row.key === key) ?? noSums;
  return {
    ...{ year, sums, goal, districts },
    months: Array.from({ length: 12 }, (_, index) => {
      const month = `${year}-${String(index + 1).padStart(2, '0')}`;
      return { ...take(byMonth, month), month };
    }),
    kinds: activityKinds.map((kind) => ({ ...take(byKind, kind), kind })),
    years: [...measures].map(([one, its]) => ({ year: one, measures: its })),
  };
}
