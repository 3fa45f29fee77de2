import type { StageShape } from '../kit/scene.ts';

import type { Plot } from './rules-growth.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface GardenLayout {
  readonly banner: Box & { readonly size: number };
  readonly season: Point & { readonly size: number };
  /** The twelve seasons as squares, from the left. */
  readonly calendar: Point & { readonly step: number; readonly size: number };
  readonly total: Box & { readonly size: number };
  readonly places: Readonly<Record<Plot, Box>>;
  readonly captionHeight: number;
  readonly orange: number;
  readonly jarWidth: number;
  readonly trees: {
    readonly columns: number;
    readonly size: Point;
    readonly firstBase: number;
    readonly rowStep: number;
  };
  readonly bushes: { readonly columns: number; readonly size: number };
  readonly more: Readonly<Record<Plot, Box>>;
  readonly less: Readonly<Record<Plot, Box>>;
  readonly shares: Readonly<Record<Plot, Point>>;
  /** Feet of whoever speaks, and the bubbles of the two steps that have one. */
  readonly speaker: Point & { readonly width: number };
  readonly shareBubble: Point & { readonly width: number; readonly size: number };
  readonly left: Point & { readonly size: number };
  readonly plant: Box;
  readonly guesser: Point;
  readonly guessBubble: Point & { readonly width: number; readonly size: number };
  readonly pad: {
    readonly less: Box;
    readonly value: Box;
    readonly more: Box;
    readonly sure: Box;
    readonly erase: Box;
    readonly digits: readonly Box[];
  };
  readonly chart: Box;
  readonly explainChart: Box;
  readonly growText: Point & { readonly width: number; readonly size: number };
  readonly grow: Box;
  readonly explainText: Point & { readonly width: number; readonly size: number };
  readonly why: Point & { readonly size: number };
  readonly reasons: readonly Box[];
  readonly compare: Box;
  /** The button under the comparison. */
  readonly end: Box;
}

function rowOf(
  x: number,
  y: number,
  width: number,
  height: number,
  step: number,
): Readonly<Record<Plot, Box>> {
  const at = (place: number): Box => ({ x: x + place * step, y, width, height });
  return { jar: at(0), garden: at(1), wild: at(2) };
}

function pointsOf(boxes: Readonly<Record<Plot, Box>>): Readonly<Record<Plot, Point>> {
  return { jar: middleOf(boxes.jar), garden: middleOf(boxes.garden), wild: middleOf(boxes.wild) };
}

/** 1 2 3 4 5 and below it 6 7 8 9 0; at a digit's own index. */
function digitsAt(x: number, y: number, width: number, height: number, gap: number): readonly Box[] {
  return Array.from({ length: 10 }, (_, digit) => {
    const place = (digit + 9) % 10;
    return {
      x: x + (place % 5) * (width + gap),
      y: y + Math.floor(place / 5) * (height + gap),
      width,
      height,
    };
  });
}

/** Places on the stage in logical pixels; targets are 84 or more wide and high in wide, 118 in tall. */
export const gardenLayout: Record<StageShape, GardenLayout> = {
  wide: {
    banner: { x: 452, y: 14, width: 376, height: 50, size: 25 },
    season: { x: 24, y: 26, size: 30 },
    calendar: { x: 24, y: 50, step: 27, size: 21 },
    total: { x: 876, y: 8, width: 384, height: 62, size: 38 },
    places: rowOf(20, 82, 400, 296, 420),
    captionHeight: 58,
    orange: 18,
    jarWidth: 222,
    trees: { columns: 6, size: { x: 64, y: 80 }, firstBase: 128, rowStep: 76 },
    bushes: { columns: 5, size: 62 },
    more: rowOf(290, 446, 120, 92, 420),
    less: rowOf(30, 446, 120, 92, 420),
    shares: pointsOf(rowOf(150, 442, 140, 92, 420)),
    speaker: { x: 112, y: 800, width: 196 },
    shareBubble: { x: 236, y: 568, width: 596, size: 27 },
    left: { x: 1050, y: 612, size: 36 },
    plant: { x: 850, y: 660, width: 400, height: 122 },
    guesser: { x: 112, y: 800 },
    guessBubble: { x: 236, y: 470, width: 420, size: 30 },
    pad: {
      less: { x: 676, y: 462, width: 100, height: 102 },
      value: { x: 786, y: 462, width: 212, height: 94 },
      more: { x: 1008, y: 462, width: 100, height: 102 },
      erase: { x: 1124, y: 462, width: 136, height: 102 },
      digits: digitsAt(676, 572, 84, 104, 3),
      sure: { x: 1124, y: 572, width: 136, height: 212 },
    },
    chart: { x: 20, y: 450, width: 600, height: 338 },
    explainChart: { x: 20, y: 450, width: 600, height: 338 },
    growText: { x: 650, y: 452, width: 600, size: 28 },
    grow: { x: 850, y: 676, width: 400, height: 110 },
    explainText: { x: 945, y: 466, width: 620, size: 29 },
    why: { x: 945, y: 510, size: 29 },
    reasons: [0, 1, 2].map((place) => ({ x: 640, y: 532 + place * 87, width: 620, height: 84 })),
    compare: { x: 20, y: 82, width: 1240, height: 700 },
    end: { x: 900, y: 636, width: 330, height: 116 },
  },
  tall: {
    banner: { x: 130, y: 8, width: 460, height: 46, size: 26 },
    season: { x: 14, y: 78, size: 28 },
    calendar: { x: 14, y: 98, step: 24, size: 18 },
    total: { x: 380, y: 60, width: 330, height: 58, size: 36 },
    places: rowOf(8, 126, 228, 280, 238),
    captionHeight: 104,
    orange: 16,
    jarWidth: 192,
    trees: { columns: 4, size: { x: 53, y: 66 }, firstBase: 70, rowStep: 50 },
    bushes: { columns: 4, size: 50 },
    more: rowOf(12, 516, 220, 118, 238),
    less: rowOf(12, 706, 220, 118, 238),
    shares: pointsOf(rowOf(12, 634, 220, 72, 238)),
    speaker: { x: 100, y: 1066, width: 176 },
    shareBubble: { x: 204, y: 850, width: 504, size: 28 },
    left: { x: 176, y: 1130, size: 34 },
    plant: { x: 340, y: 1070, width: 368, height: 122 },
    guesser: { x: 76, y: 698 },
    guessBubble: { x: 170, y: 514, width: 542, size: 25 },
    pad: {
      less: { x: 10, y: 704, width: 134, height: 118 },
      value: { x: 154, y: 704, width: 260, height: 110 },
      more: { x: 424, y: 704, width: 134, height: 118 },
      erase: { x: 568, y: 704, width: 142, height: 118 },
      digits: digitsAt(10, 830, 134, 118, 7.5),
      sure: { x: 10, y: 1080, width: 700, height: 114 },
    },
    chart: { x: 10, y: 520, width: 700, height: 300 },
    explainChart: { x: 10, y: 516, width: 700, height: 232 },
    growText: { x: 20, y: 832, width: 680, size: 28 },
    grow: { x: 160, y: 1070, width: 400, height: 122 },
    explainText: { x: 360, y: 772, width: 700, size: 28 },
    why: { x: 360, y: 812, size: 28 },
    reasons: [0, 1, 2].map((place) => ({ x: 10, y: 836 + place * 121, width: 700, height: 118 })),
    compare: { x: 8, y: 126, width: 704, height: 1058 },
    end: { x: 382, y: 1036, width: 310, height: 122 },
  },
};

export function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The trees' rows: twelve that income buys behind, those from fruit in front. Slot to the foot of its trunk. */
export function treeFoot(shape: StageShape, slot: number): Point {
  const { places, trees } = gardenLayout[shape];
  const step = places.garden.width / trees.columns;
  return {
    x: places.garden.x + (slot % trees.columns) * step + step / 2,
    y: places.garden.y + trees.firstBase + Math.floor(slot / trees.columns) * trees.rowStep,
  };
}

/** Where orange number `place` lies in the jar: rows of eleven and ten, from the bottom. */
export function orangeSpot(shape: StageShape, place: number): Point {
  const { places, orange } = gardenLayout[shape];
  const pair = Math.floor(place / 21);
  const inPair = place % 21;
  const odd = inPair >= 11;
  const row = pair * 2 + (odd ? 1 : 0);
  const column = odd ? inPair - 11 : inPair;
  const { x, y, width, height } = places.jar;
  return {
    x: x + width / 2 + (column - (odd ? 4.5 : 5)) * orange * 0.9,
    y: y + height - 62 - row * orange * 0.86,
  };
}

export const mostBushes = 20;

export function bushFoot(shape: StageShape, place: number): Point {
  const { places, bushes } = gardenLayout[shape];
  const { x, y, width, height } = places.wild;
  const step = width / bushes.columns;
  const row = Math.floor(place / bushes.columns);
  return {
    x: x + (place % bushes.columns) * step + step / 2 + (row % 2 === 0 ? -4 : 4),
    y: y + height - 12 - row * 46,
  };
}
