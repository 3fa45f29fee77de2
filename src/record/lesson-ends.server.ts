import type { Catalogue } from '#catalogue/schema.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertEvent, listSeatsToFinish } from '#db/queries/learning-events.ts';
import { addToProjections } from '#db/queries/projections.ts';

import { newServerEventId } from './event-id.server.ts';
import { payloadHash, seatEvent } from './learning-event.ts';

/**
 * The statements that finish a lesson for the seats that took part in a room: those that answered at least
 * half of the questions that the room opened, by device or by card, and had not finished it before.
 */
export async function roomFinishStatements(
  { database, catalogue }: { database: Database; catalogue: Pick<Catalogue, 'hash'> },
  ended: { classId: string; liveSessionId: string; lessonId: string; questionsOpened: number },
  nowMs: number,
): Promise<readonly Statement[]> {
  const { classId, liveSessionId, lessonId, questionsOpened } = ended;
  if (questionsOpened === 0) return [];
  const seats = await listSeatsToFinish(database, {
    liveSessionId,
    lessonId,
    answers: Math.ceil(questionsOpened / 2),
  });
  return seats.flatMap(({ id, number, mode }) => {
    const event = {
      ...seatEvent(
        { id, classId, number, place: 'class' },
        {
          kind: 'lesson-finished',
          deviceEventId: newServerEventId(nowMs),
          payloadHash: payloadHash('finished', lessonId),
          ...{ lessonId, liveSessionId, contentHash: catalogue.hash, atMs: nowMs },
        },
      ),
      mode,
    };
    return [insertEvent(event), ...addToProjections(event)];
  });
}
