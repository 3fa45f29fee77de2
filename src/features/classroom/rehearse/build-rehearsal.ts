import { findCourse, findLesson, findMisconception, findQuestion } from '#catalogue/catalogue.ts';
import { startLiveSession, type LiveMode } from '#domain/live-session.ts';
import type { AnswerableOption } from '#domain/simulated-pupils.ts';
import type { Locale } from '#domain/text.ts';

import { buildLiveView } from '../build-live-view.ts';
import { liveSteps } from '../live-steps.ts';
import type { LiveView } from '../live-view.ts';

/** A lesson to rehearse, whole in one page: nothing of it is asked of the server again, or told to it. */
export interface Rehearsal {
  readonly view: LiveView;
  /** By step: what simulated pupils choose from. */
  readonly options: Readonly<Record<number, readonly AnswerableOption[]>>;
  /** Beliefs that the lesson is about, by code, as people say them. */
  readonly beliefs: Readonly<Record<string, string>>;
}

export interface RehearsalWanted {
  readonly lessonId: string;
  readonly minutes: number;
  readonly mode: LiveMode;
  readonly seatCount: number;
  readonly className: string;
  readonly grade: number;
}

/** Null without such a lesson and plan. For adults alone: it holds the keys of the lesson's open questions. */
export function buildRehearsal(wanted: RehearsalWanted, locale: Locale): Rehearsal | null {
  const { lessonId, minutes, mode, seatCount, className, grade } = wanted;
  const lesson = findLesson(lessonId);
  const course = lesson && findCourse(lesson.courseId);
  const plan = lesson?.content?.plans.find((one) => one.minutes === minutes);
  if (!lesson || !course || !plan) return null;
  const steps = liveSteps(plan, findQuestion);
  const session = startLiveSession({ planMinutes: minutes, steps, seatCount, mode, drawSeed: 1 }, 0);
  const questions = steps.map(({ questionId }) => findQuestion(questionId ?? ''));
  const asked = questions.flatMap((question, at) => (question ? [[at, question] as const] : []));
  const view = buildLiveView(
    {
      ...{
        id: 'rehearsal',
        voided: false,
        finishedSeats: 0,
        course,
        lesson,
        planSteps: plan.steps,
        questions,
      },
      class: { id: '', name: className, grade, seatCount },
      session: { ...session, revealed: asked.map(([at]) => at) },
      findMisconception,
    },
    { joined: [], answers: {} },
    locale,
    0,
  );
  const codes = asked.flatMap(([, { options }]) =>
    options.flatMap(({ misconception }) => misconception ?? []),
  );
  const named = [...new Set(codes)].flatMap((code) => {
    const name = findMisconception(code)?.name;
    return name ? [[code, locale === 'en' ? name.en : name.zh] as const] : [];
  });
  return {
    view: { ...view, session: { ...session, lobbyShown: false } },
    options: Object.fromEntries(
      asked.map(([at, { options }]) => [
        at,
        options.map(({ key, correct, misconception }) => ({
          key,
          correct,
          misconception: misconception ?? null,
        })),
      ]),
    ),
    beliefs: Object.fromEntries(named),
  };
}
