import type { VisitMeasure } from './bank-year.ts';

export const funnelStages = ['asked', 'after-class', 'after-volunteer', 'after-expert'] as const;
export type FunnelStage = (typeof funnelStages)[number];

/** Questions from asked to open: how many each stage answered, and how many are left after it. */
export function funnelOf(
  measures: Readonly<Partial<Record<VisitMeasure, number>>>,
): readonly { readonly stage: FunnelStage; readonly answered: number; readonly left: number }[] {
  const asked = measures['questions-asked'] ?? 0;
  const answered = [
    0,
    measures['questions-class'] ?? 0,
    measures['questions-volunteer'] ?? 0,
    measures['questions-expert'] ?? 0,
  ];
  let left = asked;
  return funnelStages.map((stage, index) => {
    const here = answered[index] ?? 0;
    left = Math.max(0, left - here);
    return { stage, answered: here, left };
  });
}
