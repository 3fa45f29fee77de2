import type { Question } from '#catalogue/schema.ts';

/** What the drivers of a test class did, written down by the drivers themselves. */
export class ClassLedger {
  /** Question id → option key → first tries. */
  readonly #first = new Map<string, Map<string, number>>();
  readonly #bySeat = new Map<number, { answered: number; right: number; finished: boolean }>();

  firstTry(seat: number, question: Question, key: string): void {
    this.#add(question.id, key, 1);
    const page = this.#seat(seat);
    page.answered += 1;
    if (question.options.find((option) => option.key === key)?.correct) page.right += 1;
  }

  hands(question: Question, counts: Readonly<Record<string, number>>): void {
    for (const [key, count] of Object.entries(counts)) this.#add(question.id, key, count);
  }

  finished(seat: number): void {
    this.#seat(seat).finished = true;
  }

  get finishedSeats(): number {
    return [...this.#bySeat.values()].filter(({ finished }) => finished).length;
  }

  ofSeat(seat: number): { answered: number; right: number; finished: boolean } {
    return this.#seat(seat);
  }

  forgetSeat(seat: number): void {
    this.#bySeat.delete(seat);
  }

  /** What one seat's first tries added is taken back, as a voided run does. */
  takeBack(question: Question, key: string): void {
    this.#add(question.id, key, -1);
  }

  rightOf(question: Question): string {
    const counts = this.#first.get(question.id) ?? new Map<string, number>();
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const right = question.options
      .filter(({ correct }) => correct)
      .reduce((sum, { key }) => sum + (counts.get(key) ?? 0), 0);
    return `${right}/${all}`;
  }

  /** First tries at a question that chose an option whose belief is in the cluster. */
  held(question: Question, codesOfCluster: ReadonlySet<string>): number {
    return question.options
      .filter(({ misconception }) => misconception !== null && codesOfCluster.has(misconception))
      .reduce((sum, { key }) => sum + (this.#first.get(question.id)?.get(key) ?? 0), 0);
  }

  #add(questionId: string, key: string, count: number): void {
    const counts = this.#first.get(questionId) ?? new Map<string, number>();
    counts.set(key, (counts.get(key) ?? 0) + count);
    this.#first.set(questionId, counts);
  }

  #seat(number: number): { answered: number; right: number; finished: boolean } {
    const found = this.#bySeat.get(number) ?? { answered: 0, right: 0, finished: false };
    this.#bySeat.set(number, found);
    return found;
  }
}
