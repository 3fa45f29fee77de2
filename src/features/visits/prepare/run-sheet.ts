import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import type { Plan, PlanStep } from '#catalogue/schema.ts';
import { mayLeaveOut, orderOfLeavingOut } from '#domain/live-plan.ts';
import { plainText, segmentsIn } from '#domain/ruby.ts';
import { inLocale, type Locale } from '#domain/text.ts';

/** One line of a run sheet: a step of the plan by the clock of the school. */
export interface RunSheetStep {
  readonly startMinute: number;
  readonly minutes: number;
  readonly kind: PlanStep['kind'];
  readonly title: string;
  readonly say: string;
  readonly tip: string | null;
  readonly questions: readonly string[];
  readonly mayLeaveOut: boolean;
}

export interface RunSheet {
  readonly minutes: Plan['minutes'];
  readonly steps: readonly RunSheetStep[];
  /** Minutes after midnight when the last step ends. */
  readonly endMinute: number;
  readonly screenMinutes: number;
  readonly materials: readonly string[];
  /** Titles of what a late lesson leaves out, the first to go first. */
  readonly leavesOut: readonly string[];
}

/** The plan of a lesson as a run sheet that begins at a minute after midnight; null without such a plan. */
export function makeRunSheet(
  lessonId: string,
  minutes: number,
  startMinute: number,
  locale: Locale,
): RunSheet | null {
  const plan = findLesson(lessonId)?.content?.plans.find((one) => one.minutes === minutes);
  if (!plan) return null;
  let at = startMinute;
  const steps = plan.steps.map((step): RunSheetStep => {
    const line = {
      startMinute: at,
      minutes: step.minutes,
      kind: step.kind,
      title: inLocale(step.title, locale),
      say: inLocale(step.say, locale),
      tip: step.tip && inLocale(step.tip, locale),
      questions: step.questionIds.flatMap((id) => {
        const question = findQuestion(id);
        return question ? [plainText(segmentsIn(question.stem, locale))] : [];
      }),
      mayLeaveOut: mayLeaveOut(step.kind),
    };
    at += step.minutes;
    return line;
  });
  return {
    minutes: plan.minutes,
    steps,
    endMinute: at,
    screenMinutes: plan.steps.reduce((sum, { screenMinutes }) => sum + screenMinutes, 0),
    materials: plan.materials.map((material) => inLocale(material, locale)),
    leavesOut: orderOfLeavingOut(plan.steps).flatMap((place) => steps[place]?.title ?? []),
  };
}
