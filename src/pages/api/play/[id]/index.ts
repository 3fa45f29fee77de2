import { lookIntoRoom } from '#features/classroom/play-room.server.ts';
import { apiRoute } from '#server/api-route.ts';

import { localeAsked } from '../../../_teach/live.ts';

export const prerender = false;

/** The room as a pupil's device may see it (`view` null when `since` is the version that stands) and what its seat answered. */
export const GET = apiRoute({
  handle: ({ locals, params, url }) => {
    const { database, principal, nowMs } = locals;
    const since = url.searchParams.get('since');
    const asked = { locale: localeAsked(url), since: since === null ? null : Number(since) };
    return lookIntoRoom(database, principal, params['id'] ?? '', asked, nowMs);
  },
});
