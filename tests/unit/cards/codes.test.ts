import { describe, expect, test } from 'vitest';

import { cardCodes, cellsApart, markerCells, mirrored, turned } from '#cards/codes.ts';

const turns = (code: number): number[] => {
  const all = [code];
  while (all.length < 4) all.push(turned(all.at(-1) ?? 0));
  return all;
};

/** The fewest cells between any shown code and another one, another turn of itself, or what a mirror shows. */
function nearest(codes: readonly number[]): number {
  let least = Infinity;
  codes.forEach((code, place) => {
    for (const other of turns(code).slice(1)) least = Math.min(least, cellsApart(code, other));
    codes.forEach((other, otherPlace) => {
      if (otherPlace > place)
        for (const turn of turns(other)) least = Math.min(least, cellsApart(code, turn));
      for (const mirror of turns(mirrored(other))) least = Math.min(least, cellsApart(code, mirror));
    });
  });
  return least;
}

describe('the codes of the cards', () => {
  test('there is one for each of 60 seats', () => {
    expect(new Set(cardCodes).size).toBe(60);
    expect(() => markerCells(61)).toThrow(RangeError);
    expect(() => markerCells(0)).toThrow(RangeError);
  });

  test('eight cells part any two, in every turn and in a mirror', () => {
    expect(nearest(cardCodes)).toBeGreaterThanOrEqual(8);
  });

  test('a set with a mirrored code in it is caught', () => {
    expect(nearest([cardCodes[0] ?? 0, mirrored(cardCodes[0] ?? 0)])).toBe(0);
  });

  test('four turns and two mirrors lead back', () => {
    for (const code of cardCodes) {
      expect(turned(turns(code)[3] ?? 0)).toBe(code);
      expect(mirrored(mirrored(code))).toBe(code);
    }
  });

  test('the marker has a black border all round', () => {
    const cells = markerCells(17);
    expect(cells).toHaveLength(7);
    const border = cells.flatMap((row, y) => row.filter((_white, x) => y % 6 === 0 || x % 6 === 0));
    expect(border.some((white) => white)).toBe(false);
  });
});
