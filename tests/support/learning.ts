import type { Database } from '#db/database.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';

import { smallCatalogue, smallGame } from './small-catalogue.ts';

/** Learning over a small catalogue and a small game, as the server sets it up. */
export async function smallLearning(database: Database): Promise<Learning> {
  await recordQuestionVersions(database, smallCatalogue, 1);
  return {
    database,
    catalogue: smallCatalogue,
    rulesOf: (id) => (id === smallGame.id ? smallGame : null),
  };
}

/** A readable UUIDv7 for each number. */
export function eventId(number: number): string {
  return `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The projection tables and the marks of voided events, row by row, as one string. */
export async function dumpProjections(database: Database): Promise<string> {
  const tables = [
    'SELECT * FROM answer_tallies ORDER BY class_id, lesson_id, question_id, option_key, misconception, mode, try_number',
    'SELECT * FROM lesson_progress ORDER BY seat_id, lesson_id',
    'SELECT seq, voided_by_seq FROM learning_events ORDER BY seq',
  ];
  const dumps: string[] = [];
  for (const sql of tables) {
    const { rows } = await database.client.execute(sql);
    dumps.push(...rows.map((row) => JSON.stringify(row)));
  }
  return dumps.join('\n');
}
