import type { Misconception, Question } from '#catalogue/schema.ts';
import type { Bilingual } from '#domain/text.ts';

/** What stands behind one cell of the heat map: a question, its options, and what was chosen at first. */
export interface HeatMapDetail {
  readonly questionId: string;
  readonly clusterId: string;
  readonly lessonTitle: Bilingual;
  readonly stem: Bilingual;
  readonly answered: number;
  /** How many of these were hands raised in the room. */
  readonly hands: number;
  readonly options: readonly {
    readonly key: string;
    readonly text: Bilingual;
    readonly correct: boolean;
    readonly count: number;
    readonly belief: {
      readonly name: Bilingual;
      readonly fix: Bilingual;
      readonly ofCluster: boolean;
    } | null;
  }[];
}

interface Tally {
  readonly questionId: string;
  readonly optionKey: string;
  readonly mode: string;
  readonly tryNumber: number;
  readonly count: number;
}

export function heatMapDetail(
  question: Question,
  clusterId: string,
  lessonTitle: Bilingual,
  tallies: readonly Tally[],
  findMisconception: (code: string) => Misconception | undefined,
): HeatMapDetail {
  const own = tallies.filter((tally) => tally.questionId === question.id && tally.tryNumber === 1);
  const sum = (rows: readonly Tally[]): number => rows.reduce((count, row) => count + row.count, 0);
  return {
    questionId: question.id,
    clusterId,
    lessonTitle,
    stem: question.stem,
    answered: sum(own),
    hands: sum(own.filter(({ mode }) => mode === 'hand-count')),
    options: question.options.map((option) => {
      const belief = option.misconception ? findMisconception(option.misconception) : undefined;
      return {
        key: option.key,
        text: option.text,
        correct: option.correct,
        count: sum(own.filter(({ optionKey }) => optionKey === option.key)),
        belief: belief
          ? { name: belief.name, fix: belief.fix, ofCluster: belief.clusterId === clusterId }
          : null,
      };
    }),
  };
}

/**
 * How deep a cell is coloured: 0 for none, 1..4 by quarters of the largest cell, and never deeper than its
 * own count, so that one pupil in a small class does not glow.
 */
export function heatLevel(held: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (held <= 0 || most <= 0) return 0;
  return Math.min(4, held, Math.ceil((4 * held) / most)) as 1 | 2 | 3 | 4;
}
