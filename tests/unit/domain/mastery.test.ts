import { describe, expect, test } from 'vitest';

import {
  foldClassMastery,
  foldMastery,
  foldSeatMastery,
  masteryModel,
  traceKnowledge,
} from '#domain/mastery.ts';

const item = (scoreBp: number, weightBp = 10_000) => ({ scoreBp, weightBp, kind: 'item' as const });
const game = (scoreBp: number, weightBp = 10_000) => ({ scoreBp, weightBp, kind: 'game' as const });

function course(rights: readonly number[]): readonly number[] {
  let known: number = masteryModel.start;
  return rights.map((right) => (known = traceKnowledge(known, item(right * 10_000))));
}

describe('knowledge traced over right and wrong items', () => {
  test('five right items', () => {
    expect(course([1, 1, 1, 1, 1]).map((known) => known.toFixed(3))).toEqual([
      '0.594',
      '0.824',
      '0.936',
      '0.978',
      '0.993',
    ]);
  });

  test('a wrong second item and four right ones after it', () => {
    const expected = [0.594, 0.278, 0.571, 0.81, 0.93, 0.976];
    course([1, 0, 1, 1, 1, 1]).forEach((known, place) => expect(known).toBeCloseTo(expected[place] ?? 0, 2));
  });

  test('a piece of no weight changes nothing', () => {
    expect(traceKnowledge(0.4, item(10_000, 0))).toBeCloseTo(0.4, 12);
  });

  test('half a score lies between none and all', () => {
    const [none, half, all] = [0, 5000, 10_000].map((score) => traceKnowledge(0.5, item(score)));
    expect(half).toBeCloseTo(((none ?? 0) + (all ?? 0)) / 2, 12);
  });

  test('a finished game says more than a lucky option', () => {
    expect(traceKnowledge(0.3, game(10_000))).toBeGreaterThan(traceKnowledge(0.3, item(10_000)));
  });
});

describe('when a competency is mastered', () => {
  const right = item(10_000);

  test('four pieces of two kinds above 0.95 are enough', () => {
    expect(foldMastery([right, right, right, game(10_000)])).toMatchObject({ mastered: true, pieces: 4 });
  });

  test('items alone are not', () => {
    const five = foldMastery([right, right, right, right, right]);
    expect(five.probability).toBeGreaterThan(0.95);
    expect(five.mastered).toBe(false);
  });

  test('three pieces are not', () => {
    const three = foldMastery([right, right, game(10_000)]);
    expect(three.probability).toBeGreaterThan(0.95);
    expect(three.mastered).toBe(false);
  });

  test('four weak pieces are not', () => {
    expect(foldMastery([right, item(0), item(0), game(0)]).mastered).toBe(false);
  });
});

describe('a class', () => {
  const rows = [
    ...[1, 1, 1].map(() => ({ ...item(10_000), competency: 'make-change', seatId: 'one' })),
    { ...game(10_000), competency: 'make-change', seatId: 'one' },
    { ...item(0), competency: 'make-change', seatId: 'two' },
    { ...item(6000), competency: 'make-change', seatId: null },
    { ...item(10_000), competency: 'keep-promises', seatId: 'two' },
  ];

  test('counts its seats, and keeps what it did together apart', () => {
    const [change, promises] = foldClassMastery(rows);
    expect(change).toMatchObject({ competency: 'make-change', seats: 2, masteredSeats: 1 });
    expect(change?.together?.pieces).toBe(1);
    expect(promises).toMatchObject({ seats: 1, masteredSeats: 0, together: null });
    expect(promises?.meanProbability).toBeCloseTo(0.594, 3);
  });

  test('one seat is folded by competency', () => {
    const two = foldSeatMastery(rows.filter(({ seatId }) => seatId === 'two'));
    expect(two.map(({ competency, pieces }) => [competency, pieces])).toEqual([
      ['make-change', 1],
      ['keep-promises', 1],
    ]);
  });
});
