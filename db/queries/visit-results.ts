import { and, eq, inArray } from 'drizzle-orm';

import type { ResultsBody } from '#domain/visit-results.ts';

import type { Database } from '../database.ts';
import {
  conductReports,
  gameRuns,
  learningEvents,
  liveEvents,
  liveSeats,
  liveSessions,
  testSittings,
  visitChecks,
  visitFollowUps,
  visitHosts,
  visitQuestions,
} from '../schema/index.ts';

/** Everything that happened on a laptop to a class and to its visit, in a fixed order: the same rows, the same file. */
export async function readResultRows(
  database: Database,
  visitId: string,
  classId: string,
): Promise<ResultsBody> {
  const db = database.drizzle;
  const sessions = await db
    .select()
    .from(liveSessions)
    .where(eq(liveSessions.classId, classId))
    .orderBy(liveSessions.startedAtMs, liveSessions.id);
  const ids = sessions.map(({ id }) => id);
  const [events, hostEvents, inside, runs, sittings, checks, conduct, questions, followUps, hosts] =
    await Promise.all([
      db.select().from(learningEvents).where(eq(learningEvents.classId, classId)).orderBy(learningEvents.seq),
      db.select().from(liveEvents).where(inArray(liveEvents.liveSessionId, ids)).orderBy(liveEvents.seq),
      db.select().from(liveSeats).where(inArray(liveSeats.liveSessionId, ids)).orderBy(liveSeats.number),
      db
        .select()
        .from(gameRuns)
        .where(eq(gameRuns.classId, classId))
        .orderBy(gameRuns.issuedAtMs, gameRuns.id),
      db
        .select()
        .from(testSittings)
        .where(and(eq(testSittings.classId, classId), eq(testSittings.visitId, visitId)))
        .orderBy(testSittings.id),
      db.select().from(visitChecks).where(eq(visitChecks.visitId, visitId)).orderBy(visitChecks.item),
      db.select().from(conductReports).where(eq(conductReports.visitId, visitId)).orderBy(conductReports.id),
      db.select().from(visitQuestions).where(eq(visitQuestions.visitId, visitId)).orderBy(visitQuestions.id),
      db.select().from(visitFollowUps).where(eq(visitFollowUps.visitId, visitId)).orderBy(visitFollowUps.id),
      db.select().from(visitHosts).where(eq(visitHosts.visitId, visitId)).orderBy(visitHosts.id),
    ]);
  const of = <Row extends { liveSessionId: string }>(rows: readonly Row[], sessionId: string) =>
    rows.filter((row) => row.liveSessionId === sessionId);
  const rows: Record<keyof ResultsBody, unknown> = {
    events: events.map((row) => without(row, ['classId'])),
    sessions: sessions.map((row) => ({
      ...without(row, ['classId', 'visitId', 'openSteps']),
      events: of(hostEvents, row.id).map((one) => without(one, ['liveSessionId'])),
      seats: of(inside, row.id).map((one) => without(one, ['liveSessionId'])),
    })),
    runs: runs.map((row) => without(row, ['classId'])),
    sittings: sittings.map((row) => without(row, ['classId', 'visitId'])),
    checks: checks.map((row) => without(row, ['visitId'])),
    conduct: conduct.map((row) => without(row, ['visitId', 'resolution', 'closedByAccountId', 'closedAtMs'])),
    questions: questions.map((row) => without(row, ['visitId'])),
    followUps: followUps.map((row) => without(row, ['visitId'])),
    hosts: hosts.map(({ id, confirmedAtMs, signedInAtMs }) => ({ id, confirmedAtMs, signedInAtMs })),
  };
  return rows as ResultsBody;
}

function without<Row extends object, Name extends keyof Row>(
  row: Row,
  names: readonly Name[],
): Omit<Row, Name> {
  const left = Object.entries(row).filter(([name]) => !(names as readonly string[]).includes(name));
  return Object.fromEntries(left) as Omit<Row, Name>;
}
