import { z } from 'zod';

import { sendCookie } from '#auth/auth-sessions.server.ts';
import { attemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { typedCodeSchema } from '#features/accounts/join-schemas.ts';
import { joinFromHome } from '#features/accounts/join.server.ts';
import { ok } from '#domain/result.ts';
import { apiRoute } from '#server/api-route.ts';
import { visitorOf } from '#server/visitor.ts';

export const prerender = false;

/** Opens a seat at home by the long code on the pupil's own card. */
export const POST = apiRoute({
  body: z.object({ longCode: typedCodeSchema }),
  handle: async (context, { longCode }) => {
    const { database, seatSession } = context.locals;
    const joined = await joinFromHome(database, attemptLimits, longCode, visitorOf(context), seatSession);
    if (!joined.ok) return joined;
    sendCookie(context.cookies, joined.value.cookie);
    return ok({ seat: joined.value.seat, town: joined.value.town });
  },
});
