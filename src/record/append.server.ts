import { StorageRefused, type Database, type Statement } from '#db/database.ts';
import { finishRun } from '#db/queries/game-runs.ts';
import {
  findClassEvent,
  findEventByDeviceId,
  insertEvent,
  insertGameEvent,
  insertSittingAnswer,
  listSeatEvents,
  listSittingAnswers,
  listTries,
  type LearningEvent,
} from '#db/queries/learning-events.ts';
import { addToProjections } from '#db/queries/projections.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** What stands after an append: the event that was given, or the earlier one with the same id and payload. */
export type Appended<Problem> = Promise<Result<LearningEvent, 'same-id-other-payload' | Problem>>;

/** A finished run counts as evidence once in this stretch of time, band by band. */
export const evidencePauseMs = 14 * 24 * 60 * 60 * 1000;

/** A conflicting event can be voided between the refusal and the look at it; then the append is tried again. */
const attempts = 3;

/**
 * Appends one event with its part of the projections, all or nothing. Constraints decide every race; only
 * after a refusal does a read find out what it was. `explain` names the conflict, or null when none is left.
 */
async function append<Problem extends string>(
  database: Database,
  event: LearningEvent,
  unit: readonly Statement[],
  explain: () => Promise<Result<LearningEvent, Problem> | null>,
): Appended<Problem> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const outcome = await database.write(unit);
    if (outcome.ok) return ok(event);
    const earlier = await findSame(database, event);
    if (earlier)
      return earlier.payloadHash === event.payloadHash ? ok(earlier) : refuse('same-id-other-payload');
    const explained = await explain();
    if (explained) return explained;
  }
  throw new StorageRefused(`an event of ${String(event.seatId)} broke a constraint that nothing explains`);
}

/** What was kept under the event's own id, by its seat or by its class. */
export function findSame(
  database: Database,
  { seatId, classId, deviceEventId }: Pick<LearningEvent, 'seatId' | 'classId' | 'deviceEventId'>,
): Promise<LearningEvent | undefined> {
  return seatId === null
    ? findClassEvent(database, classId, deviceEventId)
    : findEventByDeviceId(database, seatId, deviceEventId);
}

/** A try at a question. The second one needs the first, recorded and wrong. */
export function appendAnswer(
  database: Database,
  event: LearningEvent,
): Appended<'already-answered' | 'first-try-missing'> {
  const unit = [insertEvent(event), ...addToProjections(event)];
  return append(database, event, unit, async () => {
    const tries = await listTries(database, event.seatId ?? '', event.questionId ?? '');
    if (tries.some(({ tryNumber }) => tryNumber === event.tryNumber)) return refuse('already-answered');
    const first = tries.find(({ tryNumber }) => tryNumber === 1);
    if (!first) return refuse('first-try-missing');
    return first.mark === 'wrong' ? null : refuse('already-answered');
  });
}

/** An answer in a test's sitting: one for each question, while the sitting takes answers. */
export function appendSittingAnswer(
  database: Database,
  event: LearningEvent,
): Appended<'already-answered' | 'sitting-closed'> {
  return append(database, event, [insertSittingAnswer(event)], async () => {
    const answers = await listSittingAnswers(database, event.sittingId ?? '', event.seatId ?? '');
    const isAnswered = answers.some(({ questionId }) => questionId === event.questionId);
    return refuse(isAnswered ? 'already-answered' : 'sitting-closed');
  });
}

/** A lesson opened or finished: the first one stands, and a later one is answered with it. */
export function appendMilestone(database: Database, event: LearningEvent): Appended<never> {
  const unit = [insertEvent(event), ...addToProjections(event)];
  return append(database, event, unit, async () => {
    const events = await listSeatEvents(database, event.seatId ?? '', event.lessonId);
    const standing = events.find(({ kind }) => kind === event.kind);
    return standing ? ok(standing) : null;
  });
}

/** A run's end, with its moves. A run ends once. */
export function appendFinishedGame(
  database: Database,
  event: LearningEvent,
  moves: readonly unknown[],
): Appended<'run-finished'> {
  const unit = [
    insertGameEvent(event, event.atMs - evidencePauseMs),
    finishRun(event.runId ?? '', moves, event.atMs),
    ...addToProjections(event),
  ];
  return append(database, event, unit, () => Promise.resolve(refuse('run-finished')));
}
