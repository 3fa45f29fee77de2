import { hash } from 'node:crypto';

import type { LearningEvent } from '#db/queries/learning-events.ts';

import { isCounted, modeOf, type ActingSeat } from './acting-seat.ts';

/** SHA-256 of a payload's parts in a fixed order: what tells a repeated letter from another one. */
export function payloadHash(...parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}

const nothing = {
  liveSessionId: null,
  lessonId: null,
  questionId: null,
  questionVersion: null,
  tryNumber: null,
  sittingId: null,
  chosen: null,
  mark: null,
  misconception: null,
  runId: null,
  gameId: null,
  band: null,
  scoreBp: null,
  evidence: null,
  detail: null,
  rulesVersion: null,
} as const;

type Required = 'kind' | 'deviceEventId' | 'payloadHash' | 'contentHash' | 'atMs';
type Given<Also extends keyof LearningEvent> = Pick<LearningEvent, Required | Also> & Partial<LearningEvent>;

/** An event of a seat. A preview's carries no evidence. */
export function seatEvent(seat: ActingSeat, given: Given<'lessonId'>): LearningEvent {
  const counted = isCounted(seat);
  const whole = { ...nothing, ...given, classId: seat.classId, seatId: seat.id };
  return { ...whole, counted, mode: modeOf(seat), evidence: counted ? whole.evidence : null };
}

/** An event of a class as a whole. */
export function classEvent(given: Given<'classId' | 'mode'>): LearningEvent {
  return { ...nothing, ...given, seatId: null, counted: true };
}
