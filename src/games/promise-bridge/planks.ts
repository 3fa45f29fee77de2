import type { PastYear } from './rules.ts';

/** kept and told lie firm, a gap waits, mended was a gap once, helped is a year of work with the others. */
export type Plank = 'kept' | 'told' | 'gap' | 'mended' | 'helped';

/** The bridge as the years built it: silence leaves a gap, and each kept promise mends the oldest one. */
export function planksOf(history: readonly Pick<PastYear, 'mark'>[]): readonly Plank[] {
  const planks: Plank[] = [];
  for (const { mark } of history) {
    if (mark === 'kept') {
      const gap = planks.indexOf('gap');
      if (gap >= 0) planks[gap] = 'mended';
    }
    planks.push(mark === 'silent' ? 'gap' : mark);
  }
  return planks;
}

/** How many planks from the near bank can be walked on, up to the first gap. */
export function firmPlanks(planks: readonly Plank[]): number {
  const gap = planks.indexOf('gap');
  return gap < 0 ? planks.length : gap;
}

/** Places for planks between the banks. Where the length is hidden, there is room for the longest. */
export function plankPlaces(band: string): number {
  return band === 'P' ? 6 : 12;
}
