import { asc, eq } from 'drizzle-orm';

import type { Database } from '../database.ts';
import {
  accounts,
  conductReports,
  visitChecks,
  visitFollowUps,
  visitHosts,
  visitQuestions,
  visitRatings,
  volunteerGates,
} from '../schema/index.ts';

/** What a report tells of a visit beside its lessons; each list in the order in which it came. */
export async function readVisitAfterwards(database: Database, visitId: string) {
  const { drizzle } = database;
  const [hosts, conduct, questions, ratings, followUps, checksTicked] = await Promise.all([
    drizzle.select().from(visitHosts).where(eq(visitHosts.visitId, visitId)).orderBy(asc(visitHosts.id)),
    drizzle.select().from(conductReports).where(eq(conductReports.visitId, visitId)),
    drizzle.select().from(visitQuestions).where(eq(visitQuestions.visitId, visitId)),
    drizzle.select().from(visitRatings).where(eq(visitRatings.visitId, visitId)),
    drizzle
      .select({ followUp: visitFollowUps, owner: accounts.displayName })
      .from(visitFollowUps)
      .leftJoin(accounts, eq(accounts.id, visitFollowUps.ownerAccountId))
      .where(eq(visitFollowUps.visitId, visitId))
      .orderBy(asc(visitFollowUps.createdAtMs), asc(visitFollowUps.id)),
    drizzle.$count(visitChecks, eq(visitChecks.visitId, visitId)),
  ]);
  return { hosts, conduct, questions, ratings, followUps, checksTicked };
}

/** The gates of a bank's people by account. */
export async function readGatesOf(
  database: Database,
  bankId: string,
): Promise<ReadonlyMap<string, typeof volunteerGates.$inferSelect>> {
  const rows = await database.drizzle.select().from(volunteerGates).where(eq(volunteerGates.bankId, bankId));
  return new Map(rows.map((row) => [row.accountId, row]));
}
