import { z } from 'zod';

import { findOpenSitting } from '#db/queries/sittings.ts';
import type { SeatPrincipal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';
import { learning } from '#features/learn/learning.server.ts';
import { answerLetter } from '#features/learn/letters.ts';
import { startSealedForm, type SealedForm } from '#features/learn/sealed-form.server.ts';
import { answerInSitting } from '#features/learn/sitting-answers.server.ts';
import { pagePath } from '#i18n/index.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { readForm } from '#server/request-body.ts';

import { notFound, seeOther, type PageContext } from '../_teach/frame.ts';

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

/** `/tests`: the way in to the test that is open for the seat's class. */
export async function testsPage(
  context: PageContext,
): Promise<{ readonly locale: Locale; readonly seat: SeatPrincipal } | Response> {
  const { database, locale, principal, nowMs } = context.locals;
  const { seat } = principal;
  if (!seat) return notFound();
  const open = await findOpenSitting(database, seat.classId, nowMs);
  return open ? context.redirect(pagePath(locale, `/tests/${open.id}`), 303) : { locale, seat };
}

/** `/tests/ID` of a sitting: one sealed question at a time, by a plain form. */
export async function sealedTestPage(context: PageContext): Promise<SealedTestProps | Response> {
  const { locale, principal, nowMs } = context.locals;
  const { seat } = principal;
  const id = context.params['id'] ?? '';
  if (!seat) return notFound();
  const isSent = context.request.method === 'POST';
  const problem = isSent ? await takeAnswer(context, seat, id) : null;
  if (isSent && problem === null) return seeOther(context, `/tests/${id}`);
  const form = await startSealedForm(learning(), seat, id, nowMs);
  if (!form.ok) return notFound();
  return { locale, form: form.value, seat, eventId: newServerEventId(nowMs), problem };
}

/** What stops the answer, or null: it is kept, or it was before. */
async function takeAnswer(
  { request, locals: { nowMs } }: PageContext,
  seat: SeatPrincipal,
  sittingId: string,
): Promise<ProblemCode | null> {
  const sent = await readForm(request, fields);
  if (!sent.ok) return sent.problem;
  const letter = { ...sent.value, answer: sent.value.answer };
  const answered = await answerInSitting(learning(), seat, sittingId, letter, nowMs);
  return answered.ok || answered.problem === 'already-answered' ? null : answered.problem;
}
