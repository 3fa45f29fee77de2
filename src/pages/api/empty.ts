import type { APIRoute } from 'astro';

/** Does nothing: the floor that `npm run bench` measures every other endpoint against. */
export const POST: APIRoute = () => new Response('{}', { headers: { 'content-type': 'application/json' } });
