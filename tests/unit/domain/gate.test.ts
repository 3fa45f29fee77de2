import { describe, expect, test } from 'vitest';

import { isCleared, missingAtGate, type Gate } from '#domain/gate.ts';

const asked = { course: '2', conduct: '5' };
const dayEndMs = 1_000_000;
const through: Gate = { courseVersion: '2', conductVersion: '5', clearedUntilMs: dayEndMs };

describe('the gate', () => {
  test('lets in who passed, signed and is cleared until the end of the day', () => {
    expect(isCleared(through, dayEndMs, asked)).toBe(true);
  });

  test.each<[string, Gate | undefined, readonly string[]]>([
    ['nobody who never began', undefined, ['course', 'conduct', 'clearance']],
    ['nobody whose course is of an earlier version', { ...through, courseVersion: '1' }, ['course']],
    ['nobody who signed earlier standards', { ...through, conductVersion: '4' }, ['conduct']],
    ['nobody who is not cleared', { ...through, clearedUntilMs: null }, ['clearance']],
    [
      'nobody whose clearance ends within the day',
      { ...through, clearedUntilMs: dayEndMs - 1 },
      ['clearance'],
    ],
  ])('lets in %s', (_who, gate, missing) => {
    expect(isCleared(gate, dayEndMs, asked)).toBe(false);
    expect(missingAtGate(gate, dayEndMs, asked)).toEqual(missing);
  });
});
