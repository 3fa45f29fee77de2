import type { APIRoute } from 'astro';

import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import { problemResponse } from '#server/refusal.ts';

import { localeAsked } from '../../../_teach/live.ts';

export const prerender = false;

/** The session as the room's screens may see it; 204 when `since` is the version that stands. */
export const GET: APIRoute = async ({ locals, params, url }) => {
  const { database, principal, nowMs } = locals;
  const since = url.searchParams.get('since');
  const asked = { locale: localeAsked(url), since: since === null ? null : Number(since) };
  const view = await readLiveView(database, principal, params['id'] ?? '', asked, nowMs);
  if (!view.ok) return problemResponse(view.problem);
  return view.value === null ? new Response(null, { status: 204 }) : Response.json(view.value);
};
