import type { Question } from '#catalogue/schema.ts';
import type { LearningEvent } from '#db/queries/learning-events.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Marked } from '#questions/kit/define-kind.ts';
import { questionKinds } from '#questions/kinds.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { appendAnswer } from '#record/append.server.ts';
import { payloadHash, seatEvent } from '#record/learning-event.ts';
import { firstTryEvidence, markOf } from '#record/mark-in-room.ts';
import { questionAsShown } from '#record/question-versions.server.ts';

import { answerReply } from './answer-reply.ts';
import type { Learning } from './learning.server.ts';
import type { AnswerLetter } from './letters.ts';
import type { AnswerReply } from './submit.ts';

export type AnswerProblem =
  | 'unknown-question'
  | 'unreadable-answer'
  | 'same-id-other-payload'
  | 'already-answered'
  | 'first-try-missing';

/** Marks one try against the version that was shown, records it once, and replies. A test's answers go to its sitting. */
export async function answerQuestion(
  learning: Learning,
  seat: ActingSeat,
  letter: AnswerLetter,
  nowMs: number,
): Promise<Result<AnswerReply, AnswerProblem>> {
  const { database, catalogue } = learning;
  const question = await questionAsShown(database, catalogue, letter.questionId, letter.version);
  if (question?.lessonId !== letter.lessonId || question.sealed) return refuse('unknown-question');
  const marked = questionKinds[question.kind].mark(question, letter.answer);
  if (!marked.ok) return marked;
  const event = answerEvent(seat, letter, question, marked.value, catalogue.hash, nowMs);
  const appended = await appendAnswer(database, event);
  if (!appended.ok) return appended;
  return ok(answerReply(question, appended.value, catalogue.misconceptions));
}

function answerEvent(
  seat: ActingSeat,
  letter: AnswerLetter,
  question: Question,
  marked: Marked,
  contentHash: string,
  nowMs: number,
): LearningEvent {
  const { id, lessonId, questionId, version, tryNumber } = letter;
  return seatEvent(seat, {
    kind: 'question-answered',
    deviceEventId: id,
    payloadHash: payloadHash('answer', lessonId, questionId, version, tryNumber, marked.chosen),
    lessonId,
    questionId,
    questionVersion: version,
    tryNumber,
    chosen: marked.chosen,
    mark: markOf(marked),
    misconception: marked.misconception,
    evidence: tryNumber === 1 ? firstTryEvidence(question, marked) : null,
    contentHash,
    atMs: nowMs,
  });
}
