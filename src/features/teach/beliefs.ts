import type { Misconception } from '#catalogue/schema.ts';
import type { Bilingual } from '#domain/text.ts';

/** A belief that the class holds, in people rather than in answers. */
export interface ClassBelief {
  readonly code: string;
  readonly name: Bilingual;
  readonly fix: Bilingual;
  /** Seats that chose it at any first try, each counted once. */
  readonly seats: number;
  /** Most hands that were raised for it at one question: the same children raise them at the next. */
  readonly hands: number;
}

interface Seen {
  readonly seatId: string | null;
  readonly misconception: string | null;
}

interface Tally {
  readonly questionId: string;
  readonly misconception: string;
  readonly mode: string;
  readonly tryNumber: number;
  readonly count: number;
}

/** Beliefs that somebody chose, those of most seats and hands first. */
export function strongestBeliefs(
  evidence: readonly Seen[],
  tallies: readonly Tally[],
  misconceptions: readonly Misconception[],
): ClassBelief[] {
  const seats = new Map<string, Set<string>>();
  for (const { seatId, misconception } of evidence)
    if (seatId !== null && misconception !== null)
      seats.set(misconception, (seats.get(misconception) ?? new Set()).add(seatId));
  const raised = tallies.filter(({ mode, tryNumber }) => mode === 'hand-count' && tryNumber === 1);
  const mostHands = (code: string): number => {
    const own = raised.filter(({ misconception }) => misconception === code);
    const byQuestion = [...Map.groupBy(own, ({ questionId }) => questionId).values()];
    return Math.max(0, ...byQuestion.map((rows) => rows.reduce((sum, { count }) => sum + count, 0)));
  };
  return misconceptions
    .map(({ code, name, fix }) => ({
      ...{ code, name, fix },
      seats: seats.get(code)?.size ?? 0,
      hands: mostHands(code),
    }))
    .filter((belief) => belief.seats + belief.hands > 0)
    .sort((one, other) => other.seats + other.hands - (one.seats + one.hands));
}
