import { issueRun } from '#features/learn/games.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { runRequest } from '#features/learn/letters.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** A run of a lesson's game, with the seed to play it from. */
export const POST = apiRoute({
  body: runRequest,
  maxBytes: 4096,
  handle: (context, request) => {
    const seat = actingSeat(context);
    return seat.ok ? issueRun(learning(), seat.value, request, context.locals.nowMs) : seat;
  },
});
