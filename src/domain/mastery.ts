import type { Evidence } from './evidence.ts';

/** Bayesian knowledge tracing (Corbett & Anderson 1995). Assumptions until 300 pupils per item are in. */
export const masteryModel = {
  start: 0.3,
  learn: 0.12,
  slip: 0.1,
  /** A guess among three options, and the smaller chance of building a right result unaware. */
  guess: { item: 0.33, game: 0.1 },
  masteredAt: 0.95,
  fewestPieces: 4,
  fewestKinds: 2,
} as const;

type Piece = Pick<Evidence, 'scoreBp' | 'weightBp' | 'kind'>;

export interface Mastery {
  /** Probability that the competency is known, 0..1. */
  readonly probability: number;
  readonly pieces: number;
  readonly kinds: readonly Evidence['kind'][];
  /** Probable enough, on enough pieces, from items and games both. */
  readonly mastered: boolean;
}

/**
 * One step: L′ = (1−w)·L + w·[c·P(L|right) + (1−c)·P(L|wrong)], then L ← L′ + w·T·(1−L′), for a score c and
 * a weight w in 0..1.
 */
export function traceKnowledge(known: number, piece: Piece): number {
  const { learn, slip } = masteryModel;
  const guess = masteryModel.guess[piece.kind];
  const score = piece.scoreBp / 10_000;
  const weight = piece.weightBp / 10_000;
  const afterRight = (known * (1 - slip)) / (known * (1 - slip) + (1 - known) * guess);
  const afterWrong = (known * slip) / (known * slip + (1 - known) * (1 - guess));
  const seen = (1 - weight) * known + weight * (score * afterRight + (1 - score) * afterWrong);
  return seen + weight * learn * (1 - seen);
}

/** Folds pieces of one competency, in the order of the log. */
export function foldMastery(pieces: Iterable<Piece>): Mastery {
  let probability: number = masteryModel.start;
  let count = 0;
  const kinds = new Set<Evidence['kind']>();
  for (const piece of pieces) {
    probability = traceKnowledge(probability, piece);
    count += 1;
    kinds.add(piece.kind);
  }
  const mastered =
    probability >= masteryModel.masteredAt &&
    count >= masteryModel.fewestPieces &&
    kinds.size >= masteryModel.fewestKinds;
  return { probability, pieces: count, kinds: [...kinds].sort(), mastered };
}

/** Evidence as the log holds it; a null seat is evidence of the class alone (hand counts, teams). */
export interface EvidenceRow extends Piece {
  readonly competency: string;
  readonly seatId: string | null;
}

export interface ClassMastery {
  readonly competency: string;
  /** Seats with any evidence, and those of them that mastered it: counts, for “6 of 8”. */
  readonly seats: number;
  readonly masteredSeats: number;
  /** The mean of the seats' probabilities; null without seats. */
  readonly meanProbability: number | null;
  /** The fold of what the class did together; null without any. */
  readonly together: Mastery | null;
}

/** A class's rows by competency, in order of first evidence: each seat folded alone, the class's own apart. */
export function foldClassMastery(rows: Iterable<EvidenceRow>): readonly ClassMastery[] {
  const byCompetency = Map.groupBy(rows, (row) => row.competency);
  return [...byCompetency].map(([competency, pieces]) => {
    const bySeat = Map.groupBy(pieces, (piece) => piece.seatId);
    const together = bySeat.get(null);
    bySeat.delete(null);
    const seats = [...bySeat.values()].map((own) => foldMastery(own));
    const sum = seats.reduce((total, { probability }) => total + probability, 0);
    return {
      competency,
      seats: seats.length,
      masteredSeats: seats.filter(({ mastered }) => mastered).length,
      meanProbability: seats.length > 0 ? sum / seats.length : null,
      together: together ? foldMastery(together) : null,
    };
  });
}

/** One seat's mastery by competency, in order of first evidence. */
export function foldSeatMastery(
  rows: Iterable<Omit<EvidenceRow, 'seatId'>>,
): readonly (Mastery & { readonly competency: string })[] {
  const byCompetency = Map.groupBy(rows, (row) => row.competency);
  return [...byCompetency].map(([competency, pieces]) => ({ competency, ...foldMastery(pieces) }));
}
