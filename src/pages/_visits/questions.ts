import { newId } from '#auth/tokens.server.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import {
  answerQuestionOfVisit,
  askQuestion,
  readVisitQuestions,
  takeQuestion,
  type VisitQuestions,
} from '#features/visits/questions/questions.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

interface QuestionsProps extends VisitFrame {
  readonly box: VisitQuestions;
  readonly newId: string;
  readonly given: { readonly text: string; readonly questionId: string; readonly answer: string };
}

const names = ['action', 'id', 'text', 'questionId', 'stage', 'answer'] as const;
type Fields = Awaited<ReturnType<typeof fieldsOf<(typeof names)[number]>>>;

/** `/visits/ID/questions`: what the class wants to ask, who takes it, and the answers. */
export async function questionsPage(context: PageContext): Promise<QuestionsProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const form = context.request.method === 'POST' ? await fieldsOf(context, names) : null;
  const done = context.request.method === 'POST' ? await doQuestionForm(context, form) : null;
  if (done?.ok) return seeOther(context, visitPath(context.params['id'] ?? '', 'questions'));
  const frame = await readVisitFrame(context, 'prepare-visit', { problem: done && problemOf(done) });
  if (!frame) return notFound();
  const { text = '', questionId = '', answer = '' } = form ?? {};
  const box = await readVisitQuestions(database, principal, frame.visit, nowMs);
  return { ...frame, box, newId: newId('question'), given: { text, questionId, answer } };
}

async function doQuestionForm(context: PageContext, form: Fields): Promise<Result<null, ProblemCode>> {
  const { database, principal, nowMs } = context.locals;
  const visitId = context.params['id'] ?? '';
  if (form?.action === 'ask') {
    const { id, text } = form;
    return askQuestion(database, principal, visitId, { id, text }, nowMs);
  }
  if (form?.action === 'take') return takeQuestion(database, principal, visitId, form.questionId ?? '');
  if (form?.action === 'answer') {
    const { questionId, stage, answer } = form;
    return answerQuestionOfVisit(database, principal, visitId, { questionId, stage, answer }, nowMs);
  }
  return badInput;
}
