import { findClass } from '#db/queries/classes.ts';
import { findVisitSession } from '#db/queries/visit-runs.ts';
import { readMode } from '#domain/live-session.ts';
import { mayOnVisit, type Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import type { VisitRunProps } from '#features/classroom/screens.ts';
import type { VisitOnRemote } from '#features/classroom/visit-run/visit-on-remote.ts';
import { hardQuestionsOf } from '#features/visits/prepare/hard-questions.ts';
import { whyNotBegin } from '#features/visits/run/begin-visit.server.ts';
import type { RunStartProps } from '#features/visits/run/run-start.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { pagePath, words } from '#i18n/index.ts';
import { clockOf } from '#i18n/visit-time.ts';

import { fieldsOf, notFound, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';
import { lengthsOf } from './prepare.ts';

export type RunPage =
  | { readonly lesson: VisitRunProps; readonly start?: undefined }
  | { readonly start: RunStartProps; readonly lesson?: undefined };

/** `/visits/ID/run`: the remote of the visit's lesson, or the way to begin it. */
export async function runPage(context: PageContext): Promise<RunPage | Response> {
  const { database, principal, locale, nowMs } = context.locals;
  const frame = await readVisitFrame(context, 'run-visit');
  if (!frame) return notFound();
  const { visit } = frame;
  let problem: ProblemCode | null = null;
  if (context.request.method === 'POST') {
    problem = await begin(context, frame);
    if (problem === null) return seeOther(context, visitPath(visit.id, 'run'));
  }
  const running = await findVisitSession(database, visit.id);
  if (running?.endedAtMs === null) {
    const asked = { locale, since: null };
    const view = await readLiveView(database, principal, running.id, asked, nowMs);
    if (view.ok && view.value)
      return {
        lesson: {
          locale,
          view: view.value,
          isTeacher: principal.account?.id === visit.teacherAccountId,
          path: visitPath(visit.id, 'run'),
          visit: remoteOf(frame, principal),
        },
      };
  }
  const itsClass = visit.classId === null ? undefined : await findClass(database, visit.classId);
  return {
    start: {
      ...frame,
      problem,
      whyNot: await whyNotBegin(database, principal, visit, nowMs),
      isShutOut: running?.endedAtMs === null,
      seatCount: itsClass?.seatCount ?? null,
      lengths: lengthsOf(visit.lessonId),
    },
  };
}

async function begin(context: PageContext, { visit }: VisitFrame): Promise<ProblemCode | null> {
  const { database, principal, nowMs } = context.locals;
  const form = await fieldsOf(context, ['action', 'minutes', 'mode']);
  if (form?.action !== 'start') return 'bad-input';
  const problem = await whyNotBegin(database, principal, visit, nowMs);
  if (problem !== null) return problem;
  const { id: visitId, lessonId, endsAtMs: visitEndsAtMs } = visit;
  const minutes = Number(form.minutes ?? visit.planMinutes);
  const wanted = { lessonId, minutes, mode: readMode(form.mode ?? visit.mode), visitId, visitEndsAtMs };
  const started = await startLesson(database, principal, visit.classId ?? '', wanted, nowMs);
  return started.ok ? null : started.problem;
}

/** What the remote shows of the visit besides its lesson. */
export function remoteOf({ locale, visit }: VisitFrame, who: Principal): VisitOnRemote {
  const path = (page: Parameters<typeof visitPath>[1]): string => pagePath(locale, visitPath(visit.id, page));
  return {
    crew: visit.crew.map(({ accountId, displayName, role }) => ({
      name: displayName,
      role,
      isMe: accountId === who.account?.id,
    })),
    endsAt: clockOf(visit.startMinute + visit.minutes),
    hardQuestions: hardQuestionsOf(visit.lessonId, locale),
    words: words(locale).visitRun,
    paths: {
      home: path('home'),
      conduct: path('conduct'),
      questions: path('questions'),
      report: mayOnVisit(who, 'write-visit-report', visit) ? path('report') : path('home'),
    },
  };
}
