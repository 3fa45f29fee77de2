import { StorageRefused, type Database } from '#db/database.ts';
import {
  findEventByDeviceId,
  insertLiveAnswer,
  listLiveAnswers,
  type LearningEvent,
} from '#db/queries/learning-events.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { addToProjections } from '#db/queries/projections.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { repeated } from './mark-in-room.ts';

export type LiveAnswerProblem = 'round-closed' | 'already-answered' | 'same-id-other-payload';

/** A conflicting event can be voided between the refusal and the look at it; then the append is tried again. */
const attempts = 3;

/**
 * Keeps a device's answer in a room while the round at `step` is open, once for each seat: what comes back is
 * the answer that stands. A seat that had tried the question elsewhere is shown in the room and proves nothing
 * more. The statement itself checks that the round is open, so that no answer slips in after it closed.
 */
export async function appendLiveAnswer(
  database: Database,
  event: LearningEvent,
  step: number,
): Promise<Result<LearningEvent, LiveAnswerProblem>> {
  let wanted = event;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const outcome = await database.write([insertLiveAnswer(wanted, step), ...addToProjections(wanted)]);
    if (outcome.ok) return ok(wanted);
    const { seatId, deviceEventId, liveSessionId, questionId, payloadHash } = event;
    const earlier = await findEventByDeviceId(database, seatId ?? '', deviceEventId);
    if (earlier) return earlier.payloadHash === payloadHash ? ok(earlier) : refuse('same-id-other-payload');
    const given = await listLiveAnswers(database, liveSessionId ?? '', questionId ?? '');
    const own = given.find((one) => one.seatId === seatId);
    if (own) return own.chosen === event.chosen ? ok(own) : refuse('already-answered');
    const session = await findLiveSession(database, liveSessionId ?? '');
    if (!session?.openSteps.includes(step) || session.voidedAtMs !== null) return refuse('round-closed');
    wanted = repeated(event);
  }
  throw new StorageRefused(
    `a live answer of ${String(event.seatId)} broke a constraint that nothing explains`,
  );
}
