import { listClassesOf } from '#db/queries/classes.ts';
import { may } from '#domain/permissions.ts';
import { classFormSchema, createClass } from '#features/teach/class-setup.server.ts';
import { classPath } from '#features/teach/class-links.ts';
import type { ClassesProps, CreateClassProps } from '#features/teach/screens.ts';

import { fieldsOf, nameOf, seeOther, type PageContext } from './frame.ts';

/** `/teach`: the teacher's own classes; somebody who only visits is led to the visits. */
export async function homePage(context: PageContext): Promise<ClassesProps | Response> {
  const { database, locale, principal, nowMs } = context.locals;
  if (!may(principal, 'make-class')) return seeOther(context, '/visits');
  const classes = await listClassesOf(database, principal.account?.id ?? '');
  return {
    locale,
    signedInAs: nameOf(context),
    isDemo: principal.account?.isDemo ?? false,
    mayCreate: true,
    classes: classes.map(({ id, name, grade, seatCount, claimedSeats, joinOpenUntilMs }) => ({
      ...{ id, name, grade, seatCount, claimedSeats },
      isOpen: joinOpenUntilMs !== null && nowMs < joinOpenUntilMs,
    })),
  };
}

/** `/teach/classes/new`. */
export async function createPage(context: PageContext): Promise<CreateClassProps | Response> {
  const { database, locale, principal, nowMs } = context.locals;
  const page = { locale, signedInAs: nameOf(context) };
  if (context.request.method !== 'POST')
    return { ...page, problem: null, given: { name: '', grade: '4', seatCount: '45' } };
  const form = await fieldsOf(context, ['name', 'grade', 'seatCount']);
  const parsed = classFormSchema.safeParse(form);
  const given = { name: form?.name ?? '', grade: form?.grade ?? '4', seatCount: form?.seatCount ?? '45' };
  if (!parsed.success) return { ...page, problem: 'bad-input', given };
  const made = await createClass(database, principal, parsed.data, nowMs);
  if (!made.ok) return { ...page, problem: made.problem, given };
  return seeOther(context, classPath(made.value, 'overview'));
}
