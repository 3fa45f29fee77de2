import { asc, eq } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, visitQuestions } from '../schema/index.ts';

type QuestionRow = typeof visitQuestions.$inferSelect;

export interface VisitQuestion extends QuestionRow {
  readonly ownerName: string | null;
}

export function insertVisitQuestion(database: Database, row: typeof visitQuestions.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visitQuestions).values(row));
}

/** Gives an open question to whoever takes it first; the unit of a second taker is refused. */
export function takeVisitQuestion(id: string, visitId: string, accountId: string): Statement {
  return {
    sql: `UPDATE visit_questions SET
  visit_id = CASE WHEN stage = 'open' AND owner_account_id IS NULL THEN visit_id END, owner_account_id = ?
WHERE id = ? AND visit_id = ?`,
    args: [accountId, id, visitId],
  };
}

/** Keeps the answer of an open question; without `ownerId` whoever owns it. A second answer's unit is refused. */
export function answerVisitQuestion(
  id: string,
  { ownerId, byAccountId }: { readonly ownerId: string | null; readonly byAccountId: string },
  { stage, answer, answeredAtMs }: Pick<QuestionRow, 'stage' | 'answer'> & { answeredAtMs: number },
): Statement {
  return {
    sql: `UPDATE visit_questions SET
  visit_id = CASE WHEN stage = 'open' AND (?1 IS NULL OR owner_account_id = ?1) THEN visit_id END,
  stage = ?2, answer = ?3, answered_at_ms = ?4, owner_account_id = coalesce(owner_account_id, ?6)
WHERE id = ?5`,
    args: [ownerId, stage, answer, answeredAtMs, id, byAccountId],
  };
}

/** Takes away the words of what was asked before a moment; the rows stay for the counts. */
export function emptyVisitQuestions(askedBeforeMs: number): Statement {
  return {
    sql: `UPDATE visit_questions SET text = '', answer = ''
WHERE asked_at_ms <= ? AND (text <> '' OR answer <> '')`,
    args: [askedBeforeMs],
  };
}

export async function findVisitQuestion(database: Database, id: string): Promise<QuestionRow | undefined> {
  return database.drizzle.select().from(visitQuestions).where(eq(visitQuestions.id, id)).get();
}

export async function listVisitQuestions(
  database: Database,
  visitId: string,
): Promise<readonly VisitQuestion[]> {
  const rows = await database.drizzle
    .select({ question: visitQuestions, ownerName: accounts.displayName })
    .from(visitQuestions)
    .leftJoin(accounts, eq(accounts.id, visitQuestions.ownerAccountId))
    .where(eq(visitQuestions.visitId, visitId))
    .orderBy(asc(visitQuestions.askedAtMs), asc(visitQuestions.id));
  return rows.map(({ question, ownerName }) => ({ ...question, ownerName }));
}
