import { describe, expect, it } from 'vitest';

import { type BridgeMove, type BridgeState, promiseBridge } from '#games/promise-bridge/rules.ts';
import { quartersOfStar } from '#games/promise-bridge/rules-village.ts';
import { bridgeTexts } from '#games/promise-bridge/texts.ts';
import { doesNotFit, labelOf, sumsOf, sumsSpoken, wayId } from '#games/promise-bridge/ways.ts';

const texts = bridgeTexts('zh-CN');
const promise = (bags: number): BridgeMove => ({ kind: 'promise', bags });

function sow(bags: number, state: BridgeState): BridgeState {
  const sown = promiseBridge.play(state, promise(bags));
  if (!sown.ok) throw new Error(sown.problem);
  return sown.value;
}

describe('an amount to take', () => {
  it('goes by its size in band P: less, or all; all there is when there is one choice', () => {
    const state = promiseBridge.start(1, 'P');
    expect(labelOf(promise(2), state, texts)).toBe(texts.half);
    expect(labelOf(promise(3), state, texts)).toBe(texts.whole);
    expect(labelOf(promise(1), { ...state, starQuarters: 4 }, texts)).toBe(texts.only);
  });

  it('is a number in the other bands', () => {
    expect(labelOf(promise(3), promiseBridge.start(1, 'Q'), texts)).toBe(texts.lend(3));
  });

  it('comes to half as much again and what is owed, less what barn and rain leave', () => {
    expect(sumsOf(3, { barn: 1, debt: 0 })).toEqual({ due: 5, gap: 1 });
    expect(sumsOf(2, { barn: 0, debt: 2 })).toEqual({ due: 5, gap: 3 });
    expect(sumsOf(1, { barn: 4, debt: 0 })).toEqual({ due: 2, gap: 0 });
  });

  it('is said with what rain would leave, but in band R', () => {
    const sums = texts.choiceSpoken(2, 3);
    expect(sumsSpoken(2, promiseBridge.start(1, 'Q'), texts)).toBe(`${sums} ${texts.rainSpoken(1)}`);
    expect(sumsSpoken(2, promiseBridge.start(1, 'R'), texts)).toBe(sums);
  });
});

describe('a way that does not fit', () => {
  const sown = sow(2, promiseBridge.start(1, 'P'));
  const year = sown.year;
  if (!year) throw new Error('Nothing was sown.');

  it.each([
    ['a promise is kept that can be kept', 'keep', { able: true, crop: 6 }, false],
    ['a promise is kept that cannot be kept', 'keep', { able: false, crop: 2 }, true],
    ['a delay is told though the harvest pays', 'tell', { able: true, crop: year.due }, true],
    ['a delay is told when the harvest is short', 'tell', { able: false, crop: year.due - 1 }, false],
    ['nothing is said', 'silent', { able: false, crop: 0 }, false],
  ] as const)('%s', (_, kind, harvest, refused) => {
    expect(doesNotFit({ kind }, { year: { ...year, ...harvest } })).toBe(refused);
  });

  it('is none before the seeds are sown', () => {
    expect(doesNotFit({ kind: 'keep' }, { year: null })).toBe(false);
  });
});

describe('what the ways look like', () => {
  it('tells each way of a moment from the others', () => {
    const ways: BridgeMove[] = [
      promise(1),
      promise(2),
      { kind: 'keep' },
      { kind: 'reflect', reason: 'others' },
    ];
    expect(ways.map(wayId)).toEqual(['take-1', 'take-2', 'keep', 'others']);
  });

  it.each([
    [0, [0, 0, 0, 0, 0]],
    [14, [4, 4, 4, 2, 0]],
    [20, [4, 4, 4, 4, 4]],
  ])('%i quarters light the lanterns by %j', (quarters, lanterns) => {
    expect(lanterns.map((_, place) => quartersOfStar(place, quarters))).toEqual(lanterns);
  });
});
