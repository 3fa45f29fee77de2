/** How a lesson reached the pupil. Team and class modes give class evidence only, never a pupil's. */
export const deliveryModes = ['devices', 'one-screen', 'cards', 'hand-count', 'home'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

/** “不知道” as an answer: no option of any question. Sealed tests, cards and live rounds take it. */
export const dontKnow = '?';

/** What a team does together is weaker evidence than what each does alone. */
export const teamWeightBp = 3_000;

/**
 * One piece of evidence of learning.
 * `score` is 0..1 in ten-thousandths (integer), `weight` likewise; `misconception` is a code of
 * content/misconceptions.yaml or null.
 */
export interface Evidence {
  readonly competency: string;
  readonly scoreBp: number;
  readonly weightBp: number;
  readonly misconception: string | null;
  readonly hintUsed: boolean;
  /** An item is one question; a game is constructed evidence with a smaller guess (BKT). */
  readonly kind: 'item' | 'game';
}
