import { learning } from '#features/learn/learning.server.ts';
import { reachMilestone } from '#features/learn/lesson-record.server.ts';
import { milestoneLetter } from '#features/learn/letters.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** This seat finished the lesson; the first time stands. */
export const POST = apiRoute({
  body: milestoneLetter,
  maxBytes: 4096,
  handle: (context, letter) => {
    const seat = actingSeat(context);
    if (!seat.ok) return seat;
    const lessonId = context.params['lesson'] ?? '';
    const { nowMs } = context.locals;
    return reachMilestone(learning(), seat.value, lessonId, 'lesson-finished', letter, nowMs);
  },
});
