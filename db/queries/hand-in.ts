import { eq } from 'drizzle-orm';

import type { ResultEvent, ResultsBody, ResultSession } from '#domain/visit-results.ts';

import { toStatement, type Database, type Statement } from '../database.ts';
import {
  conductReports,
  gameRuns,
  liveEvents,
  liveSeats,
  liveSessions,
  testSittings,
  visitChecks,
  visitFollowUps,
  visitQuestions,
} from '../schema/index.ts';
import { eventColumns } from './learning-events.ts';

/** A laptop's event as it goes into the log: what it follows is named by device ids, not by the laptop's numbers. */
export type GivenEvent = Omit<ResultEvent, 'seq' | 'firstTrySeq' | 'voidedBySeq'> & {
  /** The device id of the first try that a second one follows. */
  readonly firstTryId: string | null;
  readonly voided: boolean;
};

/** JSON field → column; the class is the visit's, whatever a file says. */
const { classId: _classId, ...columns } = eventColumns;

const names = Object.values(columns);
const parsed = Object.entries({ ...columns, firstTryId: 'first_try_id', voided: 'voided' }).map(
  ([field, column]) => `json_extract(value, '$.${field}') AS ${column}`,
);

/** What stands in the log already for the same seat and question. */
const tried = (tryNumber: 1 | 2): string => `EXISTS (SELECT 1 FROM learning_events AS one
  WHERE one.seat_id = given.seat_id AND one.question_id = given.question_id
    AND one.try_number = ${tryNumber} AND one.voided_by_seq IS NULL)`;
const ranBefore = (whose: string): string => `EXISTS (SELECT 1 FROM learning_events AS one
  WHERE one.${whose} = given.${whose} AND one.kind = given.kind AND one.game_id = given.game_id
    AND one.band = given.band AND one.at_ms > given.at_ms - ?3
    AND one.evidence IS NOT NULL AND one.voided_by_seq IS NULL)`;

const special: Partial<Record<string, string>> = {
  kind: "CASE WHEN repeats THEN 'live-repeated' ELSE kind END",
  try_number: 'CASE WHEN repeats THEN NULL ELSE try_number END',
  evidence: 'CASE WHEN repeats OR spent THEN NULL ELSE evidence END',
};

/**
 * Appends events of a laptop in their order. Decided by the very statement, so that no answer that comes
 * meanwhile slips between: a try at a question that the seat has tried here is a repeated one, a game within
 * the pause proves nothing more, a milestone that stands and a row that is here already are left out. What was
 * voided there gets its mark after the event that voids it (`markAnew`); until then it carries 0.
 */
const insertGiven = `WITH given AS MATERIALIZED (
  SELECT key AS place, ?2 AS class_id, ${parsed.join(', ')} FROM json_each(?1)
), found AS (
  SELECT given.*, CASE
    WHEN try_number IS NOT 2 THEN NULL
    WHEN voided THEN (SELECT seq FROM learning_events AS one
      WHERE one.seat_id = given.seat_id AND one.device_event_id = given.first_try_id)
    ELSE (SELECT seq FROM learning_events AS one WHERE one.seat_id = given.seat_id
      AND one.question_id = given.question_id AND one.try_number = 1 AND one.voided_by_seq IS NULL
      AND one.mark = 'wrong') END AS first_seq
  FROM given
), judged AS (
  SELECT given.*,
    kind = 'question-answered' AND ((try_number IS 1 AND NOT voided AND ${tried(1)})
      OR (try_number IS 2 AND (first_seq IS NULL OR (NOT voided AND ${tried(2)})))) AS repeats,
    (kind = 'game-finished' AND ${ranBefore('seat_id')})
      OR (kind = 'team-played' AND ${ranBefore('class_id')}) AS spent
  FROM found AS given
  WHERE NOT (NOT voided AND kind IN ('lesson-opened', 'lesson-finished') AND EXISTS (
      SELECT 1 FROM learning_events AS one WHERE one.seat_id = given.seat_id
        AND one.lesson_id = given.lesson_id AND one.kind = given.kind AND one.voided_by_seq IS NULL))
    AND NOT (NOT voided AND kind = 'test-answered' AND try_number IS 1 AND ${tried(1)})
    AND NOT (NOT voided AND sitting_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM learning_events AS one WHERE one.sitting_id = given.sitting_id
        AND one.seat_id = given.seat_id AND one.question_id = given.question_id
        AND one.voided_by_seq IS NULL))
    AND NOT EXISTS (SELECT 1 FROM learning_events AS one
      WHERE one.seat_id = given.seat_id AND one.device_event_id = given.device_event_id)
    AND NOT (seat_id IS NULL AND EXISTS (SELECT 1 FROM learning_events AS one
      WHERE one.class_id = ?2 AND one.device_event_id = given.device_event_id AND one.seat_id IS NULL))
)
INSERT INTO learning_events (class_id, ${names.join(', ')}, first_try_seq, voided_by_seq)
SELECT class_id, ${names.map((name) => special[name] ?? name).join(', ')},
  CASE WHEN repeats THEN NULL ELSE first_seq END, CASE WHEN voided THEN 0 END
FROM judged ORDER BY place`;

export function insertGivenEvents(
  classId: string,
  events: readonly GivenEvent[],
  evidencePauseMs: number,
): Statement {
  return { sql: insertGiven, args: [JSON.stringify(events), classId, evidencePauseMs] };
}

const namedBefore = `SELECT one.seq FROM json_each(?3) AS victim JOIN learning_events AS one
    ON one.seat_id = json_extract(victim.value, '$[0]') AND one.device_event_id = json_extract(victim.value, '$[1]')
  UNION SELECT one.seq FROM json_each(?3) AS victim JOIN learning_events AS one
    ON json_extract(victim.value, '$[0]') IS NULL AND one.seat_id IS NULL AND one.class_id = ?2
      AND one.device_event_id = json_extract(victim.value, '$[1]')`;

const insertVoidingSql = `WITH given AS (SELECT ?2 AS class_id, ${parsed.join(', ')} FROM json_each(?1))
INSERT INTO learning_events (class_id, ${names.join(', ')})
SELECT class_id, ${names
  .map((name) =>
    name === 'detail'
      ? `json_set(detail, '$.seqs', json((SELECT json_group_array(seq) FROM (${namedBefore}))))`
      : name,
  )
  .join(', ')} FROM given`;

/** An event that voids others; `victims` are [seat id or null, device id] of events that were appended before it. */
export function insertVoiding(
  classId: string,
  event: GivenEvent,
  victims: readonly (readonly [string | null, string])[],
): Statement {
  return { sql: insertVoidingSql, args: [JSON.stringify([event]), classId, JSON.stringify(victims)] };
}

/** A lesson that was run on a laptop, with its host's actions and the seats that were inside. */
export function insertResultSession(
  database: Database,
  { events, seats, ...session }: ResultSession,
  of: Of,
): Statement[] {
  const db = database.drizzle;
  const liveSessionId = session.id;
  const inserts = [
    db.insert(liveSessions).values({ ...session, ...of, openSteps: [] }),
    ...inParts(events).map((part) =>
      db.insert(liveEvents).values(part.map((one) => ({ ...one, liveSessionId }))),
    ),
    ...inParts(seats).map((part) =>
      db.insert(liveSeats).values(part.map((one) => ({ ...one, liveSessionId }))),
    ),
  ];
  return inserts.map(toStatement);
}

interface Of {
  readonly classId: string;
  readonly visitId: string;
}

export function insertRuns(database: Database, runs: ResultsBody['runs'], { classId }: Of): Statement[] {
  return inParts(runs).map((part) =>
    toStatement(database.drizzle.insert(gameRuns).values(part.map((one) => ({ ...one, classId })))),
  );
}

/** Sittings of tests that were begun on a laptop. */
export function insertSittings(database: Database, sittings: ResultsBody['sittings'], of: Of): Statement[] {
  return sittings.map((one) => toStatement(database.drizzle.insert(testSittings).values({ ...one, ...of })));
}

/** Sittings of a visit that this server knows: the laptop had them with its pack. */
export async function listSittingIds(database: Database, visitId: string): Promise<ReadonlySet<string>> {
  const rows = await database.drizzle
    .select({ id: testSittings.id })
    .from(testSittings)
    .where(eq(testSittings.visitId, visitId));
  return new Set(rows.map(({ id }) => id));
}

/** What adults wrote on the laptop; a line that was ticked here too stays as it is. */
export function insertPapers(
  database: Database,
  {
    checks,
    conduct,
    questions,
    followUps,
    hosts,
  }: Omit<ResultsBody, 'events' | 'sessions' | 'runs' | 'sittings'>,
  visitId: string,
): Statement[] {
  const db = database.drizzle;
  return [
    ...checks.map((one) =>
      toStatement(
        db
          .insert(visitChecks)
          .values({ ...one, visitId })
          .onConflictDoNothing(),
      ),
    ),
    ...conduct.map((one) =>
      toStatement(
        db
          .insert(conductReports)
          .values({ ...one, visitId })
          .onConflictDoNothing(),
      ),
    ),
    ...questions.map((one) =>
      toStatement(
        db
          .insert(visitQuestions)
          .values({ ...one, visitId })
          .onConflictDoNothing(),
      ),
    ),
    ...followUps.map((one) =>
      toStatement(
        db
          .insert(visitFollowUps)
          .values({ ...one, visitId })
          .onConflictDoNothing(),
      ),
    ),
    ...hosts.map(({ id, confirmedAtMs, signedInAtMs }) => ({
      sql: `UPDATE visit_hosts SET confirmed_at_ms = coalesce(confirmed_at_ms, ?),
  signed_in_at_ms = coalesce(signed_in_at_ms, ?) WHERE id = ? AND visit_id = ?`,
      args: [confirmedAtMs, signedInAtMs, id, visitId],
    })),
  ];
}

/** Rows for one statement each, well below the limit of its arguments. */
function inParts<Row>(rows: readonly Row[]): Row[][] {
  const size = 50;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, part) =>
    rows.slice(part * size, (part + 1) * size),
  );
}
