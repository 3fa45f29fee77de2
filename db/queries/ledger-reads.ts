import { and, asc, desc, eq, gte, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';

import type { VisitMeasure } from '#domain/bank-year.ts';

import { toStatement, type Database, type Statement } from '../database.ts';
import { activities, activityTotals, bankGoals, visitTotals } from '../schema/index.ts';

export type ActivityRow = typeof activities.$inferSelect;

/** What of a bank's ledger is meant. `campaignId` '' means those of no campaign. */
export interface LedgerFilter {
  /** A place and the places below it; null for all. */
  readonly districtCodes: readonly string[] | null;
  readonly kind: ActivityRow['kind'] | null;
  readonly campaignId: string | null;
  /** YYYY-MM, both included. */
  readonly months: { readonly from: string; readonly until: string } | null;
}

export interface LedgerPlace {
  readonly day: string;
  readonly id: string;
}

export interface ActivitySums {
  readonly events: number;
  readonly minutes: number;
  readonly personTimes: number;
  readonly uniquePupils: number;
}

const sums = {
  events: sql<number>`coalesce(sum(${activityTotals.events}), 0)`,
  minutes: sql<number>`coalesce(sum(${activityTotals.minutes}), 0)`,
  personTimes: sql<number>`coalesce(sum(${activityTotals.personTimes}), 0)`,
  uniquePupils: sql<number>`coalesce(sum(${activityTotals.uniquePupils}), 0)`,
};

/**
 * Rows of the ledger, the latest first, older than `after` or newer than `before`. Each place is read along its
 * own index and the few are merged, so that a page costs the same after ten years.
 */
export async function listActivities(
  database: Database,
  bankId: string,
  filter: LedgerFilter,
  { after, before, limit }: { after?: LedgerPlace; before?: LedgerPlace; limit: number },
): Promise<ActivityRow[]> {
  const newest = before === undefined;
  const order = newest ? desc : asc;
  const read = (districtCode: string | null): Promise<ActivityRow[]> =>
    database.drizzle
      .select()
      .from(activities)
      .where(
        and(
          eq(activities.bankId, bankId),
          districtCode === null ? undefined : eq(activities.districtCode, districtCode),
          filter.kind === null ? undefined : eq(activities.kind, filter.kind),
          campaignIs(filter.campaignId),
          filter.months ? gte(activities.day, `${filter.months.from}-01`) : undefined,
          filter.months ? lte(activities.day, `${filter.months.until}-31`) : undefined,
          after && sql`(${activities.day}, ${activities.id}) < (${after.day}, ${after.id})`,
          before && sql`(${activities.day}, ${activities.id}) > (${before.day}, ${before.id})`,
        ),
      )
      .orderBy(order(activities.day), order(activities.id))
      .limit(limit);
  const found = await Promise.all((filter.districtCodes ?? [null]).map(read));
  const rows = found.flat().sort((one, other) => (isLater(one, other) === newest ? -1 : 1));
  const page = rows.slice(0, limit);
  return newest ? page : page.reverse();
}

function campaignIs(id: string | null): SQL | undefined {
  if (id === null) return undefined;
  return id === '' ? isNull(activities.campaignId) : eq(activities.campaignId, id);
}

function isLater(one: LedgerPlace, other: LedgerPlace): boolean {
  return one.day === other.day ? one.id > other.id : one.day > other.day;
}

/** What the rows of the filter that count come to, from the kept sums. */
export async function sumActivities(
  database: Database,
  bankId: string,
  filter: LedgerFilter,
): Promise<ActivitySums> {
  const [found] = await database.drizzle.select(sums).from(activityTotals).where(totalsOf(bankId, filter));
  return found ?? { events: 0, minutes: 0, personTimes: 0, uniquePupils: 0 };
}

const dimensions = {
  month: activityTotals.month,
  district: activityTotals.districtCode,
  kind: activityTotals.kind,
  campaign: activityTotals.campaignId,
};

/** The same, apart for each month, place, kind or campaign ('' for none). */
export async function sumActivitiesBy(
  database: Database,
  bankId: string,
  dimension: keyof typeof dimensions,
  filter: LedgerFilter,
): Promise<(ActivitySums & { readonly key: string })[]> {
  const column = dimensions[dimension];
  return database.drizzle
    .select({ key: column, ...sums })
    .from(activityTotals)
    .where(totalsOf(bankId, filter))
    .groupBy(column)
    .orderBy(column);
}

function totalsOf(
  bankId: string,
  { districtCodes, kind, campaignId, months }: LedgerFilter,
): SQL | undefined {
  return and(
    eq(activityTotals.bankId, bankId),
    months ? gte(activityTotals.month, months.from) : undefined,
    months ? lte(activityTotals.month, months.until) : undefined,
    districtCodes
      ? sql`${activityTotals.districtCode} IN (${sql.join(
          districtCodes.map((code) => sql`${code}`),
          sql`, `,
        )})`
      : undefined,
    kind === null ? undefined : eq(activityTotals.kind, kind),
    campaignId === null ? undefined : eq(activityTotals.campaignId, campaignId),
  );
}

/** The first and the last month of which the ledger counts anything; null while it does not. */
export async function findLedgerMonths(
  database: Database,
  bankId: string,
): Promise<{ readonly first: string; readonly last: string } | null> {
  const one = async (order: typeof asc | typeof desc): Promise<string | undefined> =>
    (
      await database.drizzle
        .select({ month: activityTotals.month })
        .from(activityTotals)
        .where(eq(activityTotals.bankId, bankId))
        .orderBy(order(activityTotals.month))
        .limit(1)
        .get()
    )?.month;
  const [first, last] = await Promise.all([one(asc), one(desc)]);
  return first === undefined || last === undefined ? null : { first, last };
}

export interface YearAmount {
  readonly year: number;
  readonly measure: VisitMeasure;
  readonly amount: number;
}

/** Everything else that the years counted: from the first of January of one to the end of another. */
export async function sumYears(
  database: Database,
  bankId: string,
  years: { readonly from: number; readonly until: number },
): Promise<YearAmount[]> {
  const year = sql<number>`cast(substr(${visitTotals.month}, 1, 4) AS INTEGER)`;
  const rows = await database.drizzle
    .select({ year, measure: visitTotals.measure, amount: sql<number>`sum(${visitTotals.amount})` })
    .from(visitTotals)
    .where(
      and(
        eq(visitTotals.bankId, bankId),
        gte(visitTotals.month, `${years.from}-01`),
        lt(visitTotals.month, `${years.until + 1}-01`),
      ),
    )
    .groupBy(year, visitTotals.measure);
  return rows as YearAmount[];
}

/** Whether the latest rows of a year are made up: a demo's year is nothing else. */
export async function hasDemoRows(database: Database, bankId: string, year: number): Promise<boolean> {
  const found = await database.drizzle
    .select({ isDemo: activities.isDemo })
    .from(activities)
    .where(
      and(
        eq(activities.bankId, bankId),
        gte(activities.day, `${year}-01-01`),
        lte(activities.day, `${year}-12-31`),
      ),
    )
    .orderBy(desc(activities.day), desc(activities.id))
    .limit(1)
    .get();
  return found?.isDemo ?? false;
}

export async function findGoal(database: Database, bankId: string, year: number): Promise<number | null> {
  const found = await database.drizzle
    .select({ activities: bankGoals.activities })
    .from(bankGoals)
    .where(and(eq(bankGoals.bankId, bankId), eq(bankGoals.year, year)))
    .get();
  return found?.activities ?? null;
}

export function setGoal(database: Database, goal: typeof bankGoals.$inferInsert): Statement {
  return toStatement(
    database.drizzle
      .insert(bankGoals)
      .values(goal)
      .onConflictDoUpdate({
        target: [bankGoals.bankId, bankGoals.year],
        set: { activities: goal.activities },
      }),
  );
}
