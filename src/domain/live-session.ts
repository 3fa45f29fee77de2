import { ok, refuse, type Result } from './result.ts';

/** What a class does in one stretch of a lesson; 'question' is asked, answered in the room's mode and then opened. */
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

/** How a room answers. The fifth mode, home, is the lesson's own page. */
export const liveModes = ['devices', 'one-screen', 'cards', 'hand-count'] as const;
export type LiveMode = (typeof liveModes)[number];

/** A mode as a form names it; without one, hands are counted. */
export function readMode(named: string | undefined): LiveMode {
  return liveModes.find((mode) => mode === named) ?? 'hand-count';
}

/** Four teams at one screen, named by their shapes ■ ● ▲ ◆. */
export const teams = ['square', 'circle', 'triangle', 'diamond'] as const;
export type TeamId = (typeof teams)[number];

/** What a lesson may leave behind: 获得感, 幸福感, 安全感. A pupil may feel all three, so their counts overlap. */
export const faces = ['gain', 'joy', 'safety'] as const;

/** Hands for each option key, or for each face. */
export type Counts = Readonly<Record<string, number>>;

/** What cards showed: seat number → option key. */
export type CardReads = Readonly<Record<string, string>>;

export type TeamAnswers = Readonly<Partial<Record<TeamId, string>>>;

/** More hands than any room holds: a slip of the keyboard. */
export const mostHands = 99;

/** A lesson run in a room: the fold of its events. It holds no answer key. */
export interface LiveSession {
  /** How many events made it; the next one must expect this number. */
  readonly version: number;
  /** Which of the lesson's plans it walks, by its length. */
  readonly planMinutes: number;
  readonly steps: readonly LiveStep[];
  readonly seatCount: number;
  readonly mode: LiveMode;
  /** 'own': each device walks the lesson's page by itself; 'together': devices follow the room. */
  readonly pace: 'together' | 'own';
  /** No seat may enter that is not inside. */
  readonly locked: boolean;
  /** The room's screen shows the way in and who is inside, instead of the step. */
  readonly lobbyShown: boolean;
  /** The room's screen is covered and devices say “eyes to the front”. */
  readonly curtain: boolean;
  /** The option that the room looks at, the others dimmed. */
  readonly spotlight: string | null;
  readonly at: number;
  /** Steps whose question is open: its answer may be shown and its round is closed. */
  readonly revealed: readonly number[];
  readonly counts: Readonly<Record<number, Counts>>;
  readonly teamAnswers: Readonly<Record<number, TeamAnswers>>;
  readonly reads: Readonly<Record<number, CardReads>>;
  /** Seats that are not in the room today: never drawn, never missed. */
  readonly absent: readonly number[];
  /** Seats whose devices were sent out. */
  readonly removed: readonly number[];
  readonly drawSeed: number;
  /** Seats drawn since everybody last had a turn, in order. */
  readonly drawn: readonly number[];
  readonly drawRound: number;
  /** The seat that was drawn for what the room does, until the room moves on. */
  readonly drawnNow: number | null;
  /** A sand-glass that the host turned: when it is empty, by the server's clock. It closes nothing. */
  readonly sandEndsAtMs: number | null;
  /** The class's own teacher stopped the room; its step's clock stands, the school's bell does not. */
  readonly pausedAtMs: number | null;
  /** The class's own teacher leads alone; others may still count what the room says. */
  readonly teacherLeads: boolean;
  /** Steps ahead that the room goes past, so that a late lesson fits. */
  readonly leftOut: readonly number[];
  /** When the lesson must be over, as a visit's time says it; null: when its plan is. */
  readonly endsByMs: number | null;
  readonly startedAtMs: number;
  readonly stepStartedAtMs: number;
  /** Time given to each step so far, without the stretch that is running. */
  readonly spentMs: readonly number[];
  readonly endedAtMs: number | null;
}

export interface LiveStart {
  readonly planMinutes: number;
  readonly steps: readonly LiveStep[];
  readonly seatCount: number;
  readonly mode: LiveMode;
  readonly drawSeed: number;
  readonly endsByMs?: number | null;
}

export function startLiveSession(start: LiveStart, now: number): LiveSession {
  return {
    version: 0,
    ...start,
    pace: 'together',
    locked: false,
    lobbyShown: start.mode === 'devices',
    curtain: false,
    spotlight: null,
    at: 0,
    revealed: [],
    counts: {},
    teamAnswers: {},
    reads: {},
    absent: [],
    removed: [],
    drawn: [],
    drawRound: 0,
    drawnNow: null,
    sandEndsAtMs: null,
    pausedAtMs: null,
    teacherLeads: false,
    leftOut: [],
    endsByMs: start.endsByMs ?? null,
    startedAtMs: now,
    stepStartedAtMs: now,
    spentMs: start.steps.map(() => 0),
    endedAtMs: null,
  };
}

/**
 * The steps at which devices may answer: the room's own question until it is opened. At their own pace
 * devices answer on the lesson's page and none is open here.
 */
export function openSteps(session: LiveSession): readonly number[] {
  const { mode, pace, at, revealed, steps, endedAtMs } = session;
  if (endedAtMs !== null || mode !== 'devices' || pace === 'own' || revealed.includes(at)) return [];
  return steps[at]?.kind === 'question' || steps[at]?.kind === 'faces' ? [at] : [];
}

export function totalHands(counts: Counts | undefined): number {
  return Object.values(counts ?? {}).reduce((sum, hands) => sum + hands, 0);
}

/** How many chose each option: counts of card reads or team answers. */
export function countChoices(choices: Readonly<Record<string, string>> | undefined): Counts {
  const counts: Record<string, number> = {};
  for (const key of Object.values(choices ?? {})) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** What devices and settled cards of a session add up to; `answers` by step. */
export interface LiveTally {
  /** Seat numbers whose devices came in. */
  readonly joined: readonly number[];
  readonly answers: Readonly<Record<number, { readonly devices: Counts; readonly cards: Counts }>>;
}

/** Whose answers a screen shows. */
export type CountedBy = 'seats' | 'teams' | 'hands';

/**
 * What a room's screen shows at a step: seats that answered by device and by card, else teams, else hands;
 * whichever the room answers by comes first where several were used.
 */
export function shownAnswers(
  session: LiveSession,
  tally: LiveTally,
  at: number,
): { readonly by: CountedBy; readonly counts: Counts } {
  const settled = tally.answers[at];
  const read = countChoices(session.reads[at]);
  const seats = sumCounts(settled?.devices ?? {}, totalHands(read) > 0 ? read : (settled?.cards ?? {}));
  const counts = { seats, teams: countChoices(session.teamAnswers[at]), hands: session.counts[at] ?? {} };
  const own = countedBy[session.mode];
  const order = [own, ...(['seats', 'teams', 'hands'] as const).filter((one) => one !== own)];
  const by = order.find((one) => totalHands(counts[one]) > 0);
  return by ? { by, counts: counts[by] } : { by: own, counts: {} };
}

const countedBy = {
  devices: 'seats',
  'one-screen': 'teams',
  cards: 'seats',
  'hand-count': 'hands',
} as const satisfies Record<LiveMode, CountedBy>;

export function shownCounts(session: LiveSession, tally: LiveTally, at: number): Counts {
  return shownAnswers(session, tally, at).counts;
}

function sumCounts(one: Counts, other: Counts): Counts {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)]));
}

/** Seats of the room that no card was read of at a step, in order. */
export function seatsNotRead({ seatCount, absent, reads }: LiveSession, at: number): number[] {
  const seen = reads[at] ?? {};
  return numbersTo(seatCount).filter((seat) => !(String(seat) in seen) && !absent.includes(seat));
}

export function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

/** Whole minutes that the plan still gives the step on the board; below zero when it runs over. */
export function stepMinutesLeft(session: LiveSession, now: number): number {
  const current = session.steps[session.at];
  const spent = (session.spentMs[session.at] ?? 0) + runningMs(session, now);
  return Math.ceil(((current?.plannedMs ?? 0) - spent) / 60_000);
}

/** Whole minutes from here to the end of the plan, or to when the lesson must be over; only the teacher heeds them. */
export function lessonMinutesLeft(session: LiveSession, now: number): number {
  const plannedMs = session.steps.reduce((sum, planned) => sum + planned.plannedMs, 0);
  const overAtMs = session.endsByMs ?? session.startedAtMs + plannedMs;
  return Math.ceil((overAtMs - (session.endedAtMs ?? now)) / 60_000);
}

/** How long the step on the board has been running since the room came to it. */
export function runningMs(session: LiveSession, now: number): number {
  const stands = session.endedAtMs !== null || session.pausedAtMs !== null;
  return stands ? 0 : Math.max(0, now - session.stepStartedAtMs);
}

export type LiveProblem = 'bad-input' | 'round-closed' | 'session-ended' | 'lesson-paused';
export type Stepped = Result<LiveSession, LiveProblem>;

/** The next session with one more event, or a refusal. Used by the actions below the hood. */
export function advanced(session: LiveSession, change: Partial<LiveSession>): Stepped {
  return ok({ ...session, ...change, version: session.version + 1 });
}

export const refused = (problem: LiveProblem): Stepped => refuse(problem);
