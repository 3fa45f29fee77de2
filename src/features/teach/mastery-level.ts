import { masteryModel, type Mastery } from '#domain/mastery.ts';

export type MasteryLevel = 'start' | 'some' | 'near' | 'mastered';

/** In words, because a probability from five answers is no percentage to tell anybody. */
export function levelOf({ mastered, probability }: Pick<Mastery, 'mastered' | 'probability'>): MasteryLevel {
  if (mastered) return 'mastered';
  if (probability >= 0.8) return 'near';
  return probability > masteryModel.start + 0.15 ? 'some' : 'start';
}
