import type { Bot } from '../kit/bot.ts';
import type { GardenMove, GardenState } from './rules.ts';
import { afterSeason, gardenPercent, grainsPerYuan, sumOf } from './rules-growth.ts';
import { incomeYuan, seasonsInStretch } from './rules-score.ts';

/** Plants in the garden and works the growth out; without the skill it saves in the jar and adds up without growth. */
export const savingsGardenBot: Bot<GardenState, GardenMove> = (state, skillBp, pick) => {
  const knows = pick(10_000) < skillBp;
  switch (state.phase) {
    case 'share':
      if (knows) return { kind: 'share', jar: 0, garden: incomeYuan, wild: 0 };
      return pick(3) === 0
        ? { kind: 'share', jar: 0, garden: 0, wild: incomeYuan }
        : { kind: 'share', jar: incomeYuan - 4, garden: 4, wild: 0 };
    case 'guess':
      return { kind: 'guess', yuan: knows ? expectedYuan(state) : plainYuan(state) };
    case 'explain':
      return { kind: 'explain', reason: knows ? 'growth' : 'saved' };
    case 'compare':
      return { kind: 'compare' };
    default:
      return { kind: 'grow' };
  }
};

function plainYuan(state: GardenState): number {
  return Math.floor(sumOf(state.holdings) / grainsPerYuan) + seasonsInStretch * incomeYuan;
}

/** What the plan comes to when the wild plot does as it does on average. */
function expectedYuan({ holdings, split }: GardenState): number {
  let growing = holdings.garden + holdings.wild;
  for (let season = 0; season < seasonsInStretch; season += 1)
    growing =
      afterSeason(growing, gardenPercent) + ((split?.garden ?? 0) + (split?.wild ?? 0)) * grainsPerYuan;
  const jar = holdings.jar + seasonsInStretch * (split?.jar ?? 0) * grainsPerYuan;
  return Math.floor((growing + jar + grainsPerYuan / 2) / grainsPerYuan);
}
