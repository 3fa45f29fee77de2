import { answerQuestion } from '#features/learn/answers.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { answerLetter } from '#features/learn/letters.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** One try at a question. */
export const POST = apiRoute({
  body: answerLetter,
  maxBytes: 4096,
  handle: (context, letter) => {
    const seat = actingSeat(context);
    return seat.ok ? answerQuestion(learning(), seat.value, letter, context.locals.nowMs) : seat;
  },
});
