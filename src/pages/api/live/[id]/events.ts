import { hostActionSchema } from '#domain/live-event.ts';
import { actOnLive } from '#features/classroom/live.server.ts';
import { apiRoute } from '#server/api-route.ts';

import { localeAsked } from '../../../_teach/live.ts';

export const prerender = false;

/** One action of the host; 409 `stale-version` when another screen acted first. The same id again is answered with what stands. */
export const POST = apiRoute({
  body: hostActionSchema,
  maxBytes: 4096,
  handle: ({ locals, params, url }, body) =>
    actOnLive(locals.database, locals.principal, params['id'] ?? '', body, localeAsked(url), locals.nowMs),
});
