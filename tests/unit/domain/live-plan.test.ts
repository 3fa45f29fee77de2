import { describe, expect, test } from 'vitest';

import { mayLeaveOut, minutesStillPlanned, questionNumber, stepsToLeaveOut } from '#domain/live-plan.ts';
import {
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
