import { z } from 'zod';

import { catalogue } from '#catalogue/catalogue.ts';
import type { SeatPrincipal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';
import { answerQuestion } from '#features/learn/answers.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { answerLetter } from '#features/learn/letters.ts';
import { startSealedForm, type SealedForm } from '#features/learn/sealed-form.server.ts';
import { pagePath } from '#i18n/index.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { readForm } from '#server/request-body.ts';

import type { PageContext } from '../_teach/frame.ts';

export interface SealedTestProps {
  readonly locale: Locale;
  readonly form: SealedForm;
  readonly seat: SeatPrincipal;
  /** The id of the next answer: a form that is sent twice counts once. */
  readonly eventId: string;
  readonly problem: ProblemCode | null;
}

const fields = z.strictObject({
  id: answerLetter.shape.id,
  questionId: answerLetter.shape.questionId,
  version: answerLetter.shape.version,
  answer: z.string().max(10).optional(),
});

/** `/tests/ID`: one sealed question at a time, by a plain form. */
export async function sealedTestPage(context: PageContext): Promise<SealedTestProps | Response> {
  const { locale, principal, nowMs } = context.locals;
  const seat = principal.seat;
  const id = context.params['id'] ?? '';
  if (!seat) return new Response(null, { status: 404 });
  const problem = context.request.method === 'POST' ? await takeAnswer(context, seat, id) : null;
  if (context.request.method === 'POST' && problem === null)
    return context.redirect(pagePath(locale, `/tests/${id}`), 303);
  const form = await startSealedForm({ ...learning(), catalogue: catalogue() }, seat, id);
  if (!form.ok) return new Response(null, { status: 404 });
  return { locale, form: form.value, seat, eventId: newServerEventId(nowMs), problem };
}

/** What stops the answer, or null: it is kept, or it was before. */
async function takeAnswer(
  context: PageContext,
  seat: SeatPrincipal,
  id: string,
): Promise<ProblemCode | null> {
  const sent = await readForm(context.request, fields);
  if (!sent.ok) return sent.problem;
  const { nowMs } = context.locals;
  const whole = learning();
  const form = await startSealedForm({ ...whole, catalogue: catalogue() }, seat, id);
  const asked = form.ok && form.value.items.find(({ question }) => question.id === sent.value.questionId);
  if (!asked) return 'unknown-question';
  const { lessonId } = asked.question;
  const letter = { ...sent.value, lessonId, tryNumber: 1, answer: sent.value.answer } as const;
  const answered = await answerQuestion(whole, seat, letter, nowMs);
  if (answered.ok || answered.problem === 'already-answered') return null;
  return answered.problem;
}
