import { z } from 'zod';

/** The UUIDv7 that a device makes for each letter. */
export const eventId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
export const contentId = z.string().min(1).max(40);

/** The end of a game: a run that was issued, and the moves that finished it. */
export const gameLetter = z.strictObject({
  id: eventId,
  runId: contentId,
  rulesVersion: z.int().positive(),
  /** A game's own limit is smaller; a longer log than any is not read at all. */
  moves: z.array(z.unknown()).max(5000),
});
export type GameLetter = z.output<typeof gameLetter>;
