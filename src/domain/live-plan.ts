import { lessonMinutesLeft, stepMinutesLeft, type LiveSession, type LiveStepKind } from './live-session.ts';

/** Kinds of steps that a lesson keeps its sense without, the first to go first. Questions, story and faces stay. */
const optionalKinds = ['explore', 'act', 'game'] as const satisfies readonly LiveStepKind[];
const minute = 60_000;

/** With less than this left, whoever begins a lesson was surely given another time. */
const leastUsefulMs = 10 * minute;

/**
 * When a lesson of a visit is over: with its plan, or when the visit's time in the school ends if that comes
 * first, so that a lesson which began late is late from its first minute.
 */
export function lessonEndsBy(
  steps: readonly { readonly plannedMs: number }[],
  startsAtMs: number,
  visitEndsAtMs: number,
): number {
  const planEndsAtMs = startsAtMs + steps.reduce((sum, { plannedMs }) => sum + plannedMs, 0);
  return visitEndsAtMs - startsAtMs < leastUsefulMs ? planEndsAtMs : Math.min(planEndsAtMs, visitEndsAtMs);
}

export function mayLeaveOut(kind: LiveStepKind): boolean {
  return optionalKinds.some((one) => one === kind);
}

/** Whole minutes that the plan still asks for: what is left of this step and all steps after it. */
export function minutesStillPlanned(session: LiveSession, now: number): number {
  const ahead = session.steps.reduce(
    (sum, { plannedMs }, at) => (at > session.at && !session.leftOut.includes(at) ? sum + plannedMs : sum),
    0,
  );
  return Math.max(0, stepMinutesLeft(session, now)) + Math.round(ahead / minute);
}

/** The step that the room comes to next, past those it leaves out; null after the last. */
export function stepAfter({ steps, at, leftOut }: LiveSession): number | null {
  for (let to = at + 1; to < steps.length; to += 1) if (!leftOut.includes(to)) return to;
  return null;
}

/** The step that the room came from; null at the first. */
export function stepBefore({ at, leftOut }: LiveSession): number | null {
  for (let to = at - 1; to >= 0; to -= 1) if (!leftOut.includes(to)) return to;
  return null;
}

/** The places of the steps that may be left out, the first to go first. */
export function orderOfLeavingOut(steps: readonly { readonly kind: LiveStepKind }[]): readonly number[] {
  return optionalKinds.flatMap((kind) => steps.flatMap((step, at) => (step.kind === kind ? [at] : [])));
}

/** More of the steps ahead that a late lesson best leaves out, so that the others fit; none while there is time. */
export function stepsToLeaveOut(session: LiveSession, now: number): readonly number[] {
  let over = minutesStillPlanned(session, now) - lessonMinutesLeft(session, now);
  const left: number[] = [];
  for (const at of orderOfLeavingOut(session.steps)) {
    if (over <= 1) return left;
    if (at <= session.at || session.leftOut.includes(at)) continue;
    left.push(at);
    over -= (session.steps[at]?.plannedMs ?? 0) / minute;
  }
  return left;
}

/** Which of the lesson's questions step `at` is, from 0: teams change their roles from one to the next. */
export function questionNumber({ steps }: Pick<LiveSession, 'steps'>, at: number): number {
  return steps.slice(0, at).filter(({ kind }) => kind === 'question').length;
}
