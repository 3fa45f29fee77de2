import type { Database, Statement } from '../database.ts';
import type { LearningEvent } from './learning-events.ts';

/**
 * Projections are sums over the events that stand (`voided_by_seq IS NULL`) and count: an event that is
 * written adds its part below, in the same unit; what is voided or erased, and a rebuild, sum anew.
 */

const addTally = `INSERT INTO answer_tallies
  (class_id, lesson_id, question_id, option_key, misconception, mode, try_number, count)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET count = count + excluded.count`;

const addProgress = `INSERT INTO lesson_progress (class_id, seat_id, lesson_id, questions_answered,
  questions_right_first, questions_right, games_finished, best_score_bp, finished_at_ms, last_at_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  questions_answered = questions_answered + excluded.questions_answered,
  questions_right_first = questions_right_first + excluded.questions_right_first,
  questions_right = questions_right + excluded.questions_right,
  games_finished = games_finished + excluded.games_finished,
  best_score_bp = coalesce(max(best_score_bp, excluded.best_score_bp), best_score_bp, excluded.best_score_bp),
  finished_at_ms = coalesce(finished_at_ms, excluded.finished_at_ms),
  last_at_ms = max(last_at_ms, excluded.last_at_ms)`;

/** One option of a hand count, as the event's detail keeps it. */
export interface HandTally {
  readonly optionKey: string;
  readonly misconception: string | null;
  readonly count: number;
}

/** What the event adds to the projections; nothing when it does not count. */
export function addToProjections(event: LearningEvent): readonly Statement[] {
  if (!event.counted) return [];
  switch (event.kind) {
    case 'question-answered':
      return [tallyOf(event), progressOf(event)];
    case 'hand-counted':
    case 'team-answered':
      return (event.detail as { tallies: readonly HandTally[] }).tallies
        .filter(({ count }) => count > 0)
        .map((tally) => handTallyOf(event, tally));
    case 'lesson-opened':
    case 'lesson-finished':
    case 'game-finished':
      return [progressOf(event)];
    // A test's answers stay in its sitting: the heat map shows what is taught from.
    case 'test-answered':
    case 'team-played':
    case 'live-repeated':
    case 'faces-felt':
    case 'voided':
      return [];
  }
}

function tallyOf(event: LearningEvent): Statement {
  const { classId, lessonId, questionId, chosen, misconception, mode, tryNumber } = event;
  const args = [classId, lessonId, questionId, chosen, misconception ?? '', mode, tryNumber, 1];
  return { sql: addTally, args };
}

function handTallyOf(event: LearningEvent, tally: HandTally): Statement {
  const { classId, lessonId, questionId, mode } = event;
  const { optionKey, misconception, count } = tally;
  const args = [classId, lessonId, questionId, optionKey, misconception ?? '', mode, 1, count];
  return { sql: addTally, args };
}

function progressOf(event: LearningEvent): Statement {
  const { kind, tryNumber, mark, atMs } = event;
  const answered = kind === 'question-answered';
  const right = answered && mark === 'right';
  const args = [
    ...[event.classId, event.seatId, event.lessonId],
    answered && tryNumber === 1 ? 1 : 0,
    right && tryNumber === 1 ? 1 : 0,
    right ? 1 : 0,
    kind === 'game-finished' ? 1 : 0,
    kind === 'game-finished' ? event.scoreBp : null,
    kind === 'lesson-finished' ? atMs : null,
    atMs,
  ];
  return { sql: addProgress, args };
}

/** `lessons` is a JSON list of lesson ids, or null for all of the class. */
const ofLessons = 'class_id = ?1 AND (?2 IS NULL OR lesson_id IN (SELECT value FROM json_each(?2)))';
const standing = `${ofLessons} AND counted = 1 AND voided_by_seq IS NULL`;

const sumTallies = `INSERT INTO answer_tallies
  (class_id, lesson_id, question_id, option_key, misconception, mode, try_number, count)
SELECT class_id, lesson_id, question_id, option_key, misconception, mode, try_number, sum(count) FROM (
  SELECT class_id, lesson_id, question_id, chosen AS option_key, coalesce(misconception, '') AS misconception,
    mode, try_number, 1 AS count
  FROM learning_events WHERE ${standing} AND kind = 'question-answered'
  UNION ALL
  SELECT class_id, lesson_id, question_id, json_extract(tally.value, '$.optionKey'),
    coalesce(json_extract(tally.value, '$.misconception'), ''), mode, 1, json_extract(tally.value, '$.count')
  FROM learning_events, json_each(detail, '$.tallies') AS tally WHERE ${standing} AND kind IN ('hand-counted', 'team-answered')
) GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(count) > 0`;

const sumProgress = `INSERT INTO lesson_progress (class_id, seat_id, lesson_id, questions_answered,
  questions_right_first, questions_right, games_finished, best_score_bp, finished_at_ms, last_at_ms)
SELECT class_id, seat_id, lesson_id,
  sum(kind = 'question-answered' AND try_number = 1),
  sum(kind = 'question-answered' AND try_number = 1 AND mark = 'right'),
  sum(kind = 'question-answered' AND mark = 'right'),
  sum(kind = 'game-finished'),
  max(CASE WHEN kind = 'game-finished' THEN score_bp END),
  max(CASE WHEN kind = 'lesson-finished' THEN at_ms END),
  max(at_ms)
FROM learning_events WHERE ${standing}
  AND kind IN ('lesson-opened', 'question-answered', 'game-finished', 'lesson-finished')
GROUP BY seat_id, lesson_id`;

/** Sums a class's projections anew from its log: all of them, or those of some lessons. */
export function sumAnew(classId: string, lessonIds: readonly string[] | null = null): readonly Statement[] {
  const args = [classId, lessonIds && JSON.stringify(lessonIds)];
  return [
    { sql: `DELETE FROM answer_tallies WHERE ${ofLessons}`, args },
    { sql: sumTallies, args },
    { sql: `DELETE FROM lesson_progress WHERE ${ofLessons}`, args },
    { sql: sumProgress, args },
  ];
}

/** Puts the marks of a class's voided events right, from its 'voided' events: the first one that names it. */
export function markAnew(classId: string): readonly Statement[] {
  return [
    {
      sql: `WITH named AS (SELECT victim.value AS seq, min(learning_events.seq) AS by_seq
  FROM learning_events, json_each(detail, '$.seqs') AS victim
  WHERE class_id = ?1 AND kind = 'voided' GROUP BY victim.value)
UPDATE learning_events SET voided_by_seq = (SELECT by_seq FROM named WHERE named.seq = learning_events.seq)
WHERE class_id = ?1
  AND voided_by_seq IS NOT (SELECT by_seq FROM named WHERE named.seq = learning_events.seq)`,
      args: [classId],
    },
  ];
}

/** Projection rows of classes that have no event left. */
export const dropOrphanRows: readonly Statement[] = ['answer_tallies', 'lesson_progress'].map((table) => ({
  sql: `DELETE FROM ${table} WHERE class_id NOT IN (SELECT class_id FROM learning_events)`,
  args: [],
}));

export async function listClassesWithEvents(
  database: Database,
): Promise<readonly { readonly classId: string; readonly events: number }[]> {
  const { rows } = await database.client.execute(
    'SELECT class_id, count(*) AS events FROM learning_events GROUP BY class_id ORDER BY class_id',
  );
  return rows.map((row) => ({ classId: row['class_id'] as string, events: row['events'] as number }));
}
