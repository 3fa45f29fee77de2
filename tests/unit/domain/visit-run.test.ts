import { describe, expect, test } from 'vitest';

import { liveModes, type LiveStepKind } from '#domain/live-session.ts';
import { dutiesAt, dutyOf } from '#domain/visit-duties.ts';
import { compareClass, startProblem } from '#domain/visit-run.ts';
import { crewRoles, visitStatuses, type CrewRole } from '#domain/visit.ts';

const today = '2026-11-23';
const visit = { status: 'agreed', day: today, classId: 'class' } as const;
const kinds: readonly LiveStepKind[] = ['story', 'explore', 'question', 'game', 'act', 'faces'];

describe('the lesson of a visit', () => {
  test('begins on the day of an agreed visit with a class', () => {
    expect(startProblem(visit, today)).toBeNull();
  });

  test('begins on no other day, and not without a class', () => {
    expect(startProblem(visit, '2026-11-22')).toBe('visit-not-today');
    expect(startProblem(visit, '2026-11-24')).toBe('visit-not-today');
    expect(startProblem({ ...visit, classId: null }, today)).toBe('visit-without-class');
  });

  test('begins in no other state', () => {
    for (const status of visitStatuses.filter((one) => one !== 'agreed'))
      expect(startProblem({ ...visit, status }, today)).toBe('visit-not-agreed');
  });
});

test('a class that is smaller or larger than expected is told from one that is not', () => {
  expect(compareClass(40, 45)).toEqual({ kind: 'fewer', count: 5 });
  expect(compareClass(48, 45)).toEqual({ kind: 'more', count: 3 });
  expect(compareClass(45, 45)).toBeNull();
});

describe('who does what at a step', () => {
  const named = (...roles: CrewRole[]) => roles.map((role, at) => ({ role, name: `${role} ${at}` }));
  const who = (crew: ReturnType<typeof named>, kind: LiveStepKind = 'story') =>
    Object.fromEntries(
      dutiesAt(crew, kind, 'cards').map(({ role, members }) => [role, members.map(({ name }) => name)]),
    );

  test('each does what the role says, two of one role together', () => {
    expect(who(named('captain', 'lecturer', 'assistant', 'assistant', 'recorder'))).toEqual({
      captain: ['captain 0'],
      lecturer: ['lecturer 1'],
      assistant: ['assistant 2', 'assistant 3'],
      recorder: ['recorder 4'],
    });
  });

  test('somebody stands in for a role that nobody has; alone one does all', () => {
    expect(who(named('lecturer', 'recorder'))).toEqual({
      captain: ['lecturer 0'],
      lecturer: ['lecturer 0'],
      assistant: ['recorder 1'],
      recorder: ['recorder 1'],
    });
    expect(Object.values(who(named('captain')))).toEqual(Array(4).fill(['captain 0']));
    expect(Object.values(who([]))).toEqual(Array(4).fill([]));
  });

  test('the assistant’s duty at a question follows from how the room answers', () => {
    const duties = liveModes.map((mode) => dutyOf('assistant', 'question', mode));
    expect(duties).toEqual(['help-devices', 'call-teams', 'read-cards', 'count-hands']);
  });

  test('at every step the four have four things to do', () => {
    for (const kind of kinds)
      expect(new Set(crewRoles.map((role) => dutyOf(role, kind, 'hand-count'))).size).toBe(4);
  });
});
