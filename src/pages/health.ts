import type { APIRoute } from 'astro';

import { health, takeEventLoopLagP99Ms } from '#server/health.ts';

/** For whoever watches the server: 200 while it serves and its database answers, else 503. */
export const GET: APIRoute = async ({ locals }) => {
  const known = health();
  let database = true;
  try {
    await locals.database.client.execute('SELECT 1');
  } catch {
    database = false;
  }
  return Response.json(
    {
      ok: database,
      database,
      diskIsLow: known?.diskIsLow ?? false,
      eventLoopLagP99Ms: known ? takeEventLoopLagP99Ms(known) : null,
    },
    { status: database ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
};
