import { randomBytes } from 'node:crypto';

import { newEventId } from '#domain/event-id.ts';

/** A UUIDv7 for an event that the server itself writes. */
export function newServerEventId(nowMs: number): string {
  return newEventId(nowMs, randomBytes);
}
