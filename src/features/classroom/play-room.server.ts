import type { Database } from '#db/database.ts';
import type { LiveAnswer } from '#domain/live-event.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Locale } from '#domain/text.ts';

import { stateOf } from './live-access.server.ts';
import type { OwnAnswers, PlayView } from './play-view.ts';
import { answerInRoom, enterRoom } from './play.server.ts';
import { playViewOf } from './read-live-view.server.ts';

/** What a device gets by a plain request: the room, or null where it has that already, and its own answers. */
export interface RoomLook {
  readonly view: PlayView | null;
  readonly mine: OwnAnswers;
}

/** Comes into the room, if that did not happen before, and looks around; `since` is the version that the device shows. */
export async function lookIntoRoom(
  database: Database,
  who: Principal,
  id: string,
  { locale, since }: { readonly locale: Locale; readonly since: number | null },
  nowMs: number,
): Promise<Result<RoomLook, ProblemCode>> {
  const entered = await enterRoom(database, who, id, nowMs);
  if (!entered.ok) return entered;
  const { row, mine } = entered.value;
  const isKnown = since === row.version && row.voidedAtMs === null;
  return ok({ view: isKnown ? null : await playViewOf(database, entered.value, locale, nowMs), mine });
}

/** The same for a device's first page: always with the view, and with the lesson that the room is at. */
export async function openRoom(
  database: Database,
  who: Principal,
  id: string,
  locale: Locale,
  nowMs: number,
): Promise<
  Result<{ readonly view: PlayView; readonly mine: OwnAnswers; readonly lessonId: string }, ProblemCode>
> {
  const entered = await enterRoom(database, who, id, nowMs);
  if (!entered.ok) return entered;
  const { mine, row } = entered.value;
  return ok({ view: await playViewOf(database, entered.value, locale, nowMs), mine, lessonId: row.lessonId });
}

/** Keeps an answer that came by a plain request. */
export async function answerRoom(
  database: Database,
  who: Principal,
  id: string,
  answer: LiveAnswer,
  nowMs: number,
): Promise<Result<{ readonly chosen: string }, ProblemCode>> {
  const entered = await enterRoom(database, who, id, nowMs);
  if (!entered.ok) return entered;
  const { row, seat } = entered.value;
  const room = { id, lessonId: row.lessonId, session: stateOf(row) };
  return answerInRoom(database, seat, room, answer, nowMs);
}
