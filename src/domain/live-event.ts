import { z } from 'zod';

import { faces, liveModes, mostHands, teams } from './live-session.ts';

const stepIndex = z.int().min(0).max(99);
const optionKey = z.string().regex(/^([A-Za-z]{1,16}|\?)$/);
const seatNumber = z.int().min(1).max(99);

/** Reads a host's action as it comes from a screen; unknown keys and types are refused. */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('moved'), to: stepIndex }).readonly(),
  z.strictObject({ type: z.literal('mode-changed'), mode: z.enum(liveModes) }).readonly(),
  z.strictObject({ type: z.literal('pace-changed'), pace: z.enum(['together', 'own']) }).readonly(),
  /** All keys of the step at once: options, or faces. */
  z
    .strictObject({
      type: z.literal('hands-counted'),
      step: stepIndex,
      counts: z
        .record(z.string().max(16), z.int().min(0).max(mostHands))
        .refine((counts) => Object.keys(counts).length <= 12)
        .readonly(),
    })
    .readonly(),
  /** Null takes the team's answer back. */
  z
    .strictObject({
      type: z.literal('team-answered'),
      step: stepIndex,
      team: z.enum(teams),
      option: optionKey.nullable(),
    })
    .readonly(),
  /** Seat number → option key, `?` for “do not know”; null takes a read back. What is not named stays. */
  z
    .strictObject({
      type: z.literal('cards-read'),
      step: stepIndex,
      reads: z
        .record(z.string().regex(/^[1-9][0-9]?$/), optionKey.nullable())
        .refine((reads) => Object.keys(reads).length <= 99)
        .readonly(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('revealed'), step: stepIndex }).readonly(),
  z.strictObject({ type: z.literal('reopened'), step: stepIndex }).readonly(),
  z.strictObject({ type: z.literal('spotlit'), option: optionKey.nullable() }).readonly(),
  z.strictObject({ type: z.literal('curtain-set'), drawn: z.boolean() }).readonly(),
  z.strictObject({ type: z.literal('lobby-set'), locked: z.boolean() }).readonly(),
  z.strictObject({ type: z.literal('lobby-shown'), shown: z.boolean() }).readonly(),
  z.strictObject({ type: z.literal('seat-drawn') }).readonly(),
  z.strictObject({ type: z.literal('draw-cleared') }).readonly(),
  z.strictObject({ type: z.literal('absence-noted'), seat: seatNumber, absent: z.boolean() }).readonly(),
  z.strictObject({ type: z.literal('device-sent-out'), seat: seatNumber, out: z.boolean() }).readonly(),
  /** Zero seconds take the glass away. */
  z.strictObject({ type: z.literal('sand-turned'), seconds: z.int().min(0).max(1800) }).readonly(),
  /** The steps ahead that the room leaves out, all of them at once; none takes them all back in. */
  z
    .strictObject({ type: z.literal('steps-left-out'), steps: z.array(stepIndex).max(99).readonly() })
    .readonly(),
  z.strictObject({ type: z.literal('paused') }).readonly(),
  z.strictObject({ type: z.literal('resumed') }).readonly(),
  /** The class's own teacher leads from here on (`alone`), or gives the lead back. */
  z.strictObject({ type: z.literal('lead-taken'), alone: z.boolean() }).readonly(),
  z.strictObject({ type: z.literal('ended') }).readonly(),
]);

export type LiveEvent = z.output<typeof liveEventSchema>;

/** What a room said: never dropped for a conflict of screens, nor for a pause. */
export function isCounting({ type }: LiveEvent): boolean {
  return type === 'hands-counted' || type === 'team-answered' || type === 'cards-read';
}

/** A host's action as it travels: its own id (UUIDv7 of the device) and the version that its screen showed. */
export const hostActionSchema = z.strictObject({
  id: z.uuid(),
  version: z.int().min(0),
  event: liveEventSchema,
});
export type HostAction = z.output<typeof hostActionSchema>;

/** A device's answer to the room's question, or (`chosen` a list of faces joined by commas) how it felt. */
export const liveAnswerSchema = z.strictObject({
  id: z.uuid(),
  step: stepIndex,
  questionId: z.string().max(32),
  version: z.string().max(64),
  chosen: z.string().max(32),
});
export type LiveAnswer = z.output<typeof liveAnswerSchema>;

/** Which faces a pupil chose, in the order of `faces`; null when the text names another. */
export function readFaces(chosen: string): readonly string[] | null {
  const named = chosen === '' ? [] : chosen.split(',');
  const known = faces.filter((face) => named.includes(face));
  return known.length === named.length ? known : null;
}
