import { expect, test } from 'vitest';

import { heatMap, type AnswerTally } from '#domain/heat-map.ts';

const text = (words: string) => ({ zh: words, en: words });
const misconceptions = [
  { code: 'M-VAL-UNIT', clusterId: 'face-value', cluster: text('Face value') },
  { code: 'M-VAL-CHANGE', clusterId: 'face-value', cluster: text('Face value') },
  { code: 'M-VAL-OWN', clusterId: 'caring', cluster: text('Caring') },
  { code: 'M-GM-DUE', clusterId: 'loot', cluster: text('Loot') },
].map((one) => ({ ...one, name: text(one.code), fix: text('fix') }));

const question = (id: string, codes: readonly (string | null)[]) => ({
  id,
  lessonId: 'LB02',
  stem: text(id),
  options: codes.map((misconception) => ({ misconception })),
});
const questions = [
  question('LB02-Q1', [null, 'M-VAL-UNIT', 'M-VAL-UNIT']),
  question('LB02-Q3', [null, 'M-VAL-CHANGE', 'M-VAL-CHANGE']),
  question('LB02-Q5', [null, 'M-VAL-OWN', 'M-VAL-OWN']),
];

const tally = (questionId: string, optionKey: string, misconception: string, count: number, tryNumber = 1) =>
  ({ questionId, optionKey, misconception, count, tryNumber }) satisfies AnswerTally;
const tallies = [
  tally('LB02-Q1', 'A', '', 20),
  tally('LB02-Q1', 'B', 'M-VAL-UNIT', 5),
  tally('LB02-Q1', 'C', 'M-VAL-UNIT', 3),
  tally('LB02-Q1', 'A', '', 6, 2),
  tally('LB02-Q3', 'A', '', 18),
  tally('LB02-Q3', 'C', 'M-VAL-CHANGE', 9),
  tally('LB09-Q1', 'B', 'M-GM-DUE', 4),
];

test('a cluster holds the first tries that chose one of its beliefs, question by question', () => {
  const [faceValue] = heatMap(tallies, questions, misconceptions).rows;
  expect(faceValue).toMatchObject({ clusterId: 'face-value', held: 17, answered: 55 });
  expect(faceValue?.cells.map(({ asked, held, answered }) => [asked, held, answered])).toEqual([
    [true, 8, 28],
    [true, 9, 27],
    [false, 0, 0],
  ]);
});

test('a cluster that no question can show has no row', () => {
  const rows = heatMap(tallies, questions, misconceptions).rows;
  expect(rows.map(({ clusterId }) => clusterId)).toEqual(['face-value', 'caring']);
});

test('columns count first tries alone, and those that were right', () => {
  const { columns } = heatMap(tallies, questions, misconceptions);
  expect(columns.map(({ answered, right }) => [answered, right])).toEqual([
    [28, 20],
    [27, 18],
    [0, 0],
  ]);
});

test('held beliefs come with their fix, most held first', () => {
  const held = heatMap(tallies, questions, misconceptions).misconceptions;
  expect(held.map(({ code, held, answered }) => [code, held, answered])).toEqual([
    ['M-VAL-CHANGE', 9, 27],
    ['M-VAL-UNIT', 8, 28],
  ]);
  expect(held[0]?.questionIds).toEqual(['LB02-Q3']);
});

test('a belief that an earlier version of a question showed still counts in its row', () => {
  const earlier = [...tallies, tally('LB02-Q5', 'B', 'M-VAL-UNIT', 2)];
  const [faceValue] = heatMap(earlier, questions, misconceptions).rows;
  expect(faceValue?.cells[2]).toEqual({ questionId: 'LB02-Q5', asked: true, held: 2, answered: 2 });
});

test('“do not know” is answered, and neither right nor a belief', () => {
  const { columns } = heatMap([tally('LB02-Q1', '?', '', 4)], questions, misconceptions);
  expect(columns[0]).toMatchObject({ answered: 4, right: 0 });
});
