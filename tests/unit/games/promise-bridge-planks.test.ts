import { describe, expect, it } from 'vitest';

import { moveOfKey, movesNow } from '#games/promise-bridge/keys.ts';
import { controlBoxes, reasonBoxes } from '#games/promise-bridge/layout.ts';
import { firmPlanks, planksOf } from '#games/promise-bridge/planks.ts';
import { promiseBridge } from '#games/promise-bridge/rules.ts';
import { inStars } from '#games/promise-bridge/texts.ts';

type Marks = ('kept' | 'told' | 'silent' | 'helped')[];
const bridge = (marks: Marks) => planksOf(marks.map((mark) => ({ mark })));

describe('the bridge', () => {
  it.each<[Marks, string[]]>([
    [
      ['kept', 'told'],
      ['kept', 'told'],
    ],
    [['silent'], ['gap']],
    [
      ['silent', 'told'],
      ['gap', 'told'],
    ],
    [
      ['silent', 'silent', 'kept'],
      ['mended', 'gap', 'kept'],
    ],
    [
      ['silent', 'silent', 'kept', 'kept'],
      ['mended', 'mended', 'kept', 'kept'],
    ],
    [
      ['silent', 'helped', 'kept'],
      ['mended', 'helped', 'kept'],
    ],
  ])('of %j has the planks %j', (marks, planks) => {
    expect(bridge(marks)).toEqual(planks);
  });

  it('is walked as far as the first gap, and on once it is mended', () => {
    expect(firmPlanks(bridge(['kept', 'silent', 'told']))).toBe(1);
    expect(firmPlanks(bridge(['kept', 'silent', 'told', 'kept']))).toBe(4);
  });
});

describe('the ways of a moment', () => {
  it('go by the digits from left to right', () => {
    const state = promiseBridge.start(1, 'Q');
    expect(moveOfKey({ code: 'Digit2' }, state)).toEqual({ kind: 'promise', bags: 2 });
    expect(moveOfKey({ code: 'Numpad3' }, state)).toEqual({ kind: 'promise', bags: 3 });
    expect(moveOfKey({ code: 'Digit4' }, state)).toBeNull();
    expect(moveOfKey({ code: 'KeyK' }, state)).toBeNull();
  });

  it('are large enough for small hands', () => {
    const cssPixels = { wide: 1024 / 1280, tall: 390 / 720 } as const;
    for (const shape of ['wide', 'tall'] as const)
      for (const boxes of [1, 2, 3].flatMap((count) => [
        controlBoxes(shape, count),
        reasonBoxes(shape, count),
      ]))
        for (const { width, height } of boxes) {
          expect(width * cssPixels[shape]).toBeGreaterThanOrEqual(96);
          expect(height * cssPixels[shape]).toBeGreaterThanOrEqual(96);
        }
  });

  it('are three after the harvest', () => {
    const sown = promiseBridge.play(promiseBridge.start(1, 'P'), { kind: 'promise', bags: 2 });
    expect(sown.ok && movesNow(sown.value).map(({ kind }) => kind)).toEqual(['keep', 'tell', 'silent']);
  });
});

describe('stars in words', () => {
  it.each([
    [0, '0'],
    [1, '¼'],
    [4, '1'],
    [14, '3½'],
    [20, '5'],
  ])('%i quarters are %s', (quarters, words) => {
    expect(inStars(quarters)).toBe(words);
  });
});
