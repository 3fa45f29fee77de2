import { sql } from 'drizzle-orm';

import type { VisitMeasure } from '#domain/bank-year.ts';

import { toStatement, type Database, type Statement } from '../database.ts';
import { activities, activityTotals, visitTotals } from '../schema/index.ts';

type NewActivity = typeof activities.$inferInsert;

/** A row of the ledger with its place in the sums. A row that the counting rule leaves out adds nothing. */
export function insertActivity(database: Database, row: NewActivity): Statement[] {
  const kept = toStatement(database.drizzle.insert(activities).values(row));
  if (!row.counts) return [kept];
  const { bankId, districtCode, kind, minutes, personTimes, uniquePupils } = row;
  const sums = { events: 1, minutes, personTimes, uniquePupils };
  const added = database.drizzle
    .insert(activityTotals)
    .values({
      bankId,
      month: row.day.slice(0, 7),
      districtCode,
      kind,
      campaignId: row.campaignId ?? '',
      ...sums,
    })
    .onConflictDoUpdate({
      target: [
        ...[activityTotals.bankId, activityTotals.month, activityTotals.districtCode],
        ...[activityTotals.kind, activityTotals.campaignId],
      ],
      set: {
        events: sql`${activityTotals.events} + 1`,
        minutes: sql`${activityTotals.minutes} + ${minutes}`,
        personTimes: sql`${activityTotals.personTimes} + ${personTimes}`,
        uniquePupils: sql`${activityTotals.uniquePupils} + ${uniquePupils}`,
      },
    });
  return [kept, toStatement(added)];
}

/** Adds to one of the year's counts; `month` is YYYY-MM of the school's time. */
export function addToYear(
  database: Database,
  { bankId, month, measure, by }: { bankId: string; month: string; measure: VisitMeasure; by: number },
): Statement {
  return toStatement(
    database.drizzle
      .insert(visitTotals)
      .values({ bankId, month, measure, amount: by })
      .onConflictDoUpdate({
        target: [visitTotals.bankId, visitTotals.month, visitTotals.measure],
        set: { amount: sql`${visitTotals.amount} + ${by}` },
      }),
  );
}
