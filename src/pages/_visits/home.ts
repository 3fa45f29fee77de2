import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { cancelVisit, changeVisit, noteNotHeld } from '#features/visits/booking/change.server.ts';
import { leaveVisit } from '#features/visits/booking/crew.server.ts';
import { readVisitHome, type VisitHome } from '#features/visits/booking/home.server.ts';
import { confirmHost, signInHost } from '#features/visits/booking/hosts.server.ts';
import { takeVisit } from '#features/visits/booking/take.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

interface HomeProps extends VisitFrame {
  readonly home: VisitHome;
  readonly today: string;
  readonly refused: { readonly form: string; readonly given: Readonly<Record<string, string>> } | null;
}

type Given = Readonly<Record<string, string>>;
type Outcome = Result<null, ProblemCode>;

const whenAndWhat = ['day', 'time', 'minutes', 'lessonId', 'mode', 'language'] as const;
const changeFields = [
  ...['action', 'version', 'reason', 'hostId', 'classId', 'place', 'pupilsExpected'],
  ...whenAndWhat,
];
const takeFields = ['version', 'classId', 'place', 'contact', 'districtCode', 'area', 'label'];

/** `/visits/ID`: the visit's home; its forms change, cancel, note, confirm and sign in. */
export async function visitHomePage(context: PageContext): Promise<HomeProps | Response> {
  if (context.request.method !== 'POST') return readHome(context, null, null);
  const given = await fieldsOf(context, changeFields);
  const done = given ? await doHomeForm(context, given as Given) : badInput;
  return after(context, done, given?.['action'] ?? 'change', given as Given | null);
}

/** `/visits/ID/take`: the missing side takes the visit. */
export async function takeVisitPage(context: PageContext): Promise<HomeProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const given = await fieldsOf(context, takeFields);
  const done = await takeVisit(database, principal, idOf(context), given, nowMs);
  // What another took is not to be seen any more.
  if (!done.ok && done.problem === 'visit-taken') return seeOther(context, '/visits/open?taken=1');
  return after(context, done, 'take', given as Given | null);
}

/** `/visits/ID/leave`: a member of the squad steps back. */
export async function leaveVisitPage(context: PageContext): Promise<HomeProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const given = await fieldsOf(context, ['reason']);
  const done = await leaveVisit(database, principal, idOf(context), given?.reason ?? '', nowMs);
  // Who left has no way back to the visit.
  if (done.ok) return seeOther(context, '/visits');
  return after(context, done, 'leave', given);
}

function idOf({ params }: PageContext): string {
  return params['id'] ?? '';
}

async function after(
  context: PageContext,
  done: Outcome,
  form: string,
  given: Given | null,
): Promise<HomeProps | Response> {
  if (done.ok) return seeOther(context, visitPath(idOf(context), 'home'));
  return readHome(context, problemOf(done), { form, given: given ?? {} });
}

async function doHomeForm({ locals, params }: PageContext, given: Given): Promise<Outcome> {
  const { database, principal, nowMs } = locals;
  const id = params['id'] ?? '';
  const { action, hostId = '', version, reason, ...wanted } = given;
  const ending = { version, reason };
  if (action === 'change') return changeVisit(database, principal, id, { ...wanted, ...ending }, nowMs);
  if (action === 'cancel') return cancelVisit(database, principal, id, ending, nowMs);
  if (action === 'not-held') return noteNotHeld(database, principal, id, ending, nowMs);
  if (action === 'confirm-host') return confirmHost(database, principal, id, hostId, nowMs);
  if (action === 'sign-in-host') return signInHost(database, principal, id, hostId, nowMs);
  return badInput;
}

async function readHome(
  context: PageContext,
  problem: ProblemCode | null,
  refused: HomeProps['refused'],
): Promise<HomeProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  const told = context.url.searchParams.has('sent') ? words(locale).visitDesk.arrange.sent : null;
  const frame = await readVisitFrame(context, 'see-visit', { problem, told });
  if (!frame) return notFound();
  const home = await readVisitHome(database, principal, frame.visit, nowMs);
  return { ...frame, home, today: dayOf(nowMs), refused };
}
