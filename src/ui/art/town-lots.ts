/** Where things stand in the town, in the units of the ground's picture. */
export interface Lot {
  readonly lessonId: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type PlazaId = 'help-corner' | 'town-square';

/** A paved place drawn into the ground itself. */
export interface Plaza {
  readonly id: PlazaId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A ground and what may be built on it: a lot's label has 44 units of street below the lot. */
export interface TownPlan {
  readonly ground: string;
  readonly width: number;
  readonly height: number;
  readonly lots: readonly Lot[];
  readonly plazas: readonly Plaza[];
}

/** For screens wider than high: `town/ground.svg`. */
export const wideTown: TownPlan = {
  ground: 'ground',
  width: 1600,
  height: 1000,
  lots: [
    { lessonId: 'LB01', x: 22, y: 64, width: 160, height: 150 },
    { lessonId: 'LB02', x: 216, y: 68, width: 160, height: 150 },
    { lessonId: 'LB03', x: 410, y: 61, width: 160, height: 150 },
    { lessonId: 'LB04', x: 604, y: 50, width: 160, height: 150 },
    { lessonId: 'LB05', x: 60, y: 292, width: 160, height: 150 },
    { lessonId: 'LB06', x: 286, y: 279, width: 160, height: 150 },
    { lessonId: 'LB07', x: 500, y: 277, width: 160, height: 150 },
    { lessonId: 'LB08', x: 44, y: 506, width: 160, height: 150 },
    { lessonId: 'LB09', x: 266, y: 507, width: 160, height: 150 },
    { lessonId: 'LB10', x: 484, y: 518, width: 160, height: 150 },
    { lessonId: 'LB11', x: 50, y: 738, width: 160, height: 150 },
    { lessonId: 'LB12', x: 264, y: 749, width: 160, height: 150 },
    { lessonId: 'FI01', x: 1000, y: 59, width: 160, height: 150 },
    { lessonId: 'FI02', x: 1204, y: 68, width: 160, height: 150 },
    { lessonId: 'FI03', x: 1408, y: 64, width: 160, height: 150 },
    { lessonId: 'FI04', x: 924, y: 296, width: 160, height: 150 },
    { lessonId: 'FI05', x: 1146, y: 291, width: 160, height: 150 },
    { lessonId: 'FI06', x: 1376, y: 279, width: 160, height: 150 },
    { lessonId: 'FI07', x: 896, y: 517, width: 160, height: 150 },
    { lessonId: 'FI08', x: 1392, y: 509, width: 160, height: 150 },
    { lessonId: 'FI09', x: 978, y: 733, width: 160, height: 150 },
    { lessonId: 'FI10', x: 1192, y: 742, width: 160, height: 150 },
  ],
  plazas: [
    { id: 'help-corner', x: 1098, y: 486, width: 236, height: 170 },
    { id: 'town-square', x: 458, y: 718, width: 236, height: 170 },
  ],
};

/** For a phone: `town/ground-tall.svg`. */
export const tallTown: TownPlan = {
  ground: 'ground-tall',
  width: 800,
  height: 2200,
  lots: [
    { lessonId: 'LB01', x: 30, y: 69, width: 160, height: 150 },
    { lessonId: 'LB02', x: 316, y: 61, width: 160, height: 150 },
    { lessonId: 'LB03', x: 604, y: 57, width: 160, height: 150 },
    { lessonId: 'LB04', x: 44, y: 311, width: 160, height: 150 },
    { lessonId: 'LB05', x: 324, y: 299, width: 160, height: 150 },
    { lessonId: 'LB06', x: 600, y: 315, width: 160, height: 150 },
    { lessonId: 'LB07', x: 28, y: 544, width: 160, height: 150 },
    { lessonId: 'LB08', x: 312, y: 555, width: 160, height: 150 },
    { lessonId: 'LB09', x: 606, y: 555, width: 160, height: 150 },
    { lessonId: 'LB10', x: 40, y: 795, width: 160, height: 150 },
    { lessonId: 'LB11', x: 322, y: 804, width: 160, height: 150 },
    { lessonId: 'LB12', x: 604, y: 788, width: 160, height: 150 },
    { lessonId: 'FI01', x: 34, y: 1251, width: 160, height: 150 },
    { lessonId: 'FI02', x: 318, y: 1236, width: 160, height: 150 },
    { lessonId: 'FI03', x: 606, y: 1242, width: 160, height: 150 },
    { lessonId: 'FI04', x: 40, y: 1486, width: 160, height: 150 },
    { lessonId: 'FI05', x: 604, y: 1496, width: 160, height: 150 },
    { lessonId: 'FI06', x: 28, y: 1723, width: 160, height: 150 },
    { lessonId: 'FI07', x: 316, y: 1739, width: 160, height: 150 },
    { lessonId: 'FI08', x: 602, y: 1730, width: 160, height: 150 },
    { lessonId: 'FI09', x: 36, y: 1975, width: 160, height: 150 },
    { lessonId: 'FI10', x: 316, y: 1976, width: 160, height: 150 },
  ],
  plazas: [
    { id: 'help-corner', x: 282, y: 1488, width: 236, height: 170 },
    { id: 'town-square', x: 550, y: 1974, width: 236, height: 170 },
  ],
};
