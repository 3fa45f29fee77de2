import { findClass } from '#db/queries/classes.ts';
import { buildRehearsal } from '#features/classroom/rehearse/build-rehearsal.ts';
import type { RehearseProps } from '#features/classroom/screens.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { pagePath, words } from '#i18n/index.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';
import { lengthsOf } from './prepare.ts';
import { remoteOf } from './run.ts';

/** `/visits/ID/rehearse?minutes=20`: the lesson alone with a clock and a simulated class; it writes nothing. */
export async function rehearsePage(context: PageContext): Promise<RehearseProps | Response> {
  const frame = await readVisitFrame(context, 'rehearse-visit');
  if (!frame) return notFound();
  const { database, principal, nowMs } = context.locals;
  const { visit, locale } = frame;
  const { lessonId, mode, grade, classId } = visit;
  const say = words(locale).visitPrepare;
  const path = visitPath(visit.id, 'rehearse');
  const lengths = lengthsOf(lessonId);
  const asked = Number(context.url.searchParams.get('minutes'));
  const minutes = lengths.includes(asked) ? asked : visit.planMinutes;
  const itsClass = classId === null ? undefined : await findClass(database, classId);
  const className = say.rehearse.className;
  const seatCount = itsClass?.seatCount ?? visit.pupilsExpected;
  const rehearsal = buildRehearsal({ lessonId, minutes, mode, grade, className, seatCount }, locale);
  if (!rehearsal) return notFound();
  const remote = remoteOf(frame, principal);
  return {
    locale,
    path,
    rehearsal,
    seed: nowMs % 1_000_000,
    visit: {
      crew: remote.crew,
      hardQuestions: remote.hardQuestions,
      words: remote.words,
      paths: { home: remote.paths.home },
    },
    lengths: lengths.map((length) => ({
      label: length === 40 ? say.plan.long : say.plan.short,
      path: pagePath(locale, `${path}?minutes=${length}`),
      isChosen: length === minutes,
    })),
  };
}
