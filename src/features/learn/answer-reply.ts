import type { Misconception, Question } from '#catalogue/schema.ts';
import type { Bilingual } from '#domain/text.ts';
import { solutionOf } from '#questions/choice/kind.ts';

import type { AnswerReply } from './submit.ts';

/** What was decided about a try when it was recorded. */
export interface DecidedTry {
  readonly deviceEventId: string;
  readonly tryNumber: number | null;
  readonly chosen: string | null;
  readonly mark: 'right' | 'wrong' | 'unknown' | null;
  readonly misconception: string | null;
}

/**
 * The reply to a recorded try at an open question. A first wrong try gets a clue and the name of the idea
 * behind it; a second one the solution, its reason and the sentence that puts the idea right.
 */
export function answerReply(
  question: Question,
  decided: DecidedTry,
  misconceptions: readonly Misconception[],
): AnswerReply {
  const { deviceEventId: id, chosen, mark } = decided;
  const tryNumber = decided.tryNumber ?? 1;
  const reply = { id, questionId: question.id, tryNumber, chosen: chosen ?? '' };
  const solution = solutionOf(question);
  const idea = misconceptions.find(({ code }) => code === decided.misconception);
  const words = ({ zh, en }: Bilingual): Bilingual => ({ zh, en });
  if (mark === 'right')
    return { ...reply, mark: 'right', feedback: words(solution.feedback), idea: null, solution: null };
  if (tryNumber === 1) {
    const clue = question.options.find(({ key }) => key === chosen) ?? solution;
    return {
      ...reply,
      mark: 'again',
      feedback: words(clue.feedback),
      idea: idea ? words(idea.name) : null,
      solution: null,
    };
  }
  return {
    ...reply,
    mark: 'answer',
    feedback: withoutPraise(solution.feedback),
    idea: idea ? words(idea.fix) : null,
    solution: solution.key,
  };
}

/** The reason of the right option begins with “Yes.”, which would mock whoever chose another one. */
function withoutPraise({ zh, en }: Bilingual): Bilingual {
  const plain = en.replace(/^Yes[.,!]\s*/, '');
  return { zh: zh.replace(/^对[！，]\s*/, ''), en: plain.charAt(0).toUpperCase() + plain.slice(1) };
}
