import { describe, expect, test } from 'vitest';

import {
  answerAsPupil,
  answersOfTeams,
  countAnswers,
  countFaces,
  makePupils,
  type AnswerableOption,
  type SimulatedPupil,
} from '#domain/simulated-pupils.ts';

const options: readonly AnswerableOption[] = [
  { key: 'A', correct: false, misconception: 'M-ONE' },
  { key: 'B', correct: true, misconception: null },
  { key: 'C', correct: false, misconception: 'M-TWO' },
];
const beliefs = ['M-ONE', 'M-TWO'];
const pupil = (change: Partial<SimulatedPupil>): SimulatedPupil => ({
  seed: 1,
  skillBp: 10_000,
  beliefs: [],
  ...change,
});
const many = (change: Partial<SimulatedPupil>): readonly SimulatedPupil[] =>
  makePupils(5, 400, beliefs).map(({ seed }) => pupil({ ...change, seed }));

describe('a class of simulated pupils', () => {
  test('is the same for the same seed and another for another', () => {
    expect(makePupils(7, 45, beliefs)).toEqual(makePupils(7, 45, beliefs));
    expect(makePupils(8, 45, beliefs)).not.toEqual(makePupils(7, 45, beliefs));
    expect(makePupils(7, 45, beliefs).slice(0, 20)).toEqual(makePupils(7, 20, beliefs));
  });

  test('has pupils with beliefs and pupils without', () => {
    const pupils = makePupils(7, 45, beliefs);
    expect(pupils.some((one) => one.beliefs.length > 0)).toBe(true);
    expect(pupils.some((one) => one.beliefs.length === 0)).toBe(true);
  });

  test('answers a question with every pupil once, whatever was asked before', () => {
    const pupils = makePupils(7, 45, beliefs);
    const counts = countAnswers(pupils, options, 3);
    expect(Object.keys(counts)).toEqual(['A', 'B', 'C']);
    expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(45);
    expect(countAnswers(pupils, options, 3)).toEqual(counts);
    expect(countAnswers(pupils, options, 4)).not.toEqual(counts);
  });

  test('of nobody gives no hands', () => {
    expect(countAnswers([], options, 0)).toEqual({ A: 0, B: 0, C: 0 });
    expect(answersOfTeams([], options, 0)).toEqual({});
  });
});

describe('a simulated pupil', () => {
  test('who knows and believes nothing wrong is right', () => {
    expect(countAnswers(many({}), options, 0)).toEqual({ A: 0, B: 400, C: 0 });
  });

  test('is mostly led by a belief, and less once it was talked about', () => {
    const led = countAnswers(many({ beliefs: ['M-TWO'] }), options, 0);
    expect(led['C']).toBeGreaterThan(280);
    expect(led['A']).toBe(0);
    const later = countAnswers(many({ beliefs: ['M-TWO'] }), options, 0, ['M-TWO']);
    expect(later['C']).toBeLessThan(160);
    expect(later['C']).toBeGreaterThan(40);
  });

  test('who does not know shows a pattern, not noise', () => {
    const counts = countAnswers(many({ skillBp: 0 }), options, 0);
    expect(counts['B']).toBe(0);
    expect(counts['A']).toBeGreaterThan(counts['C'] ?? 0);
  });

  test('answers with one of the keys', () => {
    for (const one of makePupils(3, 30, beliefs))
      expect(['A', 'B', 'C']).toContain(answerAsPupil(one, options, 2));
  });
});

test('four teams choose, and faces are counted within the class', () => {
  const pupils = makePupils(9, 30, beliefs);
  expect(Object.keys(answersOfTeams(pupils, options, 1))).toEqual([
    'square',
    'circle',
    'triangle',
    'diamond',
  ]);
  for (const count of Object.values(countFaces(pupils))) {
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(30);
  }
});
