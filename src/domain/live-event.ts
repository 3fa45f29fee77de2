import { z } from 'zod';

import { mostHands, type LiveEvent } from './live-session.ts';

const stepIndex = z.int().min(0).max(99);

/** Reads a host's action as it comes from a screen; unknown keys and types are refused. */
const liveEventSchema: z.ZodType<LiveEvent> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('moved'), to: stepIndex }),
  z.strictObject({
    type: z.literal('hands-counted'),
    step: stepIndex,
    counts: z
      .record(z.string().max(16), z.int().min(0).max(mostHands))
      .refine((counts) => Object.keys(counts).length <= 12),
  }),
  z.strictObject({ type: z.literal('revealed'), step: stepIndex }),
  z.strictObject({ type: z.literal('reopened'), step: stepIndex }),
  z.strictObject({ type: z.literal('ended') }),
]);

/** The body of `POST /api/live/ID/events`: the action and the version that its screen was showing. */
export const liveEventBodySchema = z.strictObject({ version: z.int().min(0), event: liveEventSchema });
