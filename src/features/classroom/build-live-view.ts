import type { Course, Lesson, Misconception, PlanStep, Question } from '#catalogue/schema.ts';
import {
  shownCounts,
  totalHands,
  type Counts,
  type LiveSession,
  type LiveTally,
} from '#domain/live-session.ts';
import { segmentsIn } from '#domain/ruby.ts';
import { inLocale, type Locale } from '#domain/text.ts';

import type { LiveQuestionView, LiveStepView, LiveSummary, LiveView, RevealedView } from './live-view.ts';

/** What a view is made of, keys included; `buildLiveView` lets out what the screens may know. */
export interface LiveSource {
  readonly id: string;
  readonly session: LiveSession;
  readonly voided: boolean;
  /** Seats for which the session finished the lesson. */
  readonly finishedSeats: number;
  readonly class: {
    readonly id: string;
    readonly name: string;
    readonly grade: number;
    readonly seatCount: number;
  };
  readonly course: Course;
  readonly lesson: Lesson;
  readonly planSteps: readonly PlanStep[];
  /** By step, in the version that the room is shown. */
  readonly questions: readonly (Question | undefined)[];
  readonly findMisconception: (code: string) => Misconception | undefined;
}

/** The view of a session for its staff's screens. A question that is not open gives stem and options alone. */
export function buildLiveView(source: LiveSource, tally: LiveTally, locale: Locale, nowMs: number): LiveView {
  const { session, lesson, questions } = source;
  const revealed: Record<number, RevealedView> = {};
  for (const at of session.revealed) {
    const question = questions[at];
    if (question) revealed[at] = revealedView(question, source, locale);
  }
  return {
    id: source.id,
    session,
    serverNowMs: nowMs,
    voided: source.voided,
    classId: source.class.id,
    className: source.class.name,
    grade: source.class.grade,
    seatCount: source.class.seatCount,
    lessonId: lesson.id,
    lessonTitle: inLocale(lesson.title, locale),
    courseTitle: inLocale(source.course.title, locale),
    steps: session.steps.map((_, at) => stepView(source, at, locale)),
    tally,
    revealed,
    summary: session.endedAtMs === null ? null : summaryOf(source, countsOfSteps(session, tally), locale),
  };
}

function countsOfSteps(session: LiveSession, tally: LiveTally): Readonly<Record<number, Counts>> {
  return Object.fromEntries(session.steps.map((_, at) => [at, shownCounts(session, tally, at)]));
}

export function stepView(source: LiveSource, at: number, locale: Locale): LiveStepView {
  const { session, lesson, planSteps, questions } = source;
  const { kind = 'story', planStep = 0 } = session.steps[at] ?? {};
  const planned = planSteps[planStep];
  const question = questions[at];
  return {
    kind,
    title: planned ? inLocale(planned.title, locale) : '',
    say: planned ? inLocale(planned.say, locale) : '',
    tip: planned?.tip ? inLocale(planned.tip, locale) : null,
    board: planned?.board ? inLocale(planned.board, locale) : null,
    picture: planned?.picture ?? null,
    game: planned?.gameId ? { id: planned.gameId, band: lesson.content?.game?.band ?? 'A' } : null,
    question: question ? questionView(question, locale) : null,
  };
}

/** Every field is picked by hand: a key cannot slip through. */
export function questionView(question: Question, locale: Locale): LiveQuestionView {
  return {
    stem: segmentsIn(question.stem, locale),
    options: question.options.map((option) => ({ key: option.key, text: segmentsIn(option.text, locale) })),
  };
}

export function revealedView(question: Question, source: LiveSource, locale: Locale): RevealedView {
  const right = question.options.find((option) => option.correct);
  const beliefs = question.options.flatMap((option) => {
    const belief = option.misconception ? source.findMisconception(option.misconception) : undefined;
    if (!belief) return [];
    return [[option.key, { name: inLocale(belief.name, locale), clue: inLocale(option.feedback, locale) }]];
  });
  return {
    correctKey: right?.key ?? '',
    idea: right ? inLocale(right.feedback, locale) : '',
    beliefs: Object.fromEntries(beliefs) as RevealedView['beliefs'],
  };
}

/** `countsByStep`: what the room's screen showed at each step. */
export function summaryOf(
  source: LiveSource,
  countsByStep: Readonly<Record<number, Counts>>,
  locale: Locale,
): LiveSummary {
  const hands = new Map<string, number>();
  let counted = 0;
  source.questions.forEach((question, at) => {
    const counts = countsByStep[at];
    if (!question || totalHands(counts) === 0) return;
    counted++;
    for (const { key, misconception } of question.options)
      if (misconception) hands.set(misconception, (hands.get(misconception) ?? 0) + (counts?.[key] ?? 0));
  });
  const [strongest] = [...hands].sort(([, one], [, other]) => other - one);
  const belief = strongest && strongest[1] > 0 ? source.findMisconception(strongest[0]) : undefined;
  const content = source.lesson.content;
  return {
    learned: (content?.objectives ?? []).map((objective) => inLocale(objective, locale)),
    questionsCounted: counted,
    lookAgain: belief
      ? {
          name: inLocale(belief.name, locale),
          fix: inLocale(belief.fix, locale),
          hands: strongest?.[1] ?? 0,
        }
      : null,
    finishedSeats: source.finishedSeats,
    familyTask: content ? inLocale(content.familyTask, locale) : '',
  };
}
