/** Amounts are integers: 10,000 grains are one yuan, fine enough that twelve seasons of rounding stay below a fen. */
export const grainsPerYuan = 10_000;

/** A season in the garden, in hundredths: a teaching rate, not a real one. */
export const gardenPercent = 5;
/** The wild plot on a fair coin; its mean is the garden's rate. */
const wildGainPercent = 25;
const wildLossPercent = 15;

export type Plot = 'jar' | 'garden' | 'wild';
export const plots = ['jar', 'garden', 'wild'] as const satisfies readonly Plot[];

/** What lies in each place, in grains. */
export type Holdings = Readonly<Record<Plot, number>>;

/** How a season's income is shared out, in whole yuan. */
export type Split = Readonly<Record<Plot, number>>;

/** One season of growth at `percent`, rounded to the nearest grain; a loss is a negative percent. */
export function afterSeason(grains: number, percent: number): number {
  return grains + Math.floor((grains * percent + 50) / 100);
}

export function sumOf(holdings: Holdings): number {
  return holdings.jar + holdings.garden + holdings.wild;
}

/** A season: what is planted grows, then the income comes in. */
export function passSeason(holdings: Holdings, split: Split, wildGrows: boolean): Holdings {
  const wildPercent = wildGrows ? wildGainPercent : -wildLossPercent;
  return {
    jar: holdings.jar + split.jar * grainsPerYuan,
    garden: afterSeason(holdings.garden, gardenPercent) + split.garden * grainsPerYuan,
    wild: afterSeason(holdings.wild, wildPercent) + split.wild * grainsPerYuan,
  };
}

/** What a plan comes to in the garden: the income of each season in yuan, season by season. In grains. */
export function growPlan(incomesYuan: readonly number[], percent = gardenPercent): number {
  return incomesYuan.reduce((grains, yuan) => afterSeason(grains, percent) + yuan * grainsPerYuan, 0);
}

/** A sum left alone for some seasons, its growth planted again. In grains. */
export function growLump(yuan: number, seasons: number, percent = gardenPercent): number {
  let grains = yuan * grainsPerYuan;
  for (let season = 0; season < seasons; season += 1) grains = afterSeason(grains, percent);
  return grains;
}

/** The same sum when each season's growth is taken out: interest on the first sum alone. In grains. */
export function growSimply(yuan: number, seasons: number, percent = gardenPercent): number {
  return yuan * grainsPerYuan + seasons * Math.floor((yuan * grainsPerYuan * percent) / 100);
}
