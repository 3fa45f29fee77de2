import { eq, sql } from 'drizzle-orm';

import type { VisitMeasure } from '#domain/bank-year.ts';

import { toStatement, type Database, type Statement } from '../database.ts';
import { activities, activityTotals, visitTotals } from '../schema/index.ts';

export type NewActivity = typeof activities.$inferInsert;
export type ActivityRow = typeof activities.$inferSelect;
type NewTotal = typeof activityTotals.$inferInsert;

/** A bound row of one INSERT stays well below SQLite's 32,766 parameters. */
const rowsAtOnce = 500;

/** A row of the ledger with its place in the sums. A row that the counting rule leaves out adds nothing. */
export function insertActivity(database: Database, row: NewActivity): Statement[] {
  return insertActivities(database, [row]);
}

/** Rows of the ledger with their places in the sums, for one unit: as few statements as they need. */
export function insertActivities(database: Database, rows: readonly NewActivity[]): Statement[] {
  const counted = rows.filter(({ counts }) => counts);
  return [
    ...inChunks(rows).map((chunk) => toStatement(database.drizzle.insert(activities).values(chunk))),
    ...inChunks(totalsOf(counted)).map((chunk) => addToTotals(database, chunk)),
    ...addAllToYear(database, counted.flatMap(measuresOf)),
  ];
}

/** Takes a row of the ledger out of the sums it stands in; for the unit that puts it back with other figures. */
export function withdrawActivity(database: Database, row: ActivityRow): Statement[] {
  const removed = toStatement(database.drizzle.delete(activities).where(eq(activities.id, row.id)));
  if (!row.counts) return [removed];
  const lost = totalsOf([row]).map((total) => ({
    ...total,
    events: -total.events,
    minutes: -total.minutes,
    personTimes: -total.personTimes,
    uniquePupils: -total.uniquePupils,
  }));
  const year = measuresOf(row).map((amount) => ({ ...amount, by: -amount.by }));
  return [removed, addToTotals(database, lost), ...addAllToYear(database, year)];
}

function totalsOf(rows: readonly NewActivity[]): NewTotal[] {
  const totals = new Map<string, NewTotal>();
  for (const { bankId, day, districtCode, kind, campaignId, minutes, personTimes, uniquePupils } of rows) {
    const place = { bankId, month: day.slice(0, 7), districtCode, kind, campaignId: campaignId ?? '' };
    const key = Object.values(place).join('|');
    const sum = totals.get(key);
    totals.set(key, {
      ...place,
      events: (sum?.events ?? 0) + 1,
      minutes: (sum?.minutes ?? 0) + minutes,
      personTimes: (sum?.personTimes ?? 0) + personTimes,
      uniquePupils: (sum?.uniquePupils ?? 0) + uniquePupils,
    });
  }
  return [...totals.values()];
}

function addToTotals(database: Database, rows: NewTotal[]): Statement {
  return toStatement(
    database.drizzle
      .insert(activityTotals)
      .values(rows)
      .onConflictDoUpdate({
        target: [
          ...[activityTotals.bankId, activityTotals.month, activityTotals.districtCode],
          ...[activityTotals.kind, activityTotals.campaignId],
        ],
        set: {
          events: sql`${activityTotals.events} + excluded.events`,
          minutes: sql`${activityTotals.minutes} + excluded.minutes`,
          personTimes: sql`${activityTotals.personTimes} + excluded.person_times`,
          uniquePupils: sql`${activityTotals.uniquePupils} + excluded.unique_pupils`,
        },
      }),
  );
}

interface YearAmount {
  readonly bankId: string;
  readonly month: string;
  readonly measure: VisitMeasure;
  readonly by: number;
}

function measuresOf({ bankId, day, minutes, personTimes, uniquePupils }: NewActivity): YearAmount[] {
  const at = { bankId, month: day.slice(0, 7) };
  return [
    { ...at, measure: 'activities', by: 1 },
    { ...at, measure: 'activity-minutes', by: minutes },
    { ...at, measure: 'person-times', by: personTimes },
    { ...at, measure: 'unique-pupils', by: uniquePupils },
  ];
}

/** Adds to one of the year's counts; `month` is YYYY-MM of the school's time. */
export function addToYear(database: Database, amount: YearAmount): Statement {
  return addMerged(database, [amount]);
}

function addAllToYear(database: Database, amounts: readonly YearAmount[]): Statement[] {
  const merged = new Map<string, YearAmount>();
  for (const amount of amounts) {
    const key = `${amount.bankId}|${amount.month}|${amount.measure}`;
    merged.set(key, { ...amount, by: (merged.get(key)?.by ?? 0) + amount.by });
  }
  return inChunks([...merged.values()]).map((chunk) => addMerged(database, chunk));
}

function addMerged(database: Database, amounts: readonly YearAmount[]): Statement {
  return toStatement(
    database.drizzle
      .insert(visitTotals)
      .values(amounts.map(({ by, ...place }) => ({ ...place, amount: by })))
      .onConflictDoUpdate({
        target: [visitTotals.bankId, visitTotals.month, visitTotals.measure],
        set: { amount: sql`${visitTotals.amount} + excluded.amount` },
      }),
  );
}

function inChunks<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
