import type { Evidence } from '#domain/evidence.ts';

import type { GameScore } from '../kit/define-game.ts';

import {
  afterSeason,
  gardenPercent,
  grainsPerYuan,
  type Holdings,
  type Split,
  sumOf,
} from './rules-growth.ts';

/** Why the harvest is what it is, in the pupil's words. */
export const reasons = ['growth', 'saved', 'luck'] as const;
export type Reason = (typeof reasons)[number];

/** One stretch of seasons: the plan, the guess, what came, and the pupil's reason. */
export interface Stretch {
  readonly start: Holdings;
  readonly split: Split;
  readonly predictedYuan: number;
  readonly end: Holdings;
  readonly reason: Reason;
}

export const seasonsInStretch = 4;
export const incomeYuan = 10;
export const goalYuan = 140;
const bufferYuan = 10;

const weights = { goal: 4000, buffer: 2000, prediction: 4000 } as const;
const whole = 10_000;

/** 10000 when the guess was right, 0 when it was off by the whole amount or more: 1 − min(1, |guess − actual| ÷ actual). */
function predictionBp({ predictedYuan, end }: Pick<Stretch, 'predictedYuan' | 'end'>): number {
  const actual = sumOf(end);
  const off = Math.abs(predictedYuan * grainsPerYuan - actual);
  return whole - Math.min(whole, Math.floor((off * whole) / actual));
}

/** 40 % the goal, 20 % what is left over for surprises, 40 % the guesses. */
export function scoreStretches(stretches: readonly Stretch[], finalGrains: number): GameScore {
  const goal = goalYuan * grainsPerYuan;
  const left = Math.max(0, finalGrains - goal);
  const goalBp = Math.floor((weights.goal * Math.min(finalGrains, goal)) / goal);
  const bufferBp = Math.floor(
    (weights.buffer * Math.min(left, bufferYuan * grainsPerYuan)) / (bufferYuan * grainsPerYuan),
  );
  const guessed = stretches.reduce((sum, stretch) => sum + predictionBp(stretch), 0);
  const predictionPart = Math.floor((weights.prediction * guessed) / (whole * Math.max(1, stretches.length)));
  return {
    totalBp: goalBp + bufferBp + predictionPart,
    parts: [
      { id: 'goal', scoreBp: goalBp, weightBp: weights.goal },
      { id: 'buffer', scoreBp: bufferBp, weightBp: weights.buffer },
      { id: 'prediction', scoreBp: predictionPart, weightBp: weights.prediction },
    ],
  };
}

/**
 * What a wrong guess tells: only one season was thought of (M-SAVE-TIME), or the growth was left out or not
 * planted again (M-INT-LIN). Null where the guess was good, or fits neither.
 */
export function misconceptionOfGuess({ start, split, predictedYuan, end }: Stretch): string | null {
  if (start.garden + split.garden === 0 || start.wild + split.wild > 0) return null;
  const guess = predictedYuan * grainsPerYuan;
  const actual = sumOf(end);
  const income = incomeYuan * grainsPerYuan;
  const isNear = (grains: number): boolean => Math.abs(guess - grains) <= grainsPerYuan;
  if (isNear(actual)) return null;
  const oneSeason = start.jar + afterSeason(start.garden, gardenPercent) + income;
  if (isNear(oneSeason) || isNear(sumOf(start) + income)) return 'M-SAVE-TIME';
  const withoutGrowth = sumOf(start) + seasonsInStretch * income;
  const simple = withoutGrowth + seasonsInStretch * Math.floor((start.garden * gardenPercent) / 100);
  return isNear(withoutGrowth) || isNear(simple) ? 'M-INT-LIN' : null;
}

/** Whether the reason fits what happened. Where several things were at work, each of them fits. */
export function reasonFits({ start, split, reason }: Stretch): boolean {
  if (reason === 'luck') return start.wild + split.wild > 0;
  if (reason === 'growth') return start.garden + split.garden > 0;
  return start.garden + split.garden + start.wild + split.wild === 0;
}

/** Each guess and reason, the goal, and how much was put on luck. */
export function evidenceOf(stretches: readonly Stretch[], finalGrains: number): readonly Evidence[] {
  const piece = (competency: string, scoreBp: number, misconception: string | null): Evidence => ({
    competency,
    scoreBp,
    weightBp: 5000,
    misconception,
    hintUsed: false,
    kind: 'game',
  });
  const guesses = stretches.map((stretch) => {
    const misconception = misconceptionOfGuess(stretch);
    return piece('work-out-interest', misconception === null ? predictionBp(stretch) : 0, misconception);
  });
  const explained = stretches.map((stretch) =>
    piece(
      'work-out-interest',
      reasonFits(stretch) ? whole : 0,
      !reasonFits(stretch) && stretch.reason === 'saved' ? 'M-INT-LIN' : null,
    ),
  );
  const allWild = stretches.some(({ split }) => split.wild === incomeYuan);
  const goal = goalYuan * grainsPerYuan;
  return [
    ...guesses,
    ...explained,
    piece('save-for-goal', Math.floor((whole * Math.min(finalGrains, goal)) / goal), null),
    piece('weigh-risk', allWild ? 0 : whole, allWild ? 'M-RISK-HIGH' : null),
  ];
}
