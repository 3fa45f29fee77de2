import { newId } from '#auth/tokens.server.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import {
  addFollowUp,
  endFollowUp,
  readVisitFollowUps,
  type VisitFollowUps,
} from '#features/visits/follow-ups/follow-ups.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { dayOf } from '#i18n/school-time.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

const twoWeeksMs = 14 * 24 * 60 * 60 * 1000;

interface FollowUpsProps extends VisitFrame {
  readonly list: VisitFollowUps;
  readonly newId: () => string;
  readonly usualDueOn: string;
  readonly givenText: string;
}

const names = ['action', 'id', 'kind', 'text', 'ownerAccountId', 'dueOn', 'outcome'] as const;
type Fields = Awaited<ReturnType<typeof fieldsOf<(typeof names)[number]>>>;

/** `/visits/ID/follow-ups`: one class, one plan. */
export async function followUpsPage(context: PageContext): Promise<FollowUpsProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const isSent = context.request.method === 'POST';
  const form = isSent ? await fieldsOf(context, names) : null;
  const done = isSent ? await doFollowUpForm(context, form) : null;
  if (done?.ok) return seeOther(context, visitPath(context.params['id'] ?? '', 'follow-ups'));
  const frame = await readVisitFrame(context, 'prepare-visit', { problem: done && problemOf(done) });
  if (!frame) return notFound();
  const list = await readVisitFollowUps(database, principal, frame.visit, frame.names.teacher, nowMs);
  return {
    ...frame,
    list,
    newId: () => newId('follow'),
    usualDueOn: dayOf(nowMs + twoWeeksMs),
    givenText: form?.action === 'add' ? (form.text ?? '') : '',
  };
}

async function doFollowUpForm(context: PageContext, form: Fields): Promise<Result<null, ProblemCode>> {
  const { database, principal, nowMs } = context.locals;
  const visitId = context.params['id'] ?? '';
  if (form?.action === 'add') {
    const { id, kind, text, ownerAccountId, dueOn } = form;
    return addFollowUp(database, principal, visitId, { id, kind, text, ownerAccountId, dueOn }, nowMs);
  }
  if (form?.action === 'close') {
    const { id, outcome } = form;
    return endFollowUp(database, principal, visitId, { id, outcome }, nowMs);
  }
  return badInput;
}
