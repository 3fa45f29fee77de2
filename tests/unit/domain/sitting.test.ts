import { describe, expect, test } from 'vitest';

import { formFor, sittingEnd, sittingPurposes, sittingTime, type SittingPurpose } from '#domain/sitting.ts';

const hour = 3_600_000;
const day = 24 * hour;
const lesson = { startsAtMs: 100 * day, endsAtMs: 100 * day + hour };
const agreed = { ...lesson, status: 'agreed' } as const;
const maySit = (purpose: SittingPurpose, visit: Parameters<typeof sittingTime>[1], ms: number) =>
  sittingTime(purpose, visit, ms) === 'now';
const held = { ...lesson, status: 'held' } as const;

describe('forms', () => {
  test('half of the seats begin with each form, and all swap afterwards', () => {
    expect(sittingPurposes.map((purpose) => formFor(7, purpose))).toEqual(['A', 'B', 'A']);
    expect(sittingPurposes.map((purpose) => formFor(8, purpose))).toEqual(['B', 'A', 'B']);
  });
});

describe('when a visit’s class may sit', () => {
  test('before: in the week before the lesson and not once it was held', () => {
    const at = (ms: number) => maySit('before', agreed, ms);
    const { startsAtMs, endsAtMs } = lesson;
    expect([at(startsAtMs - 7 * day - 1), at(startsAtMs - 7 * day)]).toEqual([false, true]);
    expect([at(endsAtMs - 1), at(endsAtMs)]).toEqual([true, false]);
    expect(maySit('before', held, startsAtMs - day)).toBe(false);
  });

  test('after: from the lesson on for a week, sooner when it was held early', () => {
    const { startsAtMs, endsAtMs } = lesson;
    expect(maySit('after', agreed, startsAtMs - 1)).toBe(false);
    expect(maySit('after', agreed, startsAtMs)).toBe(true);
    expect(maySit('after', held, startsAtMs - hour)).toBe(true);
    expect(maySit('after', held, endsAtMs + 7 * day)).toBe(false);
  });

  test('later: four to six weeks after a lesson that was held', () => {
    const at = (weeks: number) => maySit('later', held, lesson.endsAtMs + weeks * 7 * day);
    expect([at(3.9), at(4), at(6), at(6.2)]).toEqual([false, true, true, false]);
    expect(maySit('later', agreed, lesson.endsAtMs + 30 * day)).toBe(false);
  });

  test('what is to come is told apart from what is over', () => {
    const { startsAtMs, endsAtMs } = lesson;
    const at = (visit: typeof agreed | typeof held, ms: number) =>
      sittingPurposes.map((purpose) => sittingTime(purpose, visit, ms));
    expect(at(agreed, startsAtMs - 8 * day)).toEqual(['to-come', 'to-come', 'to-come']);
    expect(at(held, endsAtMs)).toEqual(['over', 'now', 'to-come']);
    expect(at(held, endsAtMs + 50 * day)).toEqual(['over', 'over', 'over']);
  });

  test.each(['open', 'cancelled', 'not-held'] as const)('never for a visit that is %s', (status) => {
    const times = [-3, 0, 1, 30].map((days) => lesson.startsAtMs + days * day);
    const any = sittingPurposes.flatMap((one) => times.map((at) => maySit(one, { ...lesson, status }, at)));
    expect(any).not.toContain(true);
  });

  test('a test before ends as the lesson begins, one after as long as was wanted', () => {
    const { startsAtMs, endsAtMs } = lesson;
    const wanted = startsAtMs + 3 * day;
    expect(sittingEnd('before', wanted, agreed, startsAtMs - day)).toBe(startsAtMs);
    expect(sittingEnd('before', startsAtMs - hour, agreed, startsAtMs - day)).toBe(startsAtMs - hour);
    expect(sittingEnd('before', wanted, agreed, startsAtMs + 1)).toBe(endsAtMs);
    expect(sittingEnd('after', wanted, agreed, startsAtMs + 1)).toBe(wanted);
    expect(sittingEnd('before', wanted, null, startsAtMs)).toBe(wanted);
  });
});
