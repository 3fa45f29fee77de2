import { ok, refuse, type Result } from './result.ts';

/** What a class does in one stretch of a lesson; 'question' is asked, counted by hand and then opened. */
export type LiveStepKind = 'story' | 'explore' | 'question' | 'game' | 'act' | 'faces';

export interface LiveStep {
  readonly kind: LiveStepKind;
  /** Place of its words in the lesson's plan; a plan step with three questions makes three live steps. */
  readonly planStep: number;
  readonly plannedMs: number;
  /** Questions: which one, in the version and with the option keys that the room is shown. */
  readonly questionId?: string;
  readonly questionVersion?: string;
  readonly optionKeys?: readonly string[];
}

/** How the lesson felt, as pupils point at one of three faces on their way out. */
export const faces = ['glad', 'fine', 'hard'] as const;

/** Hands for each option key, or for each face. */
export type Counts = Readonly<Record<string, number>>;

/** More hands than any room holds: a slip of the keyboard. */
export const mostHands = 99;

/** A lesson run in a room: the fold of its events. It holds no answer key, so every screen may have all of it. */
export interface LiveSession {
  /** How many events made it; the next one must expect this number. */
  readonly version: number;
  /** Which of the lesson's plans it walks, by its length. */
  readonly planMinutes: number;
  readonly steps: readonly LiveStep[];
  readonly at: number;
  /** Steps whose question is open: its answer may be shown and its count stands. */
  readonly revealed: readonly number[];
  readonly counts: Readonly<Record<number, Counts>>;
  readonly startedAtMs: number;
  readonly stepStartedAtMs: number;
  /** Time given to each step so far, without the stretch that is running. */
  readonly spentMs: readonly number[];
  readonly endedAtMs: number | null;
}

export type LiveEvent =
  | { readonly type: 'moved'; readonly to: number }
  | { readonly type: 'hands-counted'; readonly step: number; readonly counts: Counts }
  | { readonly type: 'revealed'; readonly step: number }
  | { readonly type: 'reopened'; readonly step: number }
  | { readonly type: 'ended' };

export type LiveProblem = 'bad-input' | 'round-closed' | 'session-ended';

export function startLiveSession(planMinutes: number, steps: readonly LiveStep[], now: number): LiveSession {
  return {
    version: 0,
    planMinutes,
    steps,
    at: 0,
    revealed: [],
    counts: {},
    startedAtMs: now,
    stepStartedAtMs: now,
    spentMs: steps.map(() => 0),
    endedAtMs: null,
  };
}

/** The keys a count at this step must have, all of them: options, faces, or none where nothing is counted. */
function countedKeys(step: LiveStep): readonly string[] {
  if (step.kind === 'question') return step.optionKeys ?? [];
  return step.kind === 'faces' ? faces : [];
}

export function totalHands(counts: Counts | undefined): number {
  return Object.values(counts ?? {}).reduce((sum, hands) => sum + hands, 0);
}

/** The session after a host's action at `now` (ms), or why it cannot happen; the session given is left as it was. */
export function step(session: LiveSession, event: LiveEvent, now: number): Result<LiveSession, LiveProblem> {
  if (session.endedAtMs !== null) return refuse('session-ended');
  const next = { ...session, version: session.version + 1 };
  switch (event.type) {
    case 'moved': {
      if (!session.steps[event.to] || event.to === session.at) return refuse('bad-input');
      return ok({ ...next, at: event.to, stepStartedAtMs: now, spentMs: withRunningStretch(session, now) });
    }
    case 'hands-counted': {
      const counted = session.steps[event.step];
      if (!counted || !isCompleteCount(countedKeys(counted), event.counts)) return refuse('bad-input');
      if (session.revealed.includes(event.step)) return refuse('round-closed');
      return ok({ ...next, counts: { ...session.counts, [event.step]: event.counts } });
    }
    case 'revealed': {
      if (session.steps[event.step]?.kind !== 'question') return refuse('bad-input');
      if (session.revealed.includes(event.step)) return refuse('round-closed');
      return ok({ ...next, revealed: [...session.revealed, event.step] });
    }
    case 'reopened': {
      if (!session.revealed.includes(event.step)) return refuse('bad-input');
      return ok({ ...next, revealed: session.revealed.filter((revealed) => revealed !== event.step) });
    }
    case 'ended':
      return ok({ ...next, endedAtMs: now, spentMs: withRunningStretch(session, now) });
  }
}

/** Whole minutes that the plan still gives the step on the board; below zero when it runs over. */
export function stepMinutesLeft(session: LiveSession, now: number): number {
  const current = session.steps[session.at];
  const spent = (session.spentMs[session.at] ?? 0) + running(session, now);
  return Math.ceil(((current?.plannedMs ?? 0) - spent) / 60_000);
}

/** Whole minutes that the plan still gives from here to its end, for a clock that only the teacher heeds. */
export function lessonMinutesLeft(session: LiveSession, now: number): number {
  const plannedMs = session.steps.reduce((sum, planned) => sum + planned.plannedMs, 0);
  return Math.ceil((plannedMs - ((session.endedAtMs ?? now) - session.startedAtMs)) / 60_000);
}

function running(session: LiveSession, now: number): number {
  return session.endedAtMs === null ? Math.max(0, now - session.stepStartedAtMs) : 0;
}

function withRunningStretch(session: LiveSession, now: number): number[] {
  return session.spentMs.map((ms, index) => (index === session.at ? ms + running(session, now) : ms));
}

function isCompleteCount(keys: readonly string[], counts: Counts): boolean {
  return (
    keys.length > 0 &&
    Object.keys(counts).length === keys.length &&
    keys.every((key) => {
      const hands = Object.hasOwn(counts, key) ? counts[key] : undefined;
      return hands !== undefined && Number.isInteger(hands) && hands >= 0 && hands <= mostHands;
    })
  );
}
