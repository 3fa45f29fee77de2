import type { InValue } from '@libsql/client';

import type { DeliveryMode, Evidence } from '#domain/evidence.ts';

import type { Database, Statement } from '../database.ts';

/** An event as the log keeps it; `evidence` and `detail` are JSON. What a kind does not have is null. */
export interface LearningEvent {
  readonly kind:
    | 'lesson-opened'
    | 'question-answered'
    | 'test-answered'
    | 'game-finished'
    | 'lesson-finished'
    | 'hand-counted'
    | 'team-answered'
    | 'team-played'
    | 'live-repeated'
    | 'faces-felt'
    | 'voided';
  readonly deviceEventId: string;
  readonly payloadHash: string;
  readonly classId: string;
  readonly seatId: string | null;
  readonly counted: boolean;
  readonly liveSessionId: string | null;
  readonly mode: DeliveryMode;
  readonly lessonId: string | null;
  readonly questionId: string | null;
  readonly questionVersion: string | null;
  readonly tryNumber: number | null;
  /** The sitting of a test that the answer belongs to; then it is no try. */
  readonly sittingId: string | null;
  readonly chosen: string | null;
  readonly mark: 'right' | 'wrong' | 'unknown' | null;
  readonly misconception: string | null;
  readonly runId: string | null;
  readonly gameId: string | null;
  readonly band: string | null;
  readonly scoreBp: number | null;
  readonly evidence: readonly Evidence[] | null;
  readonly detail: unknown;
  readonly contentHash: string;
  readonly rulesVersion: number | null;
  readonly atMs: number;
}

export interface StoredEvent extends LearningEvent {
  readonly seq: number;
  readonly firstTrySeq: number | null;
  readonly voidedBySeq: number | null;
}

/** Field → column. Written by hand and once: an answer passes here, and a query builder would cost more than SQLite. */
export const eventColumns = {
  kind: 'kind',
  deviceEventId: 'device_event_id',
  payloadHash: 'payload_hash',
  classId: 'class_id',
  seatId: 'seat_id',
  counted: 'counted',
  liveSessionId: 'live_session_id',
  mode: 'mode',
  lessonId: 'lesson_id',
  questionId: 'question_id',
  questionVersion: 'question_version',
  tryNumber: 'try_number',
  sittingId: 'sitting_id',
  chosen: 'chosen',
  mark: 'mark',
  misconception: 'misconception',
  runId: 'run_id',
  gameId: 'game_id',
  band: 'band',
  scoreBp: 'score_bp',
  evidence: 'evidence',
  detail: 'detail',
  contentHash: 'content_hash',
  rulesVersion: 'rules_version',
  atMs: 'at_ms',
} as const satisfies Record<keyof LearningEvent, string>;

const fields = Object.keys(eventColumns) as readonly (keyof LearningEvent)[];

/** `INSERT … SELECT ?, …`, with an expression in the place of some values. */
function insertSql(expressions: Partial<Record<keyof LearningEvent, string>>, firstTrySeq: string): string {
  const values = fields.map((field) => expressions[field] ?? '?');
  return `INSERT INTO learning_events (${Object.values(eventColumns).join(', ')}, first_try_seq)
VALUES (${values.join(', ')}, ${firstTrySeq})`;
}

const insertPlain = insertSql({}, 'NULL');

/** Without a wrong first try that stands, `first_try_seq` is null and the table's check refuses the row. */
const insertSecondTry = insertSql(
  {},
  `(SELECT seq FROM learning_events WHERE seat_id = ? AND question_id = ? AND try_number = 1
    AND voided_by_seq IS NULL AND mark = 'wrong')`,
);

/** Evidence only when no run of the band that finished in the last days was evidence; decided in the writer. */
const insertRunOf = (whose: string) =>
  insertSql(
    {
      evidence: `CASE WHEN EXISTS (SELECT 1 FROM learning_events WHERE ${whose}
    AND game_id = ? AND band = ? AND at_ms > ? AND evidence IS NOT NULL AND voided_by_seq IS NULL)
    THEN NULL ELSE ? END`,
    },
    'NULL',
  );

const insertGame = insertRunOf("seat_id = ? AND kind = 'game-finished'");
const insertTeamGame = insertRunOf("class_id = ? AND kind = 'team-played'");

/** Kept only while the room's round is open: else there is no class, which the column refuses. */
const insertLive = insertSql(
  {
    classId: `(SELECT class_id FROM live_sessions WHERE id = ? AND voided_at_ms IS NULL
    AND EXISTS (SELECT 1 FROM json_each(open_steps) WHERE value = ?))`,
  },
  'NULL',
);

/** Kept only while the sitting takes answers from the seat's class: else there is no class. */
const insertSitting = insertSql(
  { classId: '(SELECT class_id FROM test_sittings WHERE id = ? AND class_id = ? AND closes_at_ms > ?)' },
  'NULL',
);

function toArgument(event: LearningEvent, field: keyof LearningEvent): InValue {
  if (field === 'evidence') return event.evidence && JSON.stringify(event.evidence);
  if (field === 'detail') return event.detail === null ? null : JSON.stringify(event.detail);
  if (field === 'counted') return event.counted ? 1 : 0;
  return event[field];
}

export function insertEvent(event: LearningEvent): Statement {
  const args = fields.map((field) => toArgument(event, field));
  if (event.tryNumber !== 2) return { sql: insertPlain, args };
  return { sql: insertSecondTry, args: [...args, event.seatId, event.questionId] };
}

/** A device's answer in a room, at the step of its live session. */
export function insertLiveAnswer(event: LearningEvent, step: number): Statement {
  const args = fields.flatMap((field) =>
    field === 'classId' ? [event.liveSessionId, step] : [toArgument(event, field)],
  );
  return { sql: insertLive, args };
}

/** An answer in a test's sitting. */
export function insertSittingAnswer(event: LearningEvent): Statement {
  const args = fields.flatMap((field) =>
    field === 'classId' ? [event.sittingId, event.classId, event.atMs] : [toArgument(event, field)],
  );
  return { sql: insertSitting, args };
}

/** A finished run of a seat or of teams: its evidence counts unless theirs did after `evidenceSinceMs` in the band. */
export function insertGameEvent(event: LearningEvent, evidenceSinceMs: number): Statement {
  const args = fields.flatMap((field) =>
    field === 'evidence'
      ? [event.seatId ?? event.classId, event.gameId, event.band, evidenceSinceMs, toArgument(event, field)]
      : [toArgument(event, field)],
  );
  return { sql: event.seatId === null ? insertTeamGame : insertGame, args };
}

/**
 * Marks events as voided by the event that was written just before in the same unit; those that were voided
 * earlier keep their mark.
 */
export function markVoided(seqs: readonly number[]): Statement {
  return {
    sql: `UPDATE learning_events SET voided_by_seq = (SELECT max(seq) FROM learning_events)
WHERE seq IN (SELECT value FROM json_each(?)) AND voided_by_seq IS NULL`,
    args: [JSON.stringify(seqs)],
  };
}

export function deleteEventsOfSeat(seatId: string, throughMs: number): readonly Statement[] {
  return [
    { sql: 'DELETE FROM learning_events WHERE seat_id = ? AND at_ms <= ?', args: [seatId, throughMs] },
    { sql: 'DELETE FROM game_runs WHERE seat_id = ? AND issued_at_ms <= ?', args: [seatId, throughMs] },
    { sql: 'DELETE FROM live_seats WHERE seat_id = ? AND joined_at_ms <= ?', args: [seatId, throughMs] },
  ];
}

export function deleteEventsOfClass(classId: string, throughMs: number): readonly Statement[] {
  return [
    { sql: 'DELETE FROM learning_events WHERE class_id = ? AND at_ms <= ?', args: [classId, throughMs] },
    { sql: 'DELETE FROM game_runs WHERE class_id = ? AND issued_at_ms <= ?', args: [classId, throughMs] },
  ];
}

export async function findClassOfSeat(database: Database, seatId: string): Promise<string | undefined> {
  const sql = 'SELECT class_id FROM seats WHERE id = ?';
  const { rows } = await database.client.execute({ sql, args: [seatId] });
  return rows[0]?.['class_id'] as string | undefined;
}

const select = `SELECT seq, ${Object.values(eventColumns).join(', ')}, first_try_seq, voided_by_seq FROM learning_events`;

async function readEvents(
  database: Database,
  where: string,
  args: readonly InValue[],
): Promise<readonly StoredEvent[]> {
  const { rows } = await database.client.execute({ sql: `${select} WHERE ${where}`, args: [...args] });
  return rows.map((row) => {
    const cell = (column: string) => row[column] as never;
    const json = (column: string): unknown => JSON.parse((row[column] as string | null) ?? 'null');
    const entries = fields.map((field) => [field, cell(eventColumns[field])]);
    return {
      ...(Object.fromEntries(entries) as LearningEvent),
      seq: cell('seq'),
      counted: row['counted'] === 1,
      evidence: json('evidence') as readonly Evidence[] | null,
      detail: json('detail'),
      firstTrySeq: cell('first_try_seq'),
      voidedBySeq: cell('voided_by_seq'),
    };
  });
}

export async function findEventByDeviceId(
  database: Database,
  seatId: string,
  deviceEventId: string,
): Promise<StoredEvent | undefined> {
  return (await readEvents(database, 'seat_id = ? AND device_event_id = ?', [seatId, deviceEventId]))[0];
}

/** What a class did together, by the id that its screen gave it. */
export async function findClassEvent(
  database: Database,
  classId: string,
  deviceEventId: string,
): Promise<StoredEvent | undefined> {
  const where = 'class_id = ? AND device_event_id = ? AND seat_id IS NULL';
  return (await readEvents(database, where, [classId, deviceEventId]))[0];
}

/** What stands of a seat's tries at a question. */
export function listTries(
  database: Database,
  seatId: string,
  questionId: string,
): Promise<readonly StoredEvent[]> {
  const where = 'seat_id = ? AND question_id = ? AND try_number IS NOT NULL AND voided_by_seq IS NULL';
  return readEvents(database, where, [seatId, questionId]);
}

/** What stands of a seat's work, voided events left out, in the order of the log. */
export function listSeatEvents(
  database: Database,
  seatId: string,
  lessonId: string | null = null,
): Promise<readonly StoredEvent[]> {
  const where = 'seat_id = ? AND (? IS NULL OR lesson_id = ?) AND voided_by_seq IS NULL ORDER BY seq';
  return readEvents(database, where, [seatId, lessonId, lessonId]);
}

/** What stands of a seat's answers in a sitting. */
export function listSittingAnswers(
  database: Database,
  sittingId: string,
  seatId: string,
): Promise<readonly StoredEvent[]> {
  const where = 'sitting_id = ? AND sitting_id IS NOT NULL AND seat_id = ? AND voided_by_seq IS NULL';
  return readEvents(database, where, [sittingId, seatId]);
}

/** All that a seat did, voided events with it. */
export function listSeatHistory(database: Database, seatId: string): Promise<readonly StoredEvent[]> {
  return readEvents(database, 'seat_id = ? ORDER BY seq', [seatId]);
}

/** The count of hands or of teams that stands for a question in a live session. */
export async function findClassCount(
  database: Database,
  kind: 'hand-counted' | 'team-answered',
  liveSessionId: string,
  questionId: string,
): Promise<StoredEvent | undefined> {
  const where = 'kind = ? AND live_session_id = ? AND question_id = ? AND voided_by_seq IS NULL';
  return (await readEvents(database, where, [kind, liveSessionId, questionId]))[0];
}

const liveKinds = "kind IN ('question-answered', 'live-repeated', 'faces-felt')";

/** What stands of the seats' answers to a question in a live session. */
export function listLiveAnswers(
  database: Database,
  liveSessionId: string,
  questionId: string,
): Promise<readonly StoredEvent[]> {
  const where = `live_session_id = ? AND question_id = ? AND seat_id IS NOT NULL AND voided_by_seq IS NULL AND ${liveKinds}`;
  return readEvents(database, where, [liveSessionId, questionId]);
}

/** What stands of one seat's answers in a live session. */
export function listLiveAnswersOfSeat(
  database: Database,
  liveSessionId: string,
  seatId: string,
): Promise<readonly StoredEvent[]> {
  const where = `live_session_id = ? AND seat_id = ? AND voided_by_seq IS NULL AND ${liveKinds}`;
  return readEvents(database, where, [liveSessionId, seatId]);
}

/** First tries at a question that stand for a class's seats. */
export function listFirstTries(
  database: Database,
  classId: string,
  questionId: string,
): Promise<readonly StoredEvent[]> {
  const where = `seat_id IN (SELECT id FROM seats WHERE class_id = ?) AND question_id = ?
    AND try_number = 1 AND voided_by_seq IS NULL`;
  return readEvents(database, where, [classId, questionId]);
}

const countLive = (narrow: string): string => `SELECT question_id, mode, chosen, count(*) AS seats
FROM learning_events
WHERE live_session_id = ?${narrow} AND seat_id IS NOT NULL AND counted = 1 AND voided_by_seq IS NULL AND ${liveKinds}
GROUP BY question_id, mode, chosen`;
const countLiveAll = countLive('');
const countLiveOne = countLive(' AND question_id = ?');

/** Question id → mode → chosen → seats. */
export type LiveAnswerCounts = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>
>;

/** How many seats chose what in a live session, at all its questions or at one. */
export async function countLiveAnswers(
  database: Database,
  liveSessionId: string,
  questionId: string | null = null,
): Promise<LiveAnswerCounts> {
  const { rows } = await database.client.execute(
    questionId === null
      ? { sql: countLiveAll, args: [liveSessionId] }
      : { sql: countLiveOne, args: [liveSessionId, questionId] },
  );
  const counts: Record<string, Record<string, Record<string, number>>> = {};
  for (const row of rows) {
    const modes = (counts[row['question_id'] as string] ??= {});
    const own = (modes[row['mode'] as string] ??= {});
    own[row['chosen'] as string] = row['seats'] as number;
  }
  return counts;
}

/** How many seats finished their lesson by taking part in a live session. */
export async function countFinishedSeats(database: Database, liveSessionId: string): Promise<number> {
  const { rows } = await database.client.execute({
    sql: `SELECT count(DISTINCT seat_id) AS seats FROM learning_events
WHERE live_session_id = ? AND kind = 'lesson-finished' AND counted = 1 AND voided_by_seq IS NULL`,
    args: [liveSessionId],
  });
  return (rows[0]?.['seats'] as number | undefined) ?? 0;
}

/** What to take back: every filter that is given narrows it; times are the server's. */
export interface VoidFilter {
  readonly classId: string;
  readonly seatId?: string;
  readonly lessonId?: string;
  readonly liveSessionId?: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/** Standing events that a filter means, and the second tries that follow the first ones among them. */
export async function listVoidable(
  database: Database,
  filter: VoidFilter,
): Promise<readonly { readonly seq: number; readonly lessonId: string | null }[]> {
  const conditions: [string, InValue | undefined][] = [
    ['seat_id = ?', filter.seatId],
    ['lesson_id = ?', filter.lessonId],
    ['live_session_id = ?', filter.liveSessionId],
    ['at_ms >= ?', filter.fromMs],
    ['at_ms <= ?', filter.untilMs],
  ];
  const given = conditions.filter(([, value]) => value !== undefined);
  const narrow = given.map(([condition]) => ` AND ${condition}`).join('');
  const { rows } = await database.client.execute({
    sql: `WITH meant AS (SELECT seq FROM learning_events
  WHERE class_id = ? AND kind <> 'voided' AND voided_by_seq IS NULL${narrow})
SELECT seq, lesson_id FROM learning_events WHERE class_id = ? AND voided_by_seq IS NULL
  AND (seq IN meant OR first_try_seq IN meant) ORDER BY seq`,
    args: [filter.classId, ...given.map(([, value]) => value as InValue), filter.classId],
  });
  return rows.map((row) => ({ seq: row['seq'] as number, lessonId: row['lesson_id'] as string | null }));
}

/** Seats with at least so many answers in a live session that have not finished its lesson. */
export async function listSeatsToFinish(
  database: Database,
  of: { readonly liveSessionId: string; readonly lessonId: string; readonly answers: number },
): Promise<readonly { id: string; number: number; mode: 'devices' | 'cards' }[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT seats.id, seats.number, max(event.mode) AS mode FROM learning_events AS event
JOIN seats ON seats.id = event.seat_id
WHERE event.live_session_id = ? AND event.kind IN ('question-answered', 'live-repeated')
  AND event.counted = 1 AND event.voided_by_seq IS NULL
  AND NOT EXISTS (SELECT 1 FROM learning_events AS finish WHERE finish.seat_id = event.seat_id
    AND finish.lesson_id = ? AND finish.kind = 'lesson-finished' AND finish.voided_by_seq IS NULL)
GROUP BY seats.id HAVING count(*) >= ? ORDER BY seats.number`,
    args: [of.liveSessionId, of.lessonId, of.answers],
  });
  return rows as unknown as { id: string; number: number; mode: 'devices' | 'cards' }[];
}
