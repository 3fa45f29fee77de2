import { describe, expect, test } from 'vitest';

import { step } from '#domain/live-actions.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { leadProblem } from '#domain/live-lead.ts';
import { startLiveSession, stepMinutesLeft, type LiveSession, type LiveStep } from '#domain/live-session.ts';

const minute = 60_000;
const steps: LiveStep[] = [
  { kind: 'story', planStep: 0, plannedMs: 5 * minute },
  { kind: 'explore', planStep: 1, plannedMs: 5 * minute },
  { kind: 'question', planStep: 2, plannedMs: 5 * minute, questionId: 'LB02-Q1', optionKeys: ['A', 'B'] },
];
const begun = startLiveSession({ planMinutes: 20, steps, seatCount: 6, mode: 'hand-count', drawSeed: 7 }, 0);
const move: LiveEvent = { type: 'moved', to: 1 };
const count: LiveEvent = { type: 'hands-counted', step: 2, counts: { A: 1, B: 2 } };

function run(session: LiveSession, event: LiveEvent, now: number): LiveSession {
  const next = step(session, event, now);
  if (!next.ok) throw new Error(`${event.type}: ${next.problem}`);
  return next.value;
}

describe('a room that the teacher paused', () => {
  const paused = run(begun, { type: 'paused' }, 2 * minute);

  test('goes nowhere until it goes on', () => {
    expect(step(paused, move, 3 * minute)).toEqual({ ok: false, problem: 'lesson-paused' });
    expect(step(paused, { type: 'paused' }, 3 * minute).ok).toBe(false);
    const on = run(paused, { type: 'resumed' }, 9 * minute);
    expect(run(on, move, 9 * minute).at).toBe(1);
    expect(step(on, { type: 'resumed' }, 9 * minute)).toEqual({ ok: false, problem: 'bad-input' });
  });

  test('still takes what the room said, and may end', () => {
    expect(run(paused, count, 3 * minute).counts).toEqual({ 2: { A: 1, B: 2 } });
    expect(run(paused, { type: 'ended' }, 3 * minute).endedAtMs).toBe(3 * minute);
  });

  test('has its step’s clock stand still', () => {
    expect(stepMinutesLeft(paused, 30 * minute)).toBe(3);
    const on = run(paused, { type: 'resumed' }, 30 * minute);
    expect(stepMinutesLeft(on, 31 * minute)).toBe(2);
    expect(run(on, { type: 'ended' }, 31 * minute).spentMs).toEqual([3 * minute, 0, 0]);
  });
});

describe('steps that a room leaves out', () => {
  const leave = (...out: number[]): LiveEvent => ({ type: 'steps-left-out', steps: out });

  test('lie ahead, once each, and are not what a lesson needs', () => {
    expect(run(begun, leave(1), 0).leftOut).toEqual([1]);
    for (const wrong of [[2], [0], [7], [1, 1]]) expect(step(begun, leave(...wrong), 0).ok).toBe(false);
  });

  test('come back together, or one by one when the room goes there', () => {
    const shorter = run(begun, leave(1), 0);
    expect(run(shorter, leave(), 0).leftOut).toEqual([]);
    expect(run(shorter, move, 0).leftOut).toEqual([]);
    expect(run(shorter, { type: 'moved', to: 2 }, 0).leftOut).toEqual([1]);
  });
});

describe('whose the room is', () => {
  const alone = run(begun, { type: 'lead-taken', alone: true }, 0);

  test('the class’s own teacher alone pauses it and takes it over', () => {
    for (const event of [
      { type: 'paused' },
      { type: 'resumed' },
      { type: 'lead-taken', alone: true },
    ] as const) {
      expect(leadProblem(begun, event, false)).toBe('teacher-only');
      expect(leadProblem(begun, event, true)).toBeNull();
    }
    expect(leadProblem(begun, move, false)).toBeNull();
  });

  test('while the teacher leads, others count and do nothing else', () => {
    expect(leadProblem(alone, move, false)).toBe('teacher-leads');
    expect(leadProblem(alone, { type: 'ended' }, false)).toBe('teacher-leads');
    expect(leadProblem(alone, count, false)).toBeNull();
    expect(leadProblem(alone, move, true)).toBeNull();
    expect(leadProblem(run(alone, { type: 'lead-taken', alone: false }, 0), move, false)).toBeNull();
  });
});
