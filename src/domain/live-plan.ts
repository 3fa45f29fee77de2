import { lessonMinutesLeft, stepMinutesLeft, type LiveSession, type LiveStepKind } from './live-session.ts';

/** Kinds of steps that a lesson keeps its sense without, the first to go first. Questions, story and faces stay. */
const optionalKinds = ['explore', 'act', 'game'] as const satisfies readonly LiveStepKind[];
const minute = 60_000;

export function mayLeaveOut(kind: LiveStepKind): boolean {
  return optionalKinds.some((one) => one === kind);
}

/** Whole minutes that the plan still asks for: what is left of this step and all steps after it. */
export function minutesStillPlanned(session: LiveSession, now: number): number {
  const ahead = session.steps.slice(session.at + 1).reduce((sum, { plannedMs }) => sum + plannedMs, 0);
  return Math.max(0, stepMinutesLeft(session, now)) + Math.round(ahead / minute);
}

/** The steps ahead that a late lesson best leaves out, so that the others fit; none while there is time. */
export function stepsToLeaveOut(session: LiveSession, now: number): readonly number[] {
  let over = minutesStillPlanned(session, now) - lessonMinutesLeft(session, now);
  const left: number[] = [];
  for (const kind of optionalKinds)
    for (const [at, step] of session.steps.entries()) {
      if (over <= 1) return left;
      if (at <= session.at || step.kind !== kind) continue;
      left.push(at);
      over -= step.plannedMs / minute;
    }
  return left;
}

/** Which of the lesson's questions step `at` is, from 0: teams change their roles from one to the next. */
export function questionNumber({ steps }: Pick<LiveSession, 'steps'>, at: number): number {
  return steps.slice(0, at).filter(({ kind }) => kind === 'question').length;
}
