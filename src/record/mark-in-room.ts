import type { Question } from '#catalogue/schema.ts';
import type { LearningEvent } from '#db/queries/learning-events.ts';
import { dontKnow, type DeliveryMode, type Evidence } from '#domain/evidence.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Marked } from '#questions/kit/define-kind.ts';
import { questionKinds } from '#questions/kinds.ts';

import type { ActingSeat } from './acting-seat.ts';
import { payloadHash, seatEvent } from './learning-event.ts';

/** What every answer in a room needs besides the seat and the choice. */
export interface RoomQuestion {
  readonly liveSessionId: string;
  readonly lessonId: string;
  readonly question: Question;
  readonly mode: Extract<DeliveryMode, 'devices' | 'cards'>;
  readonly contentHash: string;
}

/** Marks a choice in a room, where “do not know” may be said. */
export function markInRoom(question: Question, chosen: string): Result<Marked, 'unreadable-answer'> {
  if (chosen === dontKnow) return ok({ right: false, dontKnow: true, chosen, misconception: null });
  return questionKinds[question.kind].mark(question, chosen);
}

/** A seat's answer in a room: its first try at the question, and evidence like any first try. */
export function roomAnswer(
  seat: ActingSeat,
  { liveSessionId, lessonId, question, mode, contentHash }: RoomQuestion,
  marked: Marked,
  id: string,
  nowMs: number,
): LearningEvent {
  const { chosen, misconception } = marked;
  const event = seatEvent(seat, {
    kind: 'question-answered',
    deviceEventId: id,
    payloadHash: payloadHash('live', liveSessionId, question.id, question.version, chosen),
    ...{ liveSessionId, lessonId, chosen, misconception, contentHash },
    questionId: question.id,
    questionVersion: question.version,
    tryNumber: 1,
    mark: markOf(marked),
    evidence: firstTryEvidence(question, marked),
    atMs: nowMs,
  });
  return { ...event, mode };
}

/** The same answer of a seat that had tried the question before this room asked it. */
export function repeated(event: LearningEvent): LearningEvent {
  return { ...event, kind: 'live-repeated', tryNumber: null, evidence: null };
}

/** How an answer stands in the log: “do not know” is neither right nor wrong. */
export function markOf({ right, dontKnow: unknown }: Marked): 'right' | 'wrong' | 'unknown' {
  return right ? 'right' : unknown ? 'unknown' : 'wrong';
}

/** A first try is one piece for each competency that the question is tagged with. */
export function firstTryEvidence(question: Question, { right, misconception }: Marked): readonly Evidence[] {
  return question.competencies.map((competency) => ({
    competency,
    scoreBp: right ? 10_000 : 0,
    weightBp: 10_000,
    misconception,
    hintUsed: false,
    kind: 'item',
  }));
}
