import { and, eq } from 'drizzle-orm';

import type { Database, Statement } from '../database.ts';
import { questionVersions } from '../schema/index.ts';

export async function findQuestionVersion(
  database: Database,
  questionId: string,
  version: string,
): Promise<unknown> {
  const row = await database.drizzle
    .select({ authored: questionVersions.authored })
    .from(questionVersions)
    .where(and(eq(questionVersions.questionId, questionId), eq(questionVersions.version, version)))
    .get();
  return row?.authored;
}

/** Keeps a version the first time it is served; nodes that start together may both try. */
export function insertQuestionVersion(
  question: { readonly id: string; readonly version: string },
  nowMs: number,
): Statement {
  return {
    sql: `INSERT INTO question_versions (question_id, version, authored, first_served_at_ms)
VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    args: [question.id, question.version, JSON.stringify(question), nowMs],
  };
}
