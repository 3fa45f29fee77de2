import type { District } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import type { ActivitySums } from '#db/queries/ledger-reads.ts';

import { readDistricts, type DistrictLine } from './read-year.server.ts';

export interface MapCounty extends ActivitySums {
  readonly district: District;
  /** 0 for none, then 1 … 4 by quarters of the county with most. */
  readonly level: number;
}

export interface MapView {
  readonly year: number;
  readonly counties: readonly MapCounty[];
  /** Events of the county with most. */
  readonly most: number;
  /** The county that was chosen, with its towns and what names no town. */
  readonly chosen: {
    readonly county: MapCounty;
    readonly towns: readonly DistrictLine[];
    readonly withoutTown: number;
  } | null;
}

export const mapLevels = 4;

/** A year's activities on the map of squares, with the towns of one county. */
export async function readMap(
  database: Database,
  bankId: string,
  year: number,
  countyCode: string | null,
): Promise<MapView> {
  const { lines } = await readDistricts(database, bankId, year);
  const onMap = lines.filter(({ district }) => district.square !== null);
  const most = Math.max(0, ...onMap.map(({ events }) => events));
  const counties = onMap.map((line) => ({
    ...line,
    level: most === 0 ? 0 : Math.ceil((line.events * mapLevels) / most),
  }));
  const county = counties.find(({ district }) => district.code === countyCode);
  if (!county) return { year, counties, most, chosen: null };
  const towns = lines.filter(({ district }) => district.parentCode === county.district.code);
  const inTowns = towns.reduce((sum, { events }) => sum + events, 0);
  return { year, counties, most, chosen: { county, towns, withoutTown: county.events - inTowns } };
}
