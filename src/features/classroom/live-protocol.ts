import { z } from 'zod';

import { hostActionSchema, liveAnswerSchema } from '#domain/live-event.ts';
import type { LiveTally } from '#domain/live-session.ts';
import type { ProblemCode } from '#domain/problems.ts';

import type { LiveView } from './live-view.ts';
import type { OwnAnswers, PlayView } from './play-view.ts';

/**
 * What goes over the socket `/api/live/ID/socket?as=play|staff&locale=…`, as JSON texts. Everything it says
 * can be had without a socket: views by GET, answers and actions by POST, with the same words and ids.
 */

export { beatEveryMs, closedForGood, silenceMs } from './live-beat.ts';

/** What a socket is for: a pupil's device, or a screen of the staff (board, control, camera). */
export const audiences = ['play', 'staff'] as const;
export type Audience = (typeof audiences)[number];

/** Largest message that the server reads, in bytes. */
export const maxMessageBytes = 8192;

export const clientMessageSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('beat') }),
  z.strictObject({ t: z.literal('answer'), answer: liveAnswerSchema }),
  z.strictObject({ t: z.literal('act'), action: hostActionSchema }),
]);
export type ClientMessage = z.output<typeof clientMessageSchema>;

export type ServerMessage =
  | { readonly t: 'beat' }
  /** The whole state for this audience; a later version replaces an earlier one. */
  | { readonly t: 'view'; readonly view: LiveView | PlayView }
  /** What this seat had answered when it came in: devices only. */
  | { readonly t: 'mine'; readonly mine: OwnAnswers }
  /** What the seats did, a few times a second at most: staff only. */
  | { readonly t: 'tally'; readonly tally: LiveTally }
  /** The answer with this id is on disk; `chosen` is what stands. */
  | { readonly t: 'kept'; readonly id: string; readonly step: number; readonly chosen: string }
  | { readonly t: 'done'; readonly id: string }
  | { readonly t: 'refused'; readonly id: string; readonly problem: ProblemCode }
  /** The last word before the server closes: come back only if `problem` says how. */
  | { readonly t: 'closed'; readonly problem: ProblemCode };
