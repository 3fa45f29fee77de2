import { readVisitFor } from '#auth/visit-access.server.ts';
import { readMode } from '#domain/live-session.ts';
import type { GateStep } from '#domain/gate.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { routeRights } from '#domain/route-rights.ts';
import type { Locale } from '#domain/text.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import { readVisitDesk, type VisitDesk } from '#features/visits/booking/desk.server.ts';
import { missingToday } from '#features/visits/gate/gate.server.ts';
import { whyNotBegin } from '#features/visits/run/begin-visit.server.ts';
import { readVisits, type VisitsView } from '#features/visits/visits.server.ts';

import { fieldsOf, nameOf, seeOther, type PageContext } from '../_teach/frame.ts';

interface VisitsProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly email: string;
  readonly nowMs: number;
  readonly visits: VisitsView;
  readonly desk: VisitDesk;
  readonly mayRun: (visitId: string) => boolean;
  readonly missing: readonly GateStep[] | null;
  readonly problem: ProblemCode | null;
}

/** `/visits`: what comes next, today's classes, what waits and what was; its form begins a lesson. */
export async function visitsPage(context: PageContext): Promise<VisitsProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  let problem: ProblemCode | null = null;
  if (context.request.method === 'POST') {
    const started = await beginLesson(context);
    if (started.ok) return seeOther(context, `/board/${started.value}`);
    problem = started.problem;
  }
  const [visits, desk, missing] = await Promise.all([
    readVisits(database, principal, nowMs),
    readVisitDesk(database, principal, nowMs),
    missingToday(database, principal, nowMs),
  ]);
  const hasRunPage = routeRights['/visits/[id]/run'] !== undefined;
  const runnable = await Promise.all(
    desk.today.map(async ({ visit }) =>
      (await readVisitFor(database, principal, 'run-visit', visit.id)).ok ? [visit.id] : [],
    ),
  );
  return {
    ...{ locale, nowMs, visits, desk, missing, problem },
    signedInAs: nameOf(context),
    email: principal.account?.email ?? '',
    mayRun: (visitId) => hasRunPage && runnable.flat().includes(visitId),
  };
}

async function beginLesson(context: PageContext): Promise<Result<string, ProblemCode>> {
  const { database, principal, nowMs } = context.locals;
  const form = await fieldsOf(context, ['classId', 'lessonId', 'minutes', 'mode', 'visitId']);
  const { classId = '', lessonId = '', minutes, mode, visitId } = form ?? {};
  const ofVisit = await checkVisit(context, visitId, classId);
  if (!ofVisit.ok) return ofVisit;
  const wanted = { lessonId, minutes: Number(minutes), mode: readMode(mode), ...ofVisit.value };
  return startLesson(database, principal, classId, wanted, nowMs);
}

/** The visit that the lesson belongs to: today's, agreed, to that class and one's own. */
async function checkVisit(
  { locals: { database, principal, nowMs } }: PageContext,
  visitId: string | undefined,
  classId: string,
): Promise<Result<{ visitId?: string }, ProblemCode>> {
  if (visitId === undefined) return ok({});
  const found = await readVisitFor(database, principal, 'run-visit', visitId);
  if (!found.ok) return found;
  if (found.value.classId !== classId) return refuse('not-found');
  const problem = await whyNotBegin(database, principal, found.value, nowMs);
  return problem === null ? ok({ visitId }) : refuse(problem);
}
