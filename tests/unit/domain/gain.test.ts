import { describe, expect, test } from 'vitest';

import { measureChange, publishChange, type TestResult } from '#domain/gain.ts';
import { drawsFrom } from '#games/kit/random.ts';

/** Pupils p0, p1 … with so many right of eight. */
function results(rights: readonly number[], given: Partial<TestResult> = {}): TestResult[] {
  return rights.map((right, at) => ({
    ...{ pupilId: `p${at}`, classId: 'c', right, of: 8, misconceptions: [] },
    ...given,
  }));
}

function change(before: TestResult[], after: TestResult[], later: TestResult[] = []) {
  const measured = measureChange({ before, after, later }, drawsFrom(7));
  if (!measured) throw new Error('nobody matched');
  return measured;
}

const many = (count: number, right: number, given: Partial<TestResult> = {}) =>
  results(
    Array.from({ length: count }, () => right),
    given,
  );

describe('gain', () => {
  test('a class that goes from 52 to 76 % gains 0.50', () => {
    const before = results([52], { of: 100 });
    const after = results([76], { of: 100 });
    expect(change(before, after)).toMatchObject({ beforePercent: 52, afterPercent: 76, gain: 0.5 });
  });

  test('only pupils who sat both tests are matched, and who is missing afterwards is told', () => {
    const before = results([2, 4, 6]);
    const after = results([4, 8]);
    const late = { ...results([8])[0], pupilId: 'new' } as TestResult;
    expect(change(before, [...after, late])).toMatchObject({
      ...{ matched: 2, beforeCount: 3, afterCount: 3, attrition: 1 },
      ...{ beforePercent: 37.5, afterPercent: 75 },
    });
  });

  test('nobody in both tests is no change', () => {
    expect(measureChange({ before: results([1]), after: [], later: [] }, drawsFrom(1))).toBeNull();
  });

  test('a class that knew more than 85 % before has reached it and shows no gain', () => {
    expect(change(many(10, 7), many(10, 8)).gain).toBeNull();
    expect(change(many(10, 6), many(10, 7)).gain).toBe(0.5);
  });

  test('the effect is in standard deviations before, of the sample', () => {
    // 2, 4, 6 of 8 are 25, 50, 75 %: s = 25; the mean rises by 12.5.
    expect(change(results([2, 4, 6]), results([3, 5, 7])).effectSize).toBeCloseTo(0.5, 10);
    expect(change(many(5, 4), many(5, 6)).effectSize).toBeNull();
  });

  test('the interval holds the change, is the same for the same seed and shuts when all change alike', () => {
    const before = results([1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4]);
    const after = results([3, 2, 6, 5, 8, 4, 6, 3, 5, 2, 7, 6]);
    const one = change(before, after);
    const mean = one.afterPercent - one.beforePercent;
    expect(one.interval[0]).toBeLessThan(mean);
    expect(one.interval[1]).toBeGreaterThan(mean);
    expect(change(before, after).interval).toEqual(one.interval);
    expect(change(many(12, 2), many(12, 4)).interval).toEqual([25, 25]);
  });

  test('from ten classes on, whole classes are drawn: pupils alike in a class widen the interval', () => {
    const of = (classes: number) => {
      const before = results(Array.from({ length: 120 }, () => 2));
      const after = results(Array.from({ length: 120 }, (_, at) => (at % 12 < 6 ? 2 : 6)));
      const classed = (one: TestResult, at: number) => ({ ...one, classId: `c${at % classes}` });
      const { interval } = change(before.map(classed), after.map(classed));
      return interval[1] - interval[0];
    };
    expect(of(12)).toBeGreaterThan(of(3) * 2);
  });

  test('what is kept weeks later is the part of the change that is left', () => {
    const measured = change(many(12, 2), many(12, 6), many(11, 5));
    expect(measured.later).toEqual({ matched: 11, percent: 62.5, retention: 0.75 });
    expect(change(many(3, 4), many(3, 4), many(3, 5)).later?.retention).toBeNull();
    expect(change(many(3, 4), many(3, 4)).later).toBeNull();
  });

  test('the three beliefs of most pupils come first, each pupil counted once', () => {
    const before = [
      ...many(3, 2, { misconceptions: ['M-B', 'M-C'] }),
      ...results([2, 2], { misconceptions: ['M-B', 'M-A', 'M-D'] }),
    ].map((one, at) => ({ ...one, pupilId: `p${at}` }));
    const after = many(5, 6, { misconceptions: ['M-D'] });
    expect(change(before, after).misconceptions).toEqual([
      { code: 'M-B', before: 5, after: 0, later: null },
      { code: 'M-C', before: 3, after: 0, later: null },
      { code: 'M-D', before: 2, after: 5, later: null },
    ]);
  });
});

describe('what leaves the class', () => {
  test('nothing when nine sat both tests, all means when ten did', () => {
    expect(publishChange(change(many(9, 2), many(9, 4)))).toEqual({ shown: false });
    expect(publishChange(change(many(10, 2), many(10, 4)))).toMatchObject({ shown: true, matched: 10 });
  });

  test('nothing of the later test when nine sat it', () => {
    expect(publishChange(change(many(12, 2), many(12, 4), many(9, 3)))).toMatchObject({ later: null });
    const shown = publishChange(change(many(12, 2), many(12, 4), many(10, 3)));
    expect(shown).toMatchObject({ later: { matched: 10 } });
  });

  test('a belief of nine, or of all but nine, is hidden', () => {
    const holding = (count: number, of: number, right: number) =>
      Array.from({ length: of }, (_, at) => ({
        ...{ pupilId: `p${at}`, classId: 'c', right, of: 8 },
        misconceptions: at < count ? ['M-B'] : [],
      }));
    const published = (before: number, after: number) =>
      publishChange(change(holding(before, 30, 2), holding(after, 30, 4)));
    const shift = { code: 'M-B', later: null };
    expect(published(15, 9)).toMatchObject({ misconceptions: [{ ...shift, before: 15, after: null }] });
    expect(published(21, 10)).toMatchObject({ misconceptions: [{ ...shift, before: null, after: 10 }] });
  });
});
