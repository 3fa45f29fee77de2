import { readMode } from '#domain/live-session.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import { readVisits, type VisitsView } from '#features/visits/visits.server.ts';

import { fieldsOf, nameOf, seeOther, type PageContext } from './frame.ts';

interface VisitsProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly email: string;
  readonly nowMs: number;
  readonly visits: VisitsView;
  readonly problem: ProblemCode | null;
}

/** `/visits`: the classes an adult was invited to; its form begins a lesson. */
export async function visitsPage(context: PageContext): Promise<VisitsProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  let problem: ProblemCode | null = null;
  if (context.request.method === 'POST') {
    const form = await fieldsOf(context, ['classId', 'lessonId', 'minutes', 'mode']);
    const { lessonId = '', minutes, mode } = form ?? {};
    const wanted = { lessonId, minutes: Number(minutes), mode: readMode(mode) };
    const started = await startLesson(database, principal, form?.classId ?? '', wanted, nowMs);
    if (started.ok) return seeOther(context, `/board/${started.value}`);
    problem = started.problem;
  }
  return {
    locale,
    signedInAs: nameOf(context),
    email: principal.account?.email ?? '',
    nowMs,
    visits: await readVisits(database, principal, nowMs),
    problem,
  };
}
