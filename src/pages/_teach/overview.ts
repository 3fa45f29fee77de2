import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { closeJoinWindow, openJoinWindow } from '#features/accounts/join-window.server.ts';
import { previewSeat } from '#features/accounts/seats.server.ts';
import { classFormSchema, editClass } from '#features/teach/class-setup.server.ts';
import { classPath } from '#features/teach/class-links.ts';
import { endInvitation, inviteGuest } from '#features/teach/grants.server.ts';
import { readOverview } from '#features/teach/overview.server.ts';
import type { JoinBigProps, OverviewProps } from '#features/teach/screens.ts';
import { countOpenSeats } from '#db/queries/seats.ts';
import { sendCookie } from '#auth/auth-sessions.server.ts';
import { deviceName } from '#auth/device-name.ts';
import { words } from '#i18n/index.ts';

import {
  badInput,
  fieldsOf,
  joinAddressOf,
  notFound,
  problemOf,
  readFrame,
  seeOther,
  type PageContext,
} from './frame.ts';

/** `/teach/classes/ID`, its forms included: guests and the class's name. */
export async function overviewPage(context: PageContext): Promise<OverviewProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  const isForm = context.request.method === 'POST';
  const outcome = isForm ? await doOverviewForm(context) : null;
  const frame = await readFrame(context, 'see-class', {
    problem: outcome ? problemOf(outcome) : null,
    told: outcome?.ok ? words(locale).teach.overview.saved : null,
  });
  const overview = await readOverview(database, principal, context.params['id'] ?? '', nowMs);
  if (!frame || !overview.ok) return notFound();
  return { ...frame, overview: overview.value, ...joinAddressOf(context), nowMs };
}

async function doOverviewForm(context: PageContext): Promise<Result<null, ProblemCode>> {
  const { database, principal, nowMs } = context.locals;
  const classId = context.params['id'] ?? '';
  const form = await fieldsOf(context, ['action', 'email', 'day', 'grantId', 'name', 'grade']);
  switch (form?.action) {
    case 'invite':
      return inviteGuest(database, principal, classId, { email: form.email, day: form.day }, nowMs);
    case 'end-invitation':
      return endInvitation(database, principal, classId, form.grantId ?? '', nowMs);
    case 'edit': {
      const { name, grade } = form;
      const parsed = classFormSchema.omit({ seatCount: true }).safeParse({ name, grade });
      return parsed.success ? editClass(database, principal, classId, parsed.data, nowMs) : badInput;
    }
    default:
      return badInput;
  }
}

/** `/teach/classes/ID/window`: the join window big for the whole class; minutes 0 close it. */
export async function windowPage(context: PageContext): Promise<JoinBigProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  const frame = await readFrame(context, 'open-join-window');
  if (!frame) return notFound();
  const { id, name, seatCount, code, joinOpenUntilMs } = frame.class;
  if (context.request.method === 'POST') {
    const form = await fieldsOf(context, ['minutes']);
    const minutes = Number(form?.minutes ?? Number.NaN);
    await (minutes === 0
      ? closeJoinWindow(database, principal, id, nowMs)
      : openJoinWindow(database, principal, id, minutes, nowMs));
    return seeOther(context, classPath(id, 'overview'));
  }
  return {
    locale,
    class: { id, name, seatCount, code },
    openUntilMs: joinOpenUntilMs !== null && nowMs < joinOpenUntilMs ? joinOpenUntilMs : null,
    openSeats: (await countOpenSeats(database, id, nowMs)).size,
    ...joinAddressOf(context),
  };
}

/** `/teach/classes/ID/preview`: the adult sits on seat 0 and lands on the town. */
export async function previewAction(context: PageContext): Promise<Response> {
  const { database, principal, nowMs } = context.locals;
  const device = deviceName(context.request.headers.get('user-agent'));
  const opened = await previewSeat(database, principal, context.params['id'] ?? '', { device, nowMs });
  if (!opened.ok) return notFound();
  sendCookie(context.cookies, opened.value);
  return seeOther(context, '/town');
}
