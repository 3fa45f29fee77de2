import { describe, expect, test } from 'vitest';

import { strongestBeliefs } from '#features/teach/beliefs.ts';
import { heatLevel } from '#features/teach/heat-map-detail.ts';
import { levelOf } from '#features/teach/mastery-level.ts';

const belief = (code: string) => ({
  code,
  clusterId: 'face-value',
  cluster: { zh: '面值', en: 'Face value' },
  name: { zh: code, en: code },
  fix: { zh: `讲 ${code}`, en: `say ${code}` },
});
const known = [belief('M-VAL-UNIT'), belief('M-VAL-COUNT'), belief('M-VAL-CHANGE')];
const raised = (questionId: string, misconception: string, count: number) => ({
  ...{ questionId, misconception, count },
  mode: 'hand-count',
  tryNumber: 1,
});

describe('what to look at first', () => {
  test('a seat that chose a belief at two questions counts once', () => {
    const evidence = [
      { seatId: 'seat-1', misconception: 'M-VAL-UNIT' },
      { seatId: 'seat-1', misconception: 'M-VAL-UNIT' },
      { seatId: 'seat-2', misconception: 'M-VAL-UNIT' },
      { seatId: 'seat-3', misconception: null },
    ];
    expect(strongestBeliefs(evidence, [], known)).toMatchObject([{ code: 'M-VAL-UNIT', seats: 2, hands: 0 }]);
  });

  test('hands of two questions are not added up, those of two runs are', () => {
    const tallies = [
      raised('LB02-Q1', 'M-VAL-UNIT', 9),
      raised('LB02-Q2', 'M-VAL-UNIT', 12),
      raised('LB02-Q2', 'M-VAL-UNIT', 3),
    ];
    expect(strongestBeliefs([], tallies, known)).toMatchObject([{ seats: 0, hands: 15 }]);
  });

  test('the belief of most people stands first, and one that nobody chose does not stand there', () => {
    const evidence = [{ seatId: 'seat-1', misconception: 'M-VAL-UNIT' }];
    const tallies = [raised('LB02-Q2', 'M-VAL-COUNT', 4)];
    expect(strongestBeliefs(evidence, tallies, known).map(({ code }) => code)).toEqual([
      'M-VAL-COUNT',
      'M-VAL-UNIT',
    ]);
  });

  test('answers on devices and second tries are not taken for hands', () => {
    const tallies = [
      { ...raised('LB02-Q2', 'M-VAL-COUNT', 4), mode: 'devices' },
      { ...raised('LB02-Q2', 'M-VAL-COUNT', 4), tryNumber: 2 },
    ];
    expect(strongestBeliefs([], tallies, known)).toEqual([]);
  });
});

describe('the colour of a heat map cell', () => {
  test.each([
    [0, 20, 0],
    [0, 0, 0],
    [1, 20, 1],
    [5, 20, 1],
    [6, 20, 2],
    [15, 20, 3],
    [16, 20, 4],
    [20, 20, 4],
    [1, 1, 1],
    [2, 2, 2],
  ])('%i of at most %i is level %i', (held, most, level) => {
    expect(heatLevel(held, most)).toBe(level);
  });
});

describe('mastery in words', () => {
  test.each([
    [0.3, false, 'start'],
    [0.5, false, 'some'],
    [0.85, false, 'near'],
    [0.97, false, 'near'],
    [0.97, true, 'mastered'],
  ])('%f, mastered %s: %s', (probability, mastered, level) => {
    expect(levelOf({ probability, mastered })).toBe(level);
  });
});
