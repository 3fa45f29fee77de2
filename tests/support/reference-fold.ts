import type { Database } from '#db/database.ts';

type Row = Readonly<Record<string, string | number | null>>;

/**
 * Tallies and progress as plain loops over the log, written apart from the project's SQL: what the tables
 * have to hold, as sorted lines.
 */
export async function foldByHand(database: Database): Promise<readonly string[]> {
  const { rows } = await database.client.execute('SELECT * FROM learning_events ORDER BY seq');
  const tallies = new Map<string, number>();
  const progress = new Map<string, Record<string, number | null>>();
  const add = (key: readonly unknown[], count: number): void => {
    if (count > 0) tallies.set(JSON.stringify(key), (tallies.get(JSON.stringify(key)) ?? 0) + count);
  };
  for (const event of rows as unknown as readonly Row[]) {
    if (event['voided_by_seq'] !== null || event['counted'] !== 1) continue;
    const where = [event['class_id'], event['lesson_id'], event['question_id']];
    if (event['kind'] === 'question-answered')
      add([...where, event['chosen'], event['misconception'] ?? '', event['mode'], event['try_number']], 1);
    if (event['kind'] === 'hand-counted') {
      const { tallies: hands } = JSON.parse(String(event['detail'])) as {
        tallies: { optionKey: string; misconception: string | null; count: number }[];
      };
      for (const hand of hands)
        add([...where, hand.optionKey, hand.misconception ?? '', 'hand-count', 1], hand.count);
    }
    if (
      ['lesson-opened', 'question-answered', 'game-finished', 'lesson-finished'].includes(
        String(event['kind']),
      )
    )
      note(progress, event);
  }
  return [
    ...[...tallies].map(([key, count]) => `${key} ${count}`).sort(),
    ...[...progress].map(([key, row]) => `${key} ${JSON.stringify(row)}`).sort(),
  ];
}

function note(progress: Map<string, Record<string, number | null>>, event: Row): void {
  const key = JSON.stringify([event['class_id'], event['seat_id'], event['lesson_id']]);
  const row = progress.get(key) ?? {
    answered: 0,
    first: 0,
    right: 0,
    games: 0,
    best: null,
    done: null,
    last: 0,
  };
  const count = (field: string): void => void (row[field] = (row[field] ?? 0) + 1);
  const atMs = Number(event['at_ms']);
  if (event['kind'] === 'question-answered') {
    if (event['try_number'] === 1) count('answered');
    if (event['mark'] === 'right') count('right');
    if (event['mark'] === 'right' && event['try_number'] === 1) count('first');
  }
  if (event['kind'] === 'game-finished') {
    count('games');
    const score = event['score_bp'];
    if (typeof score === 'number') row['best'] = Math.max(row['best'] ?? 0, score);
  }
  if (event['kind'] === 'lesson-finished') row['done'] = atMs;
  row['last'] = Math.max(row['last'] ?? 0, atMs);
  progress.set(key, row);
}

/** What the projection tables do hold, in the same form. */
export async function readTables(database: Database): Promise<readonly string[]> {
  const tallies = await database.client.execute(
    'SELECT json_array(class_id, lesson_id, question_id, option_key, misconception, mode, try_number) AS key, count FROM answer_tallies',
  );
  const progress = await database.client.execute(
    `SELECT json_array(class_id, seat_id, lesson_id) AS key, questions_answered AS answered,
      questions_right_first AS first, questions_right AS right, games_finished AS games, best_score_bp AS best,
      finished_at_ms AS done, last_at_ms AS last FROM lesson_progress`,
  );
  const rowOf = ({ answered, first, right, games, best, done, last }: Record<string, unknown>): string =>
    JSON.stringify({ answered, first, right, games, best, done, last });
  return [
    ...tallies.rows.map((row) => `${row['key'] as string} ${row['count'] as number}`).sort(),
    ...progress.rows.map((row) => `${row['key'] as string} ${rowOf(row)}`).sort(),
  ];
}
