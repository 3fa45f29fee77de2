import { ok } from '#domain/result.ts';
import { learning } from '#features/learn/learning.server.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { readTown } from '#features/learn/town.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** The class's tiles and where this seat stands. */
export const GET = apiRoute({
  handle: async (context) => {
    const seat = actingSeat(context);
    return seat.ok ? ok({ tiles: await readTown(learning(), seat.value) }) : seat;
  },
});
