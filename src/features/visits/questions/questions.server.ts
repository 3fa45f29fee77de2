import { z } from 'zod';

import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database, Statement } from '#db/database.ts';
import { addToYear } from '#db/queries/ledger.ts';
import {
  answerVisitQuestion,
  emptyVisitQuestions,
  findVisitQuestion,
  insertVisitQuestion,
  listVisitQuestions,
  takeVisitQuestion,
  type VisitQuestion,
} from '#db/queries/visit-questions.ts';
import type { VisitMeasure } from '#domain/bank-year.ts';
import { mayOnVisit, type Principal } from '#domain/permissions.ts';
import {
  answerWithinDays,
  measuresOfAnswer,
  questionFunnel,
  questionStages,
  questionWordsMs,
  type QuestionFunnel,
} from '#domain/visit-question.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { workingDaysLater } from '#domain/working-days.ts';
import { dayOf } from '#i18n/school-time.ts';

import { refuseTyped } from '../refuse-typed.ts';

export interface VisitQuestions {
  readonly questions: readonly (VisitQuestion & {
    /** Words are kept for 30 days. */
    readonly isEmptied: boolean;
    readonly mayTake: boolean;
    readonly mayAnswer: boolean;
  })[];
  readonly funnel: QuestionFunnel;
  readonly mayAsk: boolean;
}

/** The visit's question box, as who asks may use it. */
export async function readVisitQuestions(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  nowMs: number,
): Promise<VisitQuestions> {
  const rows = await listVisitQuestions(database, visit.id);
  const ownId = who.account?.id ?? '';
  const mayAnswerAll = mayOnVisit(who, 'sign-visit-report', visit);
  const questions = rows.map((row) => {
    const isEmptied = row.askedAtMs <= nowMs - questionWordsMs;
    const isOpen = row.stage === 'open';
    return {
      ...row,
      ...(isEmptied ? { text: '', answer: '' } : {}),
      isEmptied,
      mayTake: isOpen && row.ownerAccountId === null,
      mayAnswer: isOpen && (row.ownerAccountId === ownId || mayAnswerAll),
    };
  });
  return { questions, funnel: questionFunnel(rows, nowMs), mayAsk: takesQuestions(visit) };
}

function takesQuestions({ status }: VisitWithCrew): boolean {
  return status === 'agreed' || status === 'held' || status === 'reported';
}

const askSchema = z.object({ id: z.string().min(8).max(64), text: z.string().trim().min(2).max(200) });

export type QuestionProblem =
  | 'not-found'
  | 'bad-input'
  | 'visit-not-agreed'
  | 'personal-data'
  | 'sells-something'
  | 'question-taken'
  | 'question-answered';

/** Puts a question of the class into the box. The same form sent twice asks once. */
export async function askQuestion(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, QuestionProblem>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok) return found;
  const parsed = askSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  if (!takesQuestions(found.value)) return refuse('visit-not-agreed');
  const { id, text } = parsed.data;
  const typed = refuseTyped(text);
  if (!typed.ok) return typed;
  const dueAtMs = workingDaysLater(nowMs, answerWithinDays);
  const kept = await database.write([
    insertVisitQuestion(database, { id, visitId, text, stage: 'open', askedAtMs: nowMs, dueAtMs }),
    ...countAll(database, found.value, ['questions-asked'], nowMs),
  ]);
  if (kept.ok) return ok(null);
  return (await findVisitQuestion(database, id))?.visitId === visitId ? ok(null) : refuse('bad-input');
}

/** Who takes a question first answers for it to the end. */
export async function takeQuestion(
  database: Database,
  who: Principal,
  visitId: string,
  questionId: string,
): Promise<Result<null, QuestionProblem>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok) return found;
  const ownId = who.account?.id ?? '';
  const kept = await database.write([takeVisitQuestion(questionId, visitId, ownId)]);
  const question = await findVisitQuestion(database, questionId);
  if (question?.visitId !== visitId) return refuse('not-found');
  return kept.ok || question.ownerAccountId === ownId ? ok(null) : refuse('question-taken');
}

const answerSchema = z.object({
  questionId: z.string().max(64),
  stage: z.enum(questionStages),
  answer: z.string().trim().min(1).max(300),
});

/** Closes a question with its answer: whoever took it, or as an expert the bank's coordinator. */
export async function answerQuestionOfVisit(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, QuestionProblem>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok) return found;
  const parsed = answerSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  const { questionId, stage, answer } = parsed.data;
  const typed = refuseTyped(answer);
  if (!typed.ok) return typed;
  const question = await findVisitQuestion(database, questionId);
  if (question?.visitId !== visitId) return refuse('not-found');
  const ownId = who.account?.id ?? '';
  const answersForAll = stage === 'expert' && mayOnVisit(who, 'sign-visit-report', found.value);
  if (question.ownerAccountId !== ownId && !answersForAll) return refuse('question-taken');
  const measures = measuresOfAnswer({ ...question, stage, answeredAtMs: nowMs });
  const kept = await database.write([
    answerVisitQuestion(
      questionId,
      { ownerId: answersForAll ? null : ownId, byAccountId: ownId },
      { stage, answer, answeredAtMs: nowMs },
    ),
    ...countAll(database, found.value, measures, question.askedAtMs),
  ]);
  return kept.ok ? ok(null) : refuse('question-answered');
}

/** A question counts in the month in which it was asked, whenever it is answered. */
function countAll(
  database: Database,
  { bankId }: VisitWithCrew,
  measures: readonly VisitMeasure[],
  askedAtMs: number,
): Statement[] {
  if (bankId === null) return [];
  const month = dayOf(askedAtMs).slice(0, 7);
  return measures.map((measure) => addToYear(database, { bankId, month, measure, by: 1 }));
}

/** Takes away words that are 30 days old; the server runs it every day. */
export async function emptyOldQuestions(database: Database, nowMs: number): Promise<void> {
  await database.write([emptyVisitQuestions(nowMs - questionWordsMs)]);
}
