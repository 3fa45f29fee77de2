import { z } from 'zod';

import { attemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { deviceIdSchema, typedCodeSchema } from '#features/accounts/join-schemas.ts';
import { lookUpClass } from '#features/accounts/join.server.ts';
import { apiRoute } from '#server/api-route.ts';
import { visitorOf } from '#server/visitor.ts';

export const prerender = false;

/** The class behind a code and its seats: the first step of joining. */
export const POST = apiRoute({
  body: z.object({ code: typedCodeSchema, deviceId: deviceIdSchema.optional() }),
  handle: (context, body) => lookUpClass(context.locals.database, attemptLimits, body, visitorOf(context)),
});
