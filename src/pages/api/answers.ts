import { refuse } from '#domain/result.ts';
import { isAskedInRoom } from '#features/classroom/play.server.ts';
import { answerQuestion } from '#features/learn/answers.server.ts';
import { learning } from '#features/learn/learning.server.ts';
import { answerLetter } from '#features/learn/letters.ts';
import { actingSeat } from '#features/learn/seat-route.server.ts';
import { apiRoute } from '#server/api-route.ts';

export const prerender = false;

/** One try at a question; while the class has it open in its room, it is answered there alone. */
export const POST = apiRoute({
  body: answerLetter,
  maxBytes: 4096,
  handle: async (context, letter) => {
    const { database, nowMs } = context.locals;
    const seat = actingSeat(context);
    if (!seat.ok) return seat;
    if (await isAskedInRoom(database, seat.value, letter.questionId, nowMs)) return refuse('room-asks-it');
    return answerQuestion(learning(), seat.value, letter, nowMs);
  },
});
