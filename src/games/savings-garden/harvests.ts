import type { GardenState } from './rules.ts';
import {
  gardenPercent,
  grainsPerYuan,
  type Holdings,
  passSeason,
  type Split,
  sumOf,
} from './rules-growth.ts';
import { seasonsInStretch } from './rules-score.ts';

/** What a tree of the garden grew from: the income, fruit of such trees, or fruit of those. */
export const generations = ['planted', 'grown', 'grownAgain'] as const;
export type Generation = (typeof generations)[number];

const nothing: Split = { jar: 0, garden: 0, wild: 0 };

/** The split in each season that has passed. */
function splitsSoFar({ stretches, split, season }: GardenState): Split[] {
  return Array.from(
    { length: season },
    (_, passed) => stretches[Math.floor(passed / seasonsInStretch)]?.split ?? split ?? nothing,
  );
}

/** The garden's holdings by where they grew from, in grains; they add up to what it holds. */
export function orchardOf(state: GardenState): Record<Generation, number> {
  let planted = 0;
  let grown = 0;
  for (const { garden } of splitsSoFar(state)) {
    grown += (planted * gardenPercent) / 100;
    planted += garden * grainsPerYuan;
  }
  return { planted, grown, grownAgain: state.holdings.garden - planted - grown };
}

/** What there was in all after each season that has passed, in grains. */
export function totalsBySeason(state: GardenState): number[] {
  let holdings: Holdings = { jar: 0, garden: 0, wild: 0 };
  return splitsSoFar(state).map((split, passed) => {
    holdings = passSeason(holdings, split, state.wildSeasons[passed] ?? false);
    return sumOf(holdings);
  });
}
