import type { Lesson, Misconception, Question } from '#catalogue/schema.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { defineGame, type GameRules } from '#games/kit/define-game.ts';
import { ok, refuse } from '#domain/result.ts';
import { z } from 'zod';

const words = (text: string) => ({ zh: text, en: text, ruby: [] });

/** Three options, A right, B and C beliefs. */
export function smallQuestion(id: string, lessonId: string, sealed = false, version = 'v1'): Question {
  const option = (key: 'A' | 'B' | 'C', misconception: string | null) => ({
    key,
    text: words(`${id} option ${key}`),
    correct: misconception === null,
    misconception,
    feedback:
      misconception === null ? { zh: '对！因为。', en: 'Yes. because.', ruby: [] } : words(`clue ${key}`),
  });
  return {
    id,
    kind: 'choice',
    lessonId,
    competencies: ['make-change'],
    stem: words(`stem ${id}`),
    options: [option('A', null), option('B', 'M-VAL-UNIT'), option('C', 'M-VAL-CHANGE')],
    sealed,
    forms: sealed ? ['A', 'B'] : [],
    version,
  };
}

function smallLesson(id: string): Lesson {
  const none = {
    facts: [],
    objectives: [],
    vocabulary: [],
    steps: [],
    plans: [],
    hardQuestions: [],
    familyTask: words('task'),
  };
  return {
    id,
    slug: id.toLowerCase(),
    path: `/courses/little-banker/${id.toLowerCase()}`,
    courseId: 'little-banker',
    moduleId: 'little-banker-a',
    grades: { from: 1, to: 2 },
    title: words(id),
    summary: words(id),
    ready: true,
    content: {
      version: 'v1',
      questionIds: [`${id}-Q1`, `${id}-Q2`],
      game: { id: 'little-teller', band: 'A' },
      ...none,
    },
  };
}

const misconceptions: readonly Misconception[] = ['M-VAL-UNIT', 'M-VAL-CHANGE'].map((code) => ({
  code,
  clusterId: 'face-value',
  cluster: words('Face value'),
  name: words(`name ${code}`),
  fix: words(`fix ${code}`),
}));

export const smallLessons = ['LB01', 'LB02'] as const;

export const smallCatalogue: Learning['catalogue'] = {
  hash: 'catalogue1',
  modules: [
    {
      id: 'little-banker-a',
      courseId: 'little-banker',
      band: 'A',
      grades: { from: 1, to: 2 },
      title: words('module'),
      summary: words('module'),
      lessonIds: smallLessons,
    },
  ],
  lessons: smallLessons.map(smallLesson),
  questions: smallLessons.flatMap((lessonId) => [
    smallQuestion(`${lessonId}-Q1`, lessonId),
    smallQuestion(`${lessonId}-Q2`, lessonId),
    smallQuestion(`${lessonId}-S1`, lessonId, true),
  ]),
  misconceptions,
};

/** A game of three steps: each move adds 0..3; the score is the share of 9. Stands in for a real one. */
export const smallGame: GameRules<{ seed: number; sum: number; left: number }, number> = defineGame({
  id: 'little-teller',
  version: 2,
  bands: ['A'],
  maxMoves: 3,
  move: z.int().min(0).max(3),
  start: (seed) => ({ seed, sum: 0, left: 3 }),
  play: (state, move) =>
    // A run of an odd seed refuses 3: what is possible depends on the seed that the server issued.
    state.seed % 2 === 1 && move === 3
      ? refuse('too-much')
      : ok({ ...state, sum: state.sum + move, left: state.left - 1 }),
  isFinished: (state) => state.left === 0,
  turnOf: (state) => Math.min(2, 3 - state.left),
  score: ({ sum }) => {
    const scoreBp = Math.floor((10_000 * sum) / 9);
    return { totalBp: scoreBp, parts: [{ id: 'sum', scoreBp, weightBp: 10_000 }] };
  },
  evidence: ({ sum }) => [
    {
      competency: 'make-change',
      scoreBp: Math.floor((10_000 * sum) / 9),
      weightBp: 10_000,
      misconception: null,
      hintUsed: false,
      kind: 'game',
    },
  ],
});
