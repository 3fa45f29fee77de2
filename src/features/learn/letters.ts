import { z } from 'zod';

/** What a device may send about learning; every letter carries the UUIDv7 that the device made for it. */
const eventId = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const contentId = z.string().min(1).max(40);

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

export const gameLetter = z.strictObject({
  id: eventId,
  runId: contentId,
  rulesVersion: z.int().positive(),
  /** A game's own limit is smaller; a longer log than any is not read at all. */
  moves: z.array(z.unknown()).max(5000),
});
export type GameLetter = z.output<typeof gameLetter>;
