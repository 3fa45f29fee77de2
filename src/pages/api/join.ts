import { sendCookie } from '#auth/auth-sessions.server.ts';
import { attemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { joinSchema } from '#features/accounts/join-schemas.ts';
import { joinSeat } from '#features/accounts/join.server.ts';
import { findRoomOfSeat } from '#features/classroom/play.server.ts';
import { ok } from '#domain/result.ts';
import { apiRoute } from '#server/api-route.ts';
import { visitorOf } from '#server/visitor.ts';

export const prerender = false;

/** Takes a seat by its three pictures; `room` is where its class is in a lesson by devices, or null. */
export const POST = apiRoute({
  body: joinSchema,
  handle: async (context, body) => {
    const { database, nowMs, seatSession } = context.locals;
    const joined = await joinSeat(database, attemptLimits, body, visitorOf(context), seatSession);
    if (!joined.ok) return joined;
    sendCookie(context.cookies, joined.value.cookie);
    const { seat, town } = joined.value;
    return ok({ seat, town, room: await findRoomOfSeat(database, joined.value, nowMs) });
  },
});
