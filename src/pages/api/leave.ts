import { z } from 'zod';

import { sendCookie } from '#auth/auth-sessions.server.ts';
import { ok } from '#domain/result.ts';
import { leaveSeat } from '#features/accounts/join.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** "Not me": this device forgets its seat. */
export const POST = apiRoute({
  body: z.object({}),
  handle: async ({ cookies, locals }) => {
    const blank = await leaveSeat(locals.database, locals.seatSession);
    if (blank) sendCookie(cookies, blank);
    return ok({ left: true });
  },
});
