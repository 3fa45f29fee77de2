import { expect, test } from 'vitest';

import { workingDaysLater } from '#domain/working-days.ts';

const at = (time: string) => Date.parse(`${time}+08:00`);

test.each([
  ['a Monday', '2026-11-23T09:00', '2026-12-01T00:00'],
  ['a Friday evening', '2026-11-27T20:00', '2026-12-05T00:00'],
  ['a Saturday', '2026-11-28T09:00', '2026-12-05T00:00'],
  ['a Sunday just before midnight', '2026-11-29T23:59:59', '2026-12-05T00:00'],
  ['a Wednesday', '2026-11-25T00:00', '2026-12-03T00:00'],
])('five working days from %s end five weekdays later', (_day, asked, end) => {
  expect(workingDaysLater(at(asked), 5)).toBe(at(end));
});

test('the day is the school’s and not that of Greenwich', () => {
  // Monday 1 a.m. in Beijing is still Sunday in Greenwich.
  expect(workingDaysLater(at('2026-11-23T01:00'), 1)).toBe(at('2026-11-25T00:00'));
});
