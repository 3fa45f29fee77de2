import type { VisitMeasure } from './bank-year.ts';

/** Where a question of a class was answered: in the lesson, by a volunteer afterwards, by an expert; open until then. */
export const questionStages = ['class', 'volunteer', 'expert'] as const;
export type QuestionStage = (typeof questionStages)[number] | 'open';

/** A question is answered within so many working days. */
export const answerWithinDays = 5;

/** Words of questions and answers are kept so long. */
export const questionWordsMs = 30 * 24 * 60 * 60 * 1000;

export interface QuestionFunnel {
  readonly asked: number;
  readonly class: number;
  readonly volunteer: number;
  readonly expert: number;
  readonly open: number;
  /** Answered by the end of the fifth working day. */
  readonly inTime: number;
  /** Still open after it. */
  readonly late: number;
}

interface Asked {
  readonly stage: QuestionStage;
  readonly dueAtMs: number;
  readonly answeredAtMs: number | null;
}

function isInTime({ dueAtMs, answeredAtMs }: Asked): boolean {
  return answeredAtMs !== null && answeredAtMs < dueAtMs;
}

export function isLate({ stage, dueAtMs }: Asked, nowMs: number): boolean {
  return stage === 'open' && nowMs >= dueAtMs;
}

/** A visit's questions by where they were answered: asked = class + volunteer + expert + open. */
export function questionFunnel(questions: readonly Asked[], nowMs: number): QuestionFunnel {
  const at = (stage: QuestionStage): number => questions.filter((one) => one.stage === stage).length;
  return {
    asked: questions.length,
    class: at('class'),
    volunteer: at('volunteer'),
    expert: at('expert'),
    open: at('open'),
    inTime: questions.filter(isInTime).length,
    late: questions.filter((one) => isLate(one, nowMs)).length,
  };
}

/** What an answered question adds to a bank's year beside having been asked. */
export function measuresOfAnswer(question: Asked): readonly VisitMeasure[] {
  const { stage } = question;
  if (stage === 'open') return [];
  return [`questions-${stage}`, ...(isInTime(question) ? (['questions-in-time'] as const) : [])];
}
