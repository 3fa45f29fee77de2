import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';

import type { Database } from '../database.ts';
import {
  accounts,
  conductReports,
  organisations,
  visitFollowUps,
  visitQuestions,
  visitReports,
  visits,
  volunteerGates,
} from '../schema/index.ts';

/** What a coordinator's first look needs of a visit. */
export interface VisitLine {
  readonly id: string;
  readonly day: string;
  readonly startMinute: number;
  readonly status: (typeof visits.$inferSelect)['status'];
  readonly school: string | null;
  readonly isDemo: boolean;
}

const line = {
  id: visits.id,
  day: visits.day,
  startMinute: visits.startMinute,
  status: visits.status,
  school: organisations.name,
  isDemo: visits.isDemo,
};

/**
 * The plus keeps SQLite from walking all visits of a bank first: what is open is little, and has an index of
 * its own.
 */
function ofBank(bankId: string): SQL {
  return sql`+${visits.bankId} = ${bankId}`;
}

/** Visits of a bank in one state that ended before a moment, the oldest first, with their reports' state. */
export async function listEndedVisits(
  database: Database,
  bankId: string,
  status: 'agreed' | 'held',
  endedBeforeMs: number,
  limit: number,
): Promise<(VisitLine & { readonly handedInAtMs: number | null })[]> {
  return database.drizzle
    .select({ ...line, handedInAtMs: visitReports.handedInAtMs })
    .from(visits)
    .leftJoin(organisations, eq(organisations.id, visits.schoolId))
    .leftJoin(visitReports, eq(visitReports.visitId, visits.id))
    .where(
      and(
        eq(visits.bankId, bankId),
        eq(visits.status, status),
        lt(visits.startsAtMs, endedBeforeMs),
        lt(visits.endsAtMs, endedBeforeMs),
        // What a newspaper told of a visit before the platform has no report to wait for.
        isNull(visits.source),
      ),
    )
    .orderBy(asc(visits.startsAtMs))
    .limit(limit);
}

/** Open questions of a bank's visits whose five working days are over. */
export async function listOverdueQuestions(
  database: Database,
  bankId: string,
  nowMs: number,
  limit: number,
): Promise<(VisitLine & { readonly dueAtMs: number })[]> {
  return database.drizzle
    .select({ ...line, dueAtMs: visitQuestions.dueAtMs })
    .from(visitQuestions)
    .innerJoin(visits, eq(visits.id, visitQuestions.visitId))
    .leftJoin(organisations, eq(organisations.id, visits.schoolId))
    .where(and(sql`${visitQuestions.stage} = 'open'`, lt(visitQuestions.dueAtMs, nowMs), ofBank(bankId)))
    .orderBy(asc(visitQuestions.dueAtMs))
    .limit(limit);
}

/** Open follow-ups of a bank's visits whose day has passed. */
export async function listOverdueFollowUps(
  database: Database,
  bankId: string,
  today: string,
  limit: number,
): Promise<(VisitLine & { readonly dueOn: string; readonly text: string })[]> {
  return database.drizzle
    .select({ ...line, dueOn: visitFollowUps.dueOn, text: visitFollowUps.text })
    .from(visitFollowUps)
    .innerJoin(visits, eq(visits.id, visitFollowUps.visitId))
    .leftJoin(organisations, eq(organisations.id, visits.schoolId))
    .where(and(isNull(visitFollowUps.closedAtMs), lt(visitFollowUps.dueOn, today), ofBank(bankId)))
    .orderBy(asc(visitFollowUps.dueOn))
    .limit(limit);
}

/** Conduct reports of a bank's visits that nobody has closed. */
export async function listOpenConduct(
  database: Database,
  bankId: string,
  limit: number,
): Promise<
  (VisitLine & { readonly kind: (typeof conductReports.$inferSelect)['kind']; readonly atMs: number })[]
> {
  return database.drizzle
    .select({ ...line, kind: conductReports.kind, atMs: conductReports.atMs })
    .from(conductReports)
    .innerJoin(visits, eq(visits.id, conductReports.visitId))
    .leftJoin(organisations, eq(organisations.id, visits.schoolId))
    .where(and(isNull(conductReports.closedAtMs), ofBank(bankId)))
    .orderBy(asc(conductReports.atMs))
    .limit(limit);
}

/** Volunteers of a bank whose clearance ended after one moment and before another, the nearest end first. */
export async function listEndingClearances(
  database: Database,
  bankId: string,
  { fromMs, untilMs, limit }: { fromMs: number; untilMs: number; limit: number },
): Promise<{ readonly accountId: string; readonly displayName: string; readonly clearedUntilMs: number }[]> {
  const rows = await database.drizzle
    .select({
      accountId: volunteerGates.accountId,
      displayName: accounts.displayName,
      clearedUntilMs: volunteerGates.clearedUntilMs,
    })
    .from(volunteerGates)
    .innerJoin(accounts, eq(accounts.id, volunteerGates.accountId))
    .where(
      and(
        eq(volunteerGates.bankId, bankId),
        isNotNull(volunteerGates.clearedUntilMs),
        gte(volunteerGates.clearedUntilMs, fromMs),
        lte(volunteerGates.clearedUntilMs, untilMs),
        isNull(accounts.disabledAtMs),
      ),
    )
    .orderBy(asc(volunteerGates.clearedUntilMs))
    .limit(limit);
  return rows.map((row) => ({ ...row, clearedUntilMs: row.clearedUntilMs ?? 0 }));
}

/** How many visits of each state a bank has on each day of a stretch. */
export async function countVisitsByDay(
  database: Database,
  bankId: string,
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Promise<{ readonly day: string; readonly status: VisitLine['status']; readonly count: number }[]> {
  return database.drizzle
    .select({ day: visits.day, status: visits.status, count: count() })
    .from(visits)
    .where(and(eq(visits.bankId, bankId), gte(visits.startsAtMs, fromMs), lt(visits.startsAtMs, untilMs)))
    .groupBy(visits.day, visits.status);
}

/** A bank's visits that begin in a stretch of time, in their order. */
export async function listVisitsBetween(
  database: Database,
  bankId: string,
  { fromMs, untilMs, limit }: { fromMs: number; untilMs: number; limit: number },
): Promise<VisitLine[]> {
  return database.drizzle
    .select(line)
    .from(visits)
    .leftJoin(organisations, eq(organisations.id, visits.schoolId))
    .where(and(eq(visits.bankId, bankId), gte(visits.startsAtMs, fromMs), lt(visits.startsAtMs, untilMs)))
    .orderBy(asc(visits.startsAtMs))
    .limit(limit);
}

/** How many visits that were held in a stretch had one of these lessons: counted from an index alone. */
export async function countHeldWithLesson(
  database: Database,
  bankId: string,
  lessonIds: readonly string[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Promise<number> {
  const [found] = await database.drizzle
    .select({ count: count() })
    .from(visits)
    .where(
      and(
        eq(visits.bankId, bankId),
        inArray(visits.lessonId, [...lessonIds]),
        inArray(visits.status, ['held', 'reported']),
        gte(visits.startsAtMs, fromMs),
        lt(visits.startsAtMs, untilMs),
      ),
    );
  return found?.count ?? 0;
}
