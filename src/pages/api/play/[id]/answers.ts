import { liveAnswerSchema } from '#domain/live-event.ts';
import { answerRoom } from '#features/classroom/play-room.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** A device's answer where no socket can be had; the same id again is answered with what stands. */
export const POST = apiRoute({
  body: liveAnswerSchema,
  maxBytes: 4096,
  handle: ({ locals, params }, answer) =>
    answerRoom(locals.database, locals.principal, params['id'] ?? '', answer, locals.nowMs),
});
