import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { clockShiftMs, placeInTime, type PossibleTime } from '#domain/offline-clock.ts';
import { compareContent, judgeClock } from '#domain/visit-pack.ts';

const hour = 3_600_000;
const dayFromMs = Date.parse('2026-11-24T00:00:00+08:00');
const possible: PossibleTime = {
  packMadeAtMs: dayFromMs - 10 * hour,
  handedInAtMs: dayFromMs + 30 * hour,
  dayFromMs,
  dayUntilMs: dayFromMs + 24 * hour,
  startsAtMs: dayFromMs + 10 * hour,
};
const lesson = (fromMs: number): number[] => [fromMs, fromMs + 10 * 60_000, fromMs + hour];

describe('the times of a laptop', () => {
  test.each([
    ['on time', possible.startsAtMs],
    ['in the afternoon of the day', dayFromMs + 15 * hour],
    ['five minutes before the day', dayFromMs - 5 * 60_000],
  ])('that can be true stay: %s', (_, fromMs) => {
    expect(clockShiftMs(lesson(fromMs), possible)).toBe(0);
  });

  test.each([
    ['years behind', 0],
    ['before the pack was made', possible.packMadeAtMs - hour],
    ['on the day before', dayFromMs - 5 * hour],
    ['after the hand-in', possible.handedInAtMs + 100 * hour],
  ])('that cannot be true begin with the visit: %s', (_, fromMs) => {
    const times = lesson(fromMs);
    const shift = clockShiftMs(times, possible);
    const placed = times.map((ms) => placeInTime(ms, shift, possible));
    expect(placed).toEqual(lesson(possible.startsAtMs));
  });

  test('a file that was handed in before the visit was to begin ends with the hand-in', () => {
    const early = { ...possible, handedInAtMs: dayFromMs + 9 * hour };
    const shift = clockShiftMs(lesson(0), early);
    expect(
      lesson(0)
        .map((ms) => placeInTime(ms, shift, early))
        .at(-1),
    ).toBe(early.handedInAtMs);
  });

  test('nothing learned shifts nothing', () => {
    expect(clockShiftMs([], possible)).toBe(0);
  });

  test('every time lands between pack and hand-in, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 1 }), (times) => {
        const sorted = times.toSorted((one, other) => one - other);
        const shift = clockShiftMs(sorted, possible);
        const placed = sorted.map((ms) => placeInTime(ms, shift, possible));
        expect(placed).toEqual(placed.toSorted((one, other) => one - other));
        expect(placed[0]).toBeGreaterThanOrEqual(possible.packMadeAtMs);
        expect(placed.at(-1)).toBeLessThanOrEqual(possible.handedInAtMs);
      }),
    );
  });
});

describe('a pack on a laptop', () => {
  const pack = { madeAtMs: dayFromMs, day: '2026-11-24' };
  test.each([
    [dayFromMs + hour, '2026-11-24', 'right'],
    [dayFromMs - 60_000, '2026-11-24', 'right'],
    [dayFromMs + 30 * hour, '2026-11-25', 'other-day'],
    [dayFromMs - hour, '2026-11-23', 'impossible'],
    [0, '1970-01-01', 'impossible'],
  ])('at %i the clock is judged %s', (nowMs, today, judged) => {
    expect(judgeClock(pack, nowMs, today)).toBe(judged);
  });

  const content = { contentHash: 'a', lessons: { LB01: '1', LB02: '2' }, lessonId: 'LB02' };
  test.each([
    [
      { hash: 'a', lessons: { LB01: '1', LB02: '2' } },
      { differs: false, lessonIds: [], visitsOwn: false },
    ],
    [
      { hash: 'b', lessons: { LB01: '1', LB02: '2' } },
      { differs: true, lessonIds: [], visitsOwn: false },
    ],
    [
      { hash: 'b', lessons: { LB01: '0', LB02: '2', LB03: '3' } },
      { differs: true, lessonIds: ['LB01', 'LB03'], visitsOwn: false },
    ],
    [
      { hash: 'b', lessons: { LB01: '1', LB02: '0' } },
      { differs: true, lessonIds: ['LB02'], visitsOwn: true },
    ],
    [
      { hash: 'b', lessons: { LB01: '1' } },
      { differs: true, lessonIds: ['LB02'], visitsOwn: true },
    ],
  ])('content %j is compared lesson by lesson', (here, expected) => {
    expect(compareContent(content, here)).toEqual(expected);
  });
});
