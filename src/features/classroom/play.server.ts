import { catalogue } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listLiveAnswersOfSeat } from '#db/queries/learning-events.ts';
import { findOpenLiveSession, hasLiveSeat, noteLiveSeat } from '#db/queries/live.ts';
import { readFaces, type LiveAnswer } from '#domain/live-event.ts';
import type { LiveSession } from '#domain/live-session.ts';
import type { Principal, SeatPrincipal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { appendLiveAnswer } from '#record/live-answers.server.ts';
import { payloadHash, seatEvent } from '#record/learning-event.ts';
import { markInRoom, roomAnswer } from '#record/mark-in-room.ts';
import { questionAsShown } from '#record/question-versions.server.ts';

import { findLive, stateOf, type LiveAccess } from './live-access.server.ts';
import { liveBus } from './live-bus.server.ts';
import type { OwnAnswers } from './play-view.ts';
import { facesQuestionId } from './read-live-view.server.ts';

/** A session that began earlier was left open, not held. */
const longestLessonMs = 3 * 60 * 60 * 1000;

export interface Entered extends LiveAccess {
  readonly seat: SeatPrincipal;
  readonly mine: OwnAnswers;
  /** Settles when the lobby has the seat on disk; nobody needs to wait for it before showing the room. */
  readonly noted: Promise<void>;
}

/** Lets a seat's device into its class's session: noted once, refused while the lobby is locked or after being sent out. */
export async function enterRoom(
  database: Database,
  who: Principal,
  id: string,
  nowMs: number,
): Promise<Result<Entered, ProblemCode>> {
  const found = await findLive(database, who, 'play-live', id, nowMs);
  const { seat } = who;
  if (!found.ok || !seat) return refuse('not-found');
  const { row } = found.value;
  const session = stateOf(row);
  if (session.removed.includes(seat.number)) return refuse('sent-out');
  const isInside = await hasLiveSeat(database, id, seat.id);
  if (!isInside && session.locked) return refuse('lobby-locked');
  const isOver = row.endedAtMs !== null || row.voidedAtMs !== null;
  const noted = isInside || isOver ? Promise.resolve() : noteSeat(database, id, seat, nowMs);
  // Whoever waits for it hears what went wrong; here nothing may be left unheard if a read fails first.
  noted.catch(() => undefined);
  const given = await listLiveAnswersOfSeat(database, id, seat.id);
  const stepOf = (questionId: string | null): number =>
    session.steps.findIndex((step) =>
      questionId === facesQuestionId ? step.kind === 'faces' : step.questionId === questionId,
    );
  const answers = Object.fromEntries(given.map((event) => [stepOf(event.questionId), event.chosen ?? '']));
  const mine = { seat: seat.number, character: seat.character, answers };
  return ok({ ...found.value, seat, mine, noted });
}

async function noteSeat(
  database: Database,
  liveSessionId: string,
  { id: seatId, number }: SeatPrincipal,
  joinedAtMs: number,
): Promise<void> {
  await database.write([noteLiveSeat({ liveSessionId, seatId, number, joinedAtMs })]);
  liveBus().publish(liveSessionId, 'joined');
}

/** Keeps a seat's answer to what the room asks; what comes back is the answer that stands. */
export async function answerInRoom(
  database: Database,
  seat: SeatPrincipal,
  room: { readonly id: string; readonly lessonId: string; readonly session: LiveSession },
  answer: LiveAnswer,
  nowMs: number,
): Promise<Result<{ readonly chosen: string }, ProblemCode>> {
  const asked = room.session.steps[answer.step];
  if (room.session.removed.includes(seat.number)) return refuse('sent-out');
  const event =
    asked?.kind === 'faces'
      ? facesEvent(seat, room, answer, nowMs)
      : await questionEvent(database, seat, room, answer, nowMs);
  if (!event.ok) return event;
  const kept = await appendLiveAnswer(database, event.value, answer.step);
  if (!kept.ok) return kept;
  liveBus().publish(room.id, 'answered');
  return ok({ chosen: kept.value.chosen ?? '' });
}

type Room = Parameters<typeof answerInRoom>[2];

async function questionEvent(
  database: Database,
  seat: SeatPrincipal,
  { id: liveSessionId, lessonId, session }: Room,
  { id, step, questionId, version, chosen }: LiveAnswer,
  nowMs: number,
): Promise<Result<ReturnType<typeof roomAnswer>, ProblemCode>> {
  const asked = session.steps[step];
  if (asked?.questionId !== questionId || asked.questionVersion !== version)
    return refuse('unknown-question');
  const question = await questionAsShown(database, catalogue(), questionId, version);
  if (!question) return refuse('unknown-question');
  const marked = markInRoom(question, chosen);
  if (!marked.ok) return marked;
  const room = { liveSessionId, lessonId, question, mode: 'devices', contentHash: catalogue().hash } as const;
  return ok(roomAnswer(seat, room, marked.value, id, nowMs));
}

function facesEvent(
  seat: SeatPrincipal,
  { id: liveSessionId, lessonId }: Room,
  { id, chosen }: LiveAnswer,
  nowMs: number,
): Result<ReturnType<typeof roomAnswer>, 'bad-input'> {
  const felt = readFaces(chosen);
  if (!felt) return refuse('bad-input');
  const event = seatEvent(seat, {
    kind: 'faces-felt',
    deviceEventId: id,
    payloadHash: payloadHash('faces', liveSessionId, felt),
    ...{ liveSessionId, lessonId },
    questionId: facesQuestionId,
    chosen: felt.join(','),
    contentHash: catalogue().hash,
    atMs: nowMs,
  });
  return ok({ ...event, mode: 'devices' });
}

/**
 * The session that a seat's class is in with its devices, for the way from town and lesson to the room; null
 * when none runs or the room answers without devices.
 */
export async function findRoomOfSeat(
  database: Database,
  seat: Pick<SeatPrincipal, 'classId'>,
  nowMs: number,
): Promise<{ readonly id: string; readonly lessonId: string } | null> {
  const row = await findOpenLiveSession(database, seat.classId, nowMs - longestLessonMs);
  return row?.mode === 'devices' ? { id: row.id, lessonId: row.lessonId } : null;
}

/** The question that a seat's class has open in its room: it cannot be tried elsewhere meanwhile. */
export async function isAskedInRoom(
  database: Database,
  seat: Pick<SeatPrincipal, 'classId'>,
  questionId: string,
  nowMs: number,
): Promise<boolean> {
  const row = await findOpenLiveSession(database, seat.classId, nowMs - longestLessonMs);
  return row?.openSteps.some((at) => stateOf(row).steps[at]?.questionId === questionId) ?? false;
}
