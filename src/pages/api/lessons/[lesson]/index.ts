import { learning } from '#features/learn/learning.server.ts';
import { readLessonRecord } from '#features/learn/lesson-record.server.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** What this seat did in the lesson. */
export const GET = apiRoute({
  handle: (context) => {
    const seat = actingSeat(context);
    return seat.ok ? readLessonRecord(learning(), seat.value, context.params['lesson'] ?? '') : seat;
  },
});
