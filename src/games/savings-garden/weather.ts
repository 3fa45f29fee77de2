import type { GardenState } from './rules.ts';
import type { GardenTexts } from './texts.ts';

/** What the season that has passed did to the wild plot; empty before the first, and where nothing lies there. */
export function lastWeather(
  { holdings, split, wildSeasons }: Pick<GardenState, 'holdings' | 'split' | 'wildSeasons'>,
  texts: Pick<GardenTexts, 'wild'>,
): string {
  const good = wildSeasons.at(-1);
  const counts = holdings.wild > 0 || (split?.wild ?? 0) > 0;
  return counts && good !== undefined ? texts.wild[good ? 'true' : 'false'] : '';
}
