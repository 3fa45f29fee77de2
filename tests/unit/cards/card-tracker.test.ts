import { describe, expect, test } from 'vitest';

import { correctSeat, foldReads, photoWeight, type CardTracks, type SeatRead } from '#cards/card-tracker.ts';
import type { CardLetter } from '#cards/draw-card.ts';

const none: CardTracks = new Map();

/** Frames in letters: `A` = seat 7 shows A, `.` = it is not seen, `=` = two cards of seat 7. */
function folded(frames: string, from: CardTracks = none, confidence = 0.8): CardTracks {
  return [...frames].reduce((tracks, sign) => {
    const read = (answer: string): SeatRead => ({ seat: 7, answer: answer as CardLetter, confidence });
    return foldReads(tracks, sign === '.' ? [] : sign === '=' ? [read('A'), read('B')] : [read(sign)]);
  }, from);
}

const seven = (tracks: CardTracks): [CardLetter | null, CardLetter | null, boolean] => {
  const track = tracks.get(7);
  return [track?.answer ?? null, track?.changedFrom ?? null, track?.conflict ?? false];
};

describe('what stands after frames', () => {
  test.each([
    ['', null, null, false],
    ['A', null, null, false],
    ['AA', 'A', null, false],
    ['A....A', 'A', null, false],
    ['ABAB', null, null, false],
    ['AAAAB', 'A', null, false],
    ['AAAABBB', 'A', null, false],
    ['AAAABBBBBBBBBBBB', 'B', 'A', false],
    ['AAAABABABABABABA', 'A', null, false],
    ['AAAA..........', 'A', null, false],
    ['=', null, null, false],
    ['==', null, null, true],
    ['AAAA=', 'A', null, false],
    ['AAAA==', null, null, true],
    ['==AA', null, null, true],
    ['==AAAAAAAAAA', 'A', null, false],
  ] as const)('%s → %s, changed from %s, two cards: %s', (frames, answer, changedFrom, conflict) => {
    expect(seven(folded(frames))).toEqual([answer, changedFrom, conflict]);
  });

  test('a plain majority without hysteresis would flip where the tracker stands', () => {
    const frames = 'AABBB';
    const majority = frames.replaceAll('A', '').length > frames.length / 2;
    expect(majority).toBe(true);
    expect(seven(folded(frames))[0]).toBe('A');
  });

  test('one photo is enough, and one later photo does not flip it', () => {
    const first = foldReads(none, [{ seat: 7, answer: 'C', confidence: 0.6 }], photoWeight);
    expect(seven(first)[0]).toBe('C');
    expect(seven(foldReads(first, [{ seat: 7, answer: 'D', confidence: 1 }], photoWeight))[0]).toBe('C');
  });

  test('a photo with two cards of one seat reads neither', () => {
    const reads: SeatRead[] = [
      { seat: 7, answer: 'C', confidence: 1 },
      { seat: 7, answer: 'C', confidence: 1 },
    ];
    expect(seven(foldReads(none, reads, photoWeight))).toEqual([null, null, true]);
  });

  test('what a person has set stays, and is forgotten when a person clears it', () => {
    const set = correctSeat(folded('AAAA'), 7, 'B');
    expect(seven(folded('AAAAAAAAAAAAAAAA', set))[0]).toBe('B');
    expect(seven(folded('', correctSeat(set, 7, null)))[0]).toBeNull();
  });

  test('seats do not touch each other', () => {
    const both = foldReads(folded('AA'), [{ seat: 8, answer: 'D', confidence: 1 }]);
    expect(seven(both)[0]).toBe('A');
    expect(both.get(8)?.answer).toBeNull();
  });
});
