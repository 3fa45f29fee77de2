import { learning } from '#features/learn/learning.server.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { gameLetter } from '#record/game-letter.ts';
import { finishGame } from '#record/game-runs.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** A finished run's moves. */
export const POST = apiRoute({
  body: gameLetter,
  handle: (context, letter) => {
    const seat = actingSeat(context);
    return seat.ok ? finishGame(learning(), seat.value, letter, context.locals.nowMs) : seat;
  },
});
