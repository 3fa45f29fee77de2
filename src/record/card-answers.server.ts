import type { Statement } from '#db/database.ts';
import {
  insertEvent,
  listFirstTries,
  listLiveAnswers,
  markVoided,
  type StoredEvent,
} from '#db/queries/learning-events.ts';
import { addToProjections, sumAnew } from '#db/queries/projections.ts';
import { listSeats } from '#db/queries/seats.ts';
import type { CardReads } from '#domain/live-session.ts';

import { newServerEventId } from './event-id.server.ts';
import { markInRoom, repeated, roomAnswer, type RoomQuestion } from './mark-in-room.ts';
import type { Recording } from './recording.ts';
import { voidedEvent } from './voiding.server.ts';

/**
 * The statements that make what cards showed the seats' answers: a read that changed takes the earlier one
 * back, a read that went takes it back for good; a seat that answered by device keeps that answer. A unit
 * with them is refused when a seat answered meanwhile; then ask again.
 */
export async function cardAnswerStatements(
  { database }: Pick<Recording, 'database'>,
  classId: string,
  asked: Omit<RoomQuestion, 'mode'>,
  reads: CardReads,
  nowMs: number,
): Promise<readonly Statement[]> {
  const { liveSessionId, lessonId, question, contentHash } = asked;
  const [seats, given, tries] = await Promise.all([
    listSeats(database, classId),
    listLiveAnswers(database, liveSessionId, question.id),
    listFirstTries(database, classId, question.id),
  ]);
  const standing = new Map(given.map((event) => [event.seatId, event]));
  const stale: StoredEvent[] = [];
  const fresh = seats.flatMap((seat) => {
    if (seat.number === 0) return [];
    const chosen = reads[String(seat.number)];
    const earlier = standing.get(seat.id);
    if (earlier && (earlier.mode !== 'cards' || earlier.chosen === chosen)) return [];
    if (earlier) stale.push(earlier);
    const marked = chosen === undefined ? null : markInRoom(question, chosen);
    if (!marked?.ok) return [];
    const acting = { id: seat.id, classId, number: seat.number, place: 'class' } as const;
    const event = roomAnswer(
      acting,
      { ...asked, mode: 'cards' },
      marked.value,
      newServerEventId(nowMs),
      nowMs,
    );
    const hasTried = tries.some((one) => one.seatId === seat.id && one.seq !== earlier?.seq);
    return [hasTried ? repeated(event) : event];
  });
  if (stale.length === 0) return fresh.flatMap((event) => [insertEvent(event), ...addToProjections(event)]);
  const seqs = stale.map(({ seq }) => seq);
  return [
    insertEvent(voidedEvent({ classId, liveSessionId, lessonId, contentHash, atMs: nowMs }, seqs, null)),
    markVoided(seqs),
    ...fresh.map((event) => insertEvent(event)),
    ...sumAnew(classId, [lessonId]),
  ];
}
