import { openSteps } from '#domain/live-session.ts';
import { inLocale, type Locale } from '#domain/text.ts';

import { questionView, revealedView, stepView, summaryOf, type LiveSource } from './build-live-view.ts';
import type { PlayView } from './play-view.ts';

/** The view of a session for the pupils' devices. Only the step that the room is at is in it. */
export function buildPlayView(source: LiveSource, locale: Locale, nowMs: number): PlayView {
  const { session, lesson, course } = source;
  const { at } = session;
  const step = session.steps[at];
  const question = source.questions[at];
  const { kind, title, board, picture, game } = stepView(source, at, locale);
  const summary = summaryOf(source, {}, locale);
  return {
    id: source.id,
    version: session.version,
    serverNowMs: nowMs,
    className: source.class.name,
    grade: source.class.grade,
    lessonTitle: inLocale(lesson.title, locale),
    courseTitle: inLocale(course.title, locale),
    lessonPath: `/courses/${course.id}/${lesson.slug}`,
    mode: session.mode,
    pace: session.pace,
    curtain: session.curtain || session.pausedAtMs !== null,
    over: source.voided ? 'voided' : session.endedAtMs === null ? 'no' : 'ended',
    at,
    stepCount: session.steps.length,
    step: {
      ...{ kind, title, board, picture, game },
      question: question
        ? { ...questionView(question, locale), id: question.id, version: step?.questionVersion ?? '' }
        : null,
    },
    open: openSteps(session).includes(at),
    revealed: question && session.revealed.includes(at) ? revealedView(question, source, locale) : null,
    summary: session.endedAtMs === null ? null : { learned: summary.learned, familyTask: summary.familyTask },
  };
}
