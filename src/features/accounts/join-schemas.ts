import { z } from 'zod';

import { characterIds, isSecret, pictureIds, picturesInSecret } from '#domain/seat-identity.ts';

/** What the join page sends; a code may be typed with spaces and dashes. */
export const typedCodeSchema = z.string().min(1).max(40);

export const deviceIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

export const joinSchema = z.object({
  code: typedCodeSchema,
  seat: z.int().min(1).max(999),
  pictures: z.array(z.enum(pictureIds)).length(picturesInSecret).refine(isSecret),
  character: z.enum(characterIds).optional(),
  deviceId: deviceIdSchema,
});
