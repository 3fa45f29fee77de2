import type { Plan, Question } from '#catalogue/schema.ts';
import type { LiveStep } from '#domain/live-session.ts';

/** A plan as a room walks it: a plan step that asks several questions makes a live step for each of them. */
export function liveSteps(plan: Plan, findQuestion: (id: string) => Question | undefined): LiveStep[] {
  return plan.steps.flatMap((step, planStep): LiveStep[] => {
    const questions = step.questionIds.flatMap((id) => findQuestion(id) ?? []);
    const plannedMs = Math.round((step.minutes * 60_000) / Math.max(1, questions.length));
    if (step.kind !== 'question') return [{ kind: step.kind, planStep, plannedMs: step.minutes * 60_000 }];
    return questions.map((question) => ({
      kind: 'question' as const,
      planStep,
      plannedMs,
      questionId: question.id,
      questionVersion: question.version,
      optionKeys: question.options.map((option) => option.key),
    }));
  });
}
