import { z } from 'zod';

import { contentId, eventId } from '#record/game-letter.ts';

/** What a device may send about learning; every letter carries the UUIDv7 that the device made for it. */
export const answerLetter = z.strictObject({
  id: eventId,
  lessonId: contentId,
  questionId: contentId,
  version: contentId,
  tryNumber: z.union([z.literal(1), z.literal(2)]),
  /** Read by the question's kind: what it cannot read is refused as an answer, not as a letter. */
  answer: z.unknown(),
});
export type AnswerLetter = z.output<typeof answerLetter>;

export const milestoneLetter = z.strictObject({ id: eventId });
export type MilestoneLetter = z.output<typeof milestoneLetter>;

export const runRequest = z.strictObject({ gameId: contentId, lessonId: contentId });
export type RunRequest = z.output<typeof runRequest>;
