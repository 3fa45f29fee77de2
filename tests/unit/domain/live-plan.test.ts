import { describe, expect, test } from 'vitest';

import {
  lessonEndsBy,
  mayLeaveOut,
  minutesStillPlanned,
  questionNumber,
  stepAfter,
  stepBefore,
  stepsToLeaveOut,
} from '#domain/live-plan.ts';
import {
  lessonMinutesLeft,
  shownAnswers,
  startLiveSession,
  type LiveSession,
  type LiveStep,
  type LiveStepKind,
  type LiveTally,
} from '#domain/live-session.ts';

const minute = 60_000;
const plan: [LiveStepKind, number][] = [
  ['story', 4],
  ['explore', 6],
  ['game', 5],
  ['question', 2],
  ['question', 2],
  ['act', 8],
  ['faces', 3],
];
const steps: LiveStep[] = plan.map(([kind, minutes], planStep) => ({
  kind,
  planStep,
  plannedMs: minutes * minute,
}));
const session = startLiveSession({ planMinutes: 30, steps, seatCount: 6, mode: 'devices', drawSeed: 1 }, 0);
const late = (minutes: number): number => minutes * minute;

describe('a lesson that runs late', () => {
  test('leaves nothing out while its plan fits', () => {
    expect(minutesStillPlanned(session, 0)).toBe(30);
    expect(stepsToLeaveOut(session, 0)).toEqual([]);
    expect(stepsToLeaveOut(session, late(5))).toEqual([]);
  });

  test('leaves out explorables first, then the act-out, then the game, and only as many as needed', () => {
    expect(stepsToLeaveOut(session, late(9))).toEqual([1]);
    expect(stepsToLeaveOut(session, late(14))).toEqual([1, 5]);
    expect(stepsToLeaveOut(session, late(29))).toEqual([1, 5, 2]);
  });

  test('never leaves out a question, the story or the faces, nor what is behind it', () => {
    expect(stepsToLeaveOut({ ...session, at: 2, stepStartedAtMs: late(29) }, late(29))).toEqual([5]);
    expect(plan.filter(([kind]) => !mayLeaveOut(kind)).map(([kind]) => kind)).toEqual([
      'story',
      'question',
      'question',
      'faces',
    ]);
  });
});

test('questions are numbered through the lesson', () => {
  expect([0, 3, 4, 6].map((at) => questionNumber(session, at))).toEqual([0, 0, 1, 2]);
});

test('a screen shows the answers of the way that the room answers by, else those that there are', () => {
  const tally: LiveTally = { joined: [1], answers: { 3: { devices: { A: 1 }, cards: {} } } };
  const answered: LiveSession = {
    ...session,
    teamAnswers: { 3: { square: 'B', circle: 'B' } },
    counts: { 3: { A: 0, B: 0, C: 9 }, 4: { A: 2, B: 0, C: 0 } },
  };
  const by = (mode: LiveSession['mode'], at = 3) => shownAnswers({ ...answered, mode }, tally, at);
  expect(by('devices')).toEqual({ by: 'seats', counts: { A: 1 } });
  expect(by('one-screen')).toEqual({ by: 'teams', counts: { B: 2 } });
  expect(by('hand-count')).toEqual({ by: 'hands', counts: { A: 0, B: 0, C: 9 } });
  expect(by('one-screen', 4)).toEqual({ by: 'hands', counts: { A: 2, B: 0, C: 0 } });
  expect(by('one-screen', 5)).toEqual({ by: 'teams', counts: {} });
});

describe('what a room leaves out', () => {
  const shorter: LiveSession = { ...session, leftOut: [1, 5] };

  test('is gone past, forwards and backwards, and is not planned for', () => {
    expect(stepAfter(shorter)).toBe(2);
    expect(stepBefore({ ...shorter, at: 2 })).toBe(0);
    expect(stepAfter({ ...shorter, at: 4 })).toBe(6);
    expect(stepAfter({ ...shorter, at: 6 })).toBeNull();
    expect(stepBefore(shorter)).toBeNull();
    expect(minutesStillPlanned(shorter, 0)).toBe(30 - 6 - 8);
    expect(stepsToLeaveOut(shorter, late(14))).toEqual([]);
    expect(stepsToLeaveOut(shorter, late(29))).toEqual([2]);
  });
});

describe('a lesson of a visit', () => {
  const begun = (startMs: number, visitEndsAtMs: number): number =>
    lessonEndsBy(steps, startMs, visitEndsAtMs);

  test('is over with its plan, or with the visit’s time if that comes first', () => {
    expect(begun(0, late(40))).toBe(late(30));
    expect(begun(late(15), late(40))).toBe(late(40));
  });

  test('has its whole plan when it begins as the visit’s time is all but over', () => {
    expect(begun(late(31), late(40))).toBe(late(61));
    expect(begun(late(300), late(40))).toBe(late(330));
  });

  test('that began late is late from its first minute', () => {
    const visit = { ...session, startedAtMs: late(20), stepStartedAtMs: late(20), endsByMs: late(40) };
    expect(lessonMinutesLeft(visit, late(20))).toBe(20);
    expect(stepsToLeaveOut(visit, late(20))).toEqual([1, 5]);
  });
});
