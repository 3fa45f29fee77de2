import { dontKnow } from './evidence.ts';
import { drawSeat } from './live-draw.ts';
import { isCounting, type LiveEvent } from './live-event.ts';
import { mayLeaveOut } from './live-plan.ts';
import {
  advanced,
  faces,
  mostHands,
  refused,
  runningMs,
  type CardReads,
  type Counts,
  type LiveSession,
  type LiveStep,
  type Stepped,
} from './live-session.ts';

type Of<Type extends LiveEvent['type']> = Extract<LiveEvent, { type: Type }>;

/** The session after a host's action at `now` (ms), or why it cannot happen; the session given is left as it was. */
export function step(session: LiveSession, event: LiveEvent, now: number): Stepped {
  if (session.endedAtMs !== null) return refused('session-ended');
  if (session.pausedAtMs !== null && !worksInPause(event)) return refused('lesson-paused');
  switch (event.type) {
    case 'moved':
      return move(session, event, now);
    case 'mode-changed':
      return change(session, { mode: event.mode }, event.mode !== session.mode);
    case 'pace-changed':
      return change(session, { pace: event.pace }, event.pace !== session.pace);
    case 'hands-counted':
      return countHands(session, event);
    case 'team-answered':
      return answerAsTeam(session, event);
    case 'cards-read':
      return readCards(session, event);
    case 'revealed':
      return reveal(session, event);
    case 'reopened': {
      const revealed = session.revealed.filter((one) => one !== event.step);
      return change(session, { revealed }, session.revealed.includes(event.step));
    }
    case 'spotlit': {
      const keys = session.steps[session.at]?.optionKeys ?? [];
      return change(
        session,
        { spotlight: event.option },
        event.option === null || keys.includes(event.option),
      );
    }
    case 'curtain-set':
      return change(session, { curtain: event.drawn });
    case 'lobby-set':
      return change(session, { locked: event.locked });
    case 'lobby-shown':
      return change(session, { lobbyShown: event.shown });
    case 'seat-drawn': {
      const draw = drawSeat(session);
      if (!draw) return refused('bad-input');
      const { seat, drawn, drawRound } = draw;
      return advanced(session, { drawn, drawRound, drawnNow: seat });
    }
    case 'draw-cleared':
      return change(session, { drawnNow: null });
    case 'absence-noted':
      return change(
        session,
        { absent: listed(session.absent, event.seat, event.absent) },
        isSeat(session, event.seat),
      );
    case 'device-sent-out':
      return change(
        session,
        { removed: listed(session.removed, event.seat, event.out) },
        isSeat(session, event.seat),
      );
    case 'sand-turned':
      return change(session, { sandEndsAtMs: event.seconds === 0 ? null : now + event.seconds * 1000 });
    case 'steps-left-out':
      return leaveOut(session, event);
    case 'paused':
      return advanced(session, { pausedAtMs: now, spentMs: withRunningStretch(session, now) });
    case 'resumed':
      return change(session, { pausedAtMs: null, stepStartedAtMs: now }, session.pausedAtMs !== null);
    case 'lead-taken':
      return change(session, { teacherLeads: event.alone }, event.alone !== session.teacherLeads);
    case 'ended':
      return advanced(session, {
        endedAtMs: now,
        curtain: false,
        lobbyShown: false,
        spentMs: withRunningStretch(session, now),
      });
  }
}

/** A room that stands still may go on or end; what it said before may still come in. */
function worksInPause(event: LiveEvent): boolean {
  return isCounting(event) || ['resumed', 'lead-taken', 'ended'].includes(event.type);
}

function leaveOut(session: LiveSession, { steps }: Of<'steps-left-out'>): Stepped {
  const areAhead = steps.every((at) => {
    const kind = session.steps[at]?.kind;
    return at > session.at && kind !== undefined && mayLeaveOut(kind);
  });
  return change(session, { leftOut: steps }, areAhead && new Set(steps).size === steps.length);
}

function change(session: LiveSession, changed: Partial<LiveSession>, sensible = true): Stepped {
  return sensible ? advanced(session, changed) : refused('bad-input');
}

function move(session: LiveSession, { to }: Of<'moved'>, now: number): Stepped {
  if (!session.steps[to] || to === session.at) return refused('bad-input');
  return advanced(session, {
    at: to,
    leftOut: session.leftOut.filter((at) => at !== to),
    lobbyShown: false,
    spotlight: null,
    drawnNow: null,
    sandEndsAtMs: null,
    stepStartedAtMs: now,
    spentMs: withRunningStretch(session, now),
  });
}

function countHands(session: LiveSession, { step: at, counts }: Of<'hands-counted'>): Stepped {
  const counted = session.steps[at];
  if (!counted || !isCompleteCount(countedKeys(counted), counts)) return refused('bad-input');
  if (session.revealed.includes(at)) return refused('round-closed');
  return advanced(session, { counts: { ...session.counts, [at]: counts } });
}

function answerAsTeam(session: LiveSession, { step: at, team, option }: Of<'team-answered'>): Stepped {
  const keys = questionKeys(session.steps[at]);
  if (option !== null && !keys.includes(option)) return refused('bad-input');
  if (keys.length === 0) return refused('bad-input');
  if (session.revealed.includes(at)) return refused('round-closed');
  const { [team]: _, ...others } = session.teamAnswers[at] ?? {};
  const answers = option === null ? others : { ...others, [team]: option };
  return advanced(session, { teamAnswers: { ...session.teamAnswers, [at]: answers } });
}

function readCards(session: LiveSession, { step: at, reads }: Of<'cards-read'>): Stepped {
  const keys = questionKeys(session.steps[at]);
  const entries = Object.entries(reads);
  const areKnown = entries.every(
    ([seat, key]) => isSeat(session, Number(seat)) && (key === null || keys.includes(key)),
  );
  if (keys.length === 0 || entries.length === 0 || !areKnown) return refused('bad-input');
  if (session.revealed.includes(at)) return refused('round-closed');
  const stand: CardReads = Object.fromEntries(
    Object.entries({ ...session.reads[at], ...reads }).filter(
      (one): one is [string, string] => one[1] !== null,
    ),
  );
  return advanced(session, { reads: { ...session.reads, [at]: stand } });
}

function reveal(session: LiveSession, { step: at }: Of<'revealed'>): Stepped {
  if (session.steps[at]?.kind !== 'question') return refused('bad-input');
  if (session.revealed.includes(at)) return refused('round-closed');
  return advanced(session, { revealed: [...session.revealed, at] });
}

/** The keys a count at this step must have, all of them: options, faces, or none where nothing is counted. */
function countedKeys(step: LiveStep): readonly string[] {
  if (step.kind === 'question') return step.optionKeys ?? [];
  return step.kind === 'faces' ? faces : [];
}

/** What a team or a card may answer at this step. */
function questionKeys(step: LiveStep | undefined): readonly string[] {
  return step?.kind === 'question' ? [...(step.optionKeys ?? []), dontKnow] : [];
}

function isSeat({ seatCount }: LiveSession, seat: number): boolean {
  return seat >= 1 && seat <= seatCount;
}

function listed(list: readonly number[], seat: number, isOn: boolean): readonly number[] {
  const others = list.filter((one) => one !== seat);
  return isOn ? [...others, seat].sort((one, other) => one - other) : others;
}

function withRunningStretch(session: LiveSession, now: number): number[] {
  return session.spentMs.map((ms, index) => (index === session.at ? ms + runningMs(session, now) : ms));
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
