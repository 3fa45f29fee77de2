import { ok, refuse, type Result } from '#domain/result.ts';
import { questionKinds } from '#questions/kinds.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { appendSittingAnswer } from '#record/append.server.ts';
import { payloadHash, seatEvent } from '#record/learning-event.ts';
import { markOf } from '#record/mark-in-room.ts';
import { questionAsShown } from '#record/question-versions.server.ts';

import type { AnswerProblem } from './answers.server.ts';
import type { AnswerLetter } from './letters.ts';
import type { Learning } from './learning.server.ts';
import { startSealedForm } from './sealed-form.server.ts';

export type SittingLetter = Pick<AnswerLetter, 'id' | 'questionId' | 'version' | 'answer'>;

/** Keeps one answer of a test, once for each question; it says nothing of what the answer is worth. */
export async function answerInSitting(
  learning: Pick<Learning, 'database' | 'catalogue'>,
  seat: ActingSeat,
  sittingId: string,
  letter: SittingLetter,
  nowMs: number,
): Promise<Result<null, Exclude<AnswerProblem, 'first-try-missing'> | 'not-found' | 'sitting-closed'>> {
  const { database, catalogue } = learning;
  const started = await startSealedForm(learning, seat, sittingId, nowMs);
  if (!started.ok) return started;
  const { form, items } = started.value;
  const { id, questionId, version } = letter;
  if (!items.some(({ question }) => question.id === questionId)) return refuse('unknown-question');
  const question = await questionAsShown(database, catalogue, questionId, version);
  if (!question?.sealed) return refuse('unknown-question');
  const marked = questionKinds[question.kind].mark(question, letter.answer);
  if (!marked.ok) return marked;
  const { chosen, misconception } = marked.value;
  const event = seatEvent(seat, {
    kind: 'test-answered',
    deviceEventId: id,
    payloadHash: payloadHash('test', sittingId, questionId, version, chosen),
    ...{ sittingId, questionId, chosen, misconception },
    lessonId: question.lessonId,
    questionVersion: version,
    mark: markOf(marked.value),
    // How many items make the form whole was decided as it was answered.
    detail: { form, of: items.length },
    contentHash: catalogue.hash,
    atMs: nowMs,
  });
  const kept = await appendSittingAnswer(database, event);
  return kept.ok ? ok(null) : kept;
}
