import type { Evidence } from '#domain/evidence.ts';

import type { GameScore } from '../kit/define-game.ts';

import type { TellerTask } from './rules-customers.ts';

/** One customer who went home: how the pupil got there. */
export interface Served {
  readonly task: TellerTask;
  readonly tries: number;
  /** Every tray for this customer was counted before it was handed over. */
  readonly alwaysCounted: boolean;
  readonly pieces: number;
  readonly fewestPieces: number;
  /** The tray of the first try, when it was wrong. */
  readonly firstWrong: { readonly trayFen: number; readonly pieces: number } | null;
}

const weights = { accuracy: 6000, counted: 2000, efficiency: 2000 } as const;

/** 60 % right at the first try, 20 % counted before handing over, 20 % few pieces. */
export function scoreServed(served: readonly Served[]): GameScore {
  const customers = Math.max(1, served.length);
  const firstTry = served.filter((visit) => visit.tries === 1).length;
  const counted = served.filter((visit) => visit.alwaysCounted).length;
  const accuracyBp = Math.floor((weights.accuracy * firstTry) / customers);
  const countedBp = Math.floor((weights.counted * counted) / customers);
  const thrift = served.reduce(
    (sum, visit) => sum + Math.floor((weights.efficiency * visit.fewestPieces) / visit.pieces),
    0,
  );
  const efficiencyBp = Math.floor(thrift / customers);
  return {
    totalBp: accuracyBp + countedBp + efficiencyBp,
    parts: [
      { id: 'accuracy', scoreBp: accuracyBp, weightBp: weights.accuracy },
      { id: 'counted', scoreBp: countedBp, weightBp: weights.counted },
      { id: 'efficiency', scoreBp: efficiencyBp, weightBp: weights.efficiency },
    ],
  };
}

/**
 * What a wrong first tray tells: the price, the whole sum given, or both added up instead of the change; as
 * many pieces as yuan were asked for; ten times too much or too little. Null when it fits none of them.
 */
export function misconceptionOf(task: TellerTask, trayFen: number, pieces: number): string | null {
  if (task.kind === 'change') {
    const addedUp = task.givenFen + task.priceFen;
    if (trayFen === task.priceFen || trayFen === task.givenFen || trayFen === addedUp) return 'M-VAL-CHANGE';
  }
  if (pieces * 100 === task.targetFen) return 'M-VAL-COUNT';
  if (trayFen === task.targetFen * 10 || trayFen * 10 === task.targetFen) return 'M-VAL-UNIT';
  return null;
}

/** One piece for each customer's first try, and one for the habit of counting. */
export function evidenceOf(served: readonly Served[]): readonly Evidence[] {
  const trays = served.map((visit): Evidence => ({
    competency: visit.task.kind === 'change' ? 'make-change' : 'compose-amount',
    scoreBp: visit.firstWrong ? 0 : 10000,
    weightBp: 5000,
    misconception: visit.firstWrong
      ? misconceptionOf(visit.task, visit.firstWrong.trayFen, visit.firstWrong.pieces)
      : null,
    hintUsed: false,
    kind: 'game',
  }));
  const counted = served.filter((visit) => visit.alwaysCounted).length;
  const habit: Evidence = {
    competency: 'count-and-check',
    scoreBp: Math.floor((10000 * counted) / Math.max(1, served.length)),
    weightBp: 5000,
    misconception: null,
    hintUsed: false,
    kind: 'game',
  };
  return [...trays, habit];
}
