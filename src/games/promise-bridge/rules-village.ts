import type { Band } from '../kit/define-game.ts';

/** What a village lends by and how it remembers. Stars are counted in quarters, so that all sums are whole. */
export interface VillageNumbers {
  /** Years in a village: `fewest` and a drawn number of years more, below `spread`. */
  readonly years: { readonly fewest: number; readonly spread: number };
  /** One year in `rainOneIn` is wet; null: two wet years follow each other, and the seed says when. */
  readonly rainOneIn: number | null;
  /** Bags in the barn at first, and how many it holds; what is more goes home and pays no promise. */
  readonly barn: { readonly first: number; readonly holds: number | null };
  /** True: the whole offer or half of it can be taken. False: any number up to the offer. */
  readonly halves: boolean;
  /** What a year of helping gives back to someone whom nobody lends to. */
  readonly helpQuarters: number;
  /** Silence keeps the stars down for so many years. */
  readonly remembersYears: number;
  /** What a quarter star is worth in the next village, in bags. */
  readonly bagsPerQuarter: number;
}

const fullRules: VillageNumbers = {
  years: { fewest: 8, spread: 5 },
  rainOneIn: 5,
  barn: { first: 0, holds: null },
  halves: false,
  helpQuarters: 1,
  remembersYears: 5,
  bagsPerQuarter: 1,
};

/**
 * With a barn that keeps everything, four of five runs bring no year in which a promise cannot be kept. So
 * band P is a short fable: a small barn, and two wet years in a row that everybody meets.
 */
const fable: VillageNumbers = {
  ...fullRules,
  years: { fewest: 6, spread: 1 },
  rainOneIn: null,
  barn: { first: 1, holds: 2 },
  halves: true,
  helpQuarters: 4,
};

export function villageOf(band: Band): VillageNumbers {
  return band === 'P' ? fable : fullRules;
}

export const quartersPerStar = 4;
export const firstQuarters = 3 * quartersPerStar;
export const mostQuarters = 5 * quartersPerStar;
/** After silence nobody trusts more than this for a while. */
export const cappedQuarters = 3 * quartersPerStar;

const mostBags = 4;
const sunnyCrop = 3;

export type Weather = 'sun' | 'rain';
export type Mark = 'kept' | 'told' | 'silent';

/** Bags of seed that the stars are good for: the stars rounded, 1 to 4. */
export function offerFor(starQuarters: number): number {
  const rounded = Math.floor((starQuarters + quartersPerStar / 2) / quartersPerStar);
  return Math.max(1, Math.min(mostBags, rounded));
}

/** How much of the nth star there is, counted from nought: 0 to 4 quarters. */
export function quartersOfStar(place: number, starQuarters: number): number {
  return Math.max(0, Math.min(quartersPerStar, starQuarters - place * quartersPerStar));
}

/** Below one star nobody lends. */
export function isTrusted(starQuarters: number): boolean {
  return starQuarters >= quartersPerStar;
}

/** Half as much again as was lent, rounded up. */
export function promiseFor(bags: number): number {
  return Math.floor((3 * bags + 1) / 2);
}

export function cropOf(bags: number, weather: Weather): number {
  return weather === 'sun' ? sunnyCrop * bags : bags;
}

/** Bags that would be missing for a promise of `bags` if it rained. */
export function gapInRain(bags: number, barn: number, debt: number): number {
  return Math.max(0, promiseFor(bags) + debt - barn - cropOf(bags, 'rain'));
}

/** The stars after everyone has seen the mark. `cappedYears` above zero holds them at three. */
export function starsAfter(starQuarters: number, mark: Mark, cappedYears: number): number {
  if (mark === 'silent') return Math.max(0, starQuarters - 2 * quartersPerStar);
  if (mark === 'told') return Math.max(0, starQuarters - 1);
  return Math.min(starQuarters + 2, cappedYears > 0 ? cappedQuarters : mostQuarters);
}
