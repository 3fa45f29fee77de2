import type { z } from 'zod';

import type { Result } from '#domain/result.ts';

/** Ids of the question kinds; a new kind is one folder and a row in kinds.ts and in inputs.ts. */
export type KindId = 'choice';

/** What a readable answer came to. */
export interface Marked {
  readonly right: boolean;
  /** “I do not know yet”: scored 0, and no belief is read into it. */
  readonly dontKnow: boolean;
  /** What was chosen, as the log keeps it: an option's key. */
  readonly chosen: string;
  /** Code of the belief behind the choice; null when right or not known. */
  readonly misconception: string | null;
}

/**
 * One kind of question in three views: what an author writes, what a pupil may see, and how an answer is
 * marked. Pure. `seatSeed` shuffles what a sealed question's order could betray; an open one keeps the
 * author's order.
 */
export interface QuestionKind<Authored, Question, Public> {
  readonly id: KindId;
  readonly authored: z.ZodType<Authored>;
  publicView(question: Question, seatSeed: number): Public;
  /** Refuses what cannot be read as an answer: such an answer is never counted as wrong. */
  mark(question: Question, answer: unknown): Result<Marked, 'unreadable-answer'>;
}

export function defineKind<Authored, Question, Public>(
  kind: QuestionKind<Authored, Question, Public>,
): QuestionKind<Authored, Question, Public> {
  return kind;
}
