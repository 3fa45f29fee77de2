import { expect, test } from 'vitest';

import { suppressPart, suppressRow } from '#domain/suppress.ts';

test('a row without a small cell is shown whole', () => {
  expect(suppressRow([10, 25, 40])).toEqual([10, 25, 40]);
});

test('a single small cell takes the smallest other one with it, so that the total does not give it away', () => {
  expect(suppressRow([40, 3, 12, 25])).toEqual([40, null, null, 25]);
});

test('two small cells that are small together take a third one with them', () => {
  expect(suppressRow([2, 3, 50, 20])).toEqual([null, null, 50, null]);
  expect(suppressRow([6, 7, 50, 20])).toEqual([null, null, 50, 20]);
});

test('a zero is a small cell like any other', () => {
  expect(suppressRow([0, 30])).toEqual([null, null]);
});

test('a part is hidden with its rest, from either side', () => {
  expect(suppressPart(9, 30)).toBeNull();
  expect(suppressPart(21, 30)).toBeNull();
  expect(suppressPart(20, 30)).toBe(20);
});
