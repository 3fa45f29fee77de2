import type { Bilingual } from './text.ts';

/** How many first or second tries chose an option. `misconception` is '' for a right one. */
export interface AnswerTally {
  readonly questionId: string;
  readonly optionKey: string;
  readonly misconception: string;
  readonly tryNumber: number;
  readonly count: number;
}

/** What the catalogue says of a question; its `Question` fits. */
export interface HeatMapQuestion {
  readonly id: string;
  readonly lessonId: string;
  readonly stem: Bilingual;
  readonly options: readonly { readonly misconception: string | null }[];
}

/** What the catalogue says of a belief; its `Misconception` fits. */
export interface HeatMapMisconception {
  readonly code: string;
  readonly clusterId: string;
  readonly cluster: Bilingual;
  readonly name: Bilingual;
  readonly fix: Bilingual;
}

export interface HeatMapColumn {
  readonly questionId: string;
  readonly lessonId: string;
  readonly stem: Bilingual;
  /** First tries, and how many of them were right. */
  readonly answered: number;
  readonly right: number;
}

export interface HeatMapCell {
  readonly questionId: string;
  /** Whether an option of this question stands for a belief of the cluster: an empty cell is not a zero. */
  readonly asked: boolean;
  /** First tries that chose such an option, of the question's first tries. */
  readonly held: number;
  readonly answered: number;
}

export interface HeatMapRow {
  readonly clusterId: string;
  readonly cluster: Bilingual;
  readonly cells: readonly HeatMapCell[];
  readonly held: number;
  readonly answered: number;
}

/** A belief that the class holds: `held` of `answered` first tries at questions that could show it. */
export interface HeldMisconception extends HeatMapMisconception {
  readonly held: number;
  readonly answered: number;
  readonly questionIds: readonly string[];
}

export interface HeatMap {
  readonly columns: readonly HeatMapColumn[];
  readonly rows: readonly HeatMapRow[];
  /** Most held first; only what at least one first try chose. */
  readonly misconceptions: readonly HeldMisconception[];
}

/**
 * Clusters of misconceptions × questions, as counts of first tries. Rows are the clusters that the questions
 * can show, in the catalogue's order; tallies of other questions are left out.
 */
export function heatMap(
  tallies: readonly AnswerTally[],
  questions: readonly HeatMapQuestion[],
  misconceptions: readonly HeatMapMisconception[],
): HeatMap {
  const firstTries = tallies.filter(({ tryNumber }) => tryNumber === 1);
  const byQuestion = Map.groupBy(firstTries, ({ questionId }) => questionId);
  const talliesOf = (questionId: string) => byQuestion.get(questionId) ?? [];
  const answered = (questionId: string) => sum(talliesOf(questionId));
  const held = (questionId: string, codes: ReadonlySet<string>) =>
    sum(talliesOf(questionId).filter(({ misconception }) => codes.has(misconception)));

  const columns = questions.map(({ id, lessonId, stem }) => {
    const right = sum(
      talliesOf(id).filter(({ misconception, optionKey }) => isRight(misconception, optionKey)),
    );
    return { questionId: id, lessonId, stem, answered: answered(id), right };
  });

  const clusters = Map.groupBy(misconceptions, ({ clusterId }) => clusterId);
  const rows = [...clusters].flatMap(([clusterId, members]) => {
    const [first] = members;
    const codes = new Set(members.map(({ code }) => code));
    const cells = questions.map((question) => {
      const asked = shows(question, codes) || held(question.id, codes) > 0;
      return {
        questionId: question.id,
        asked,
        held: held(question.id, codes),
        answered: asked ? answered(question.id) : 0,
      };
    });
    if (!first || !cells.some(({ asked }) => asked)) return [];
    const row = { clusterId, cluster: first.cluster, cells };
    return [{ ...row, held: total(cells, 'held'), answered: total(cells, 'answered') }];
  });

  const believed = misconceptions.map((misconception) => {
    const codes = new Set([misconception.code]);
    const asking = questions.filter((question) => shows(question, codes) || held(question.id, codes) > 0);
    return {
      ...misconception,
      held: asking.reduce((count, { id }) => count + held(id, codes), 0),
      answered: asking.reduce((count, { id }) => count + answered(id), 0),
      questionIds: asking.map(({ id }) => id),
    };
  });
  const mostHeldFirst = believed.filter((one) => one.held > 0).sort((one, other) => other.held - one.held);
  return { columns, rows, misconceptions: mostHeldFirst };
}

function isRight(misconception: string, optionKey: string): boolean {
  return misconception === '' && optionKey !== '?';
}

function shows(question: HeatMapQuestion, codes: ReadonlySet<string>): boolean {
  return question.options.some(({ misconception }) => misconception !== null && codes.has(misconception));
}

function sum(tallies: readonly AnswerTally[]): number {
  return total(tallies, 'count');
}

function total<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((count, row) => count + row[key], 0);
}
