import { markerCells } from './codes.ts';

/** Millimetres of a card: two on an A4 page, or four. The marker lies in the middle. */
export const cardSizes = {
  big: { width: 210, height: 148.5, marker: 112 },
  small: { width: 105, height: 148.5, marker: 77 },
} as const;

export type CardSize = keyof typeof cardSizes;

export const cardLetters = ['A', 'B', 'C', 'D'] as const;
export type CardLetter = (typeof cardLetters)[number];

/** Letters as polygons on a field of 4 × 5, y down, for the rasteriser of the measurements reads no fonts. */
const letterShapes: Record<CardLetter, readonly string[]> = {
  A: ['0,5 1.5,0 2.5,0 4,5 3,5 2.7,4 1.3,4 1,5', '1.6,3.1 2.4,3.1 2,1.5'],
  B: [
    '0,0 2.6,0 3.6,0.7 3.6,1.8 3,2.4 4,3.1 4,4.2 3,5 0,5',
    '1,0.9 1,2 2.6,2 2.6,0.9',
    '1,2.9 1,4.1 3,4.1 3,2.9',
  ],
  C: ['4,1.4 3,1.4 3,0.9 1,0.9 1,4.1 3,4.1 3,3.6 4,3.6 4,4.3 3.2,5 0.8,5 0,4.3 0,0.7 0.8,0 3.2,0 4,0.7'],
  D: ['0,0 2.6,0 4,1.2 4,3.8 2.6,5 0,5', '1,0.9 1,4.1 2.3,4.1 3,3.5 3,1.5 2.3,0.9'],
};

type Point = readonly [number, number];

/** Turns a point about the card's middle, `quarters` to the right. */
function turnPoint([x, y]: Point, quarters: number): Point {
  let point: Point = [x, y];
  for (let times = 0; times < quarters; times += 1) point = [-point[1], point[0]];
  return point;
}

function pathOf(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** A stands above the marker, B at its right, C below, D at its left; each reads upright when its edge is up. */
function letterPath(
  letter: CardLetter,
  quarters: number,
  { width, height }: { width: number; height: number },
): string {
  // Between the white that the marker needs and the edge that printers leave blank.
  const head = -Math.min(width, height) / 2 + 5;
  return letterShapes[letter]
    .map((shape) => {
      const points = shape.split(' ').map((pair): Point => {
        const [x = 0, y = 0] = pair.split(',').map(Number);
        return turnPoint([(x - 2) * 0.88, head + y * 0.88], quarters);
      });
      return pathOf(points);
    })
    .join('');
}

/** Black cells as one path: runs of a row are one rectangle, so that no hairline shows between them. */
function markerPath(seat: number, marker: number): string {
  const cells = markerCells(seat);
  const cell = marker / cells.length;
  const at = (place: number): number => place * cell - marker / 2;
  return cells
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (row[x]) continue;
        const from = x;
        while (x + 1 < row.length && !row[x + 1]) x += 1;
        // A hair's overlap with the row below closes the seam that printers leave.
        const bottom = y + 1 === cells.length ? at(y + 1) : at(y + 1) + 0.02;
        runs.push(
          pathOf([
            [at(from), at(y)],
            [at(x + 1), at(y)],
            [at(x + 1), bottom],
            [at(from), bottom],
          ]),
        );
      }
      return runs;
    })
    .join('');
}

/**
 * What a camera sees of a seat's card, as an SVG in millimetres with its middle at 0,0: the print page shows
 * it, the measurements and tests rasterise this very text.
 */
export function drawCard(seat: number, size: CardSize): string {
  const { width, height, marker } = cardSizes[size];
  const letters = cardLetters.map((letter, quarters) => letterPath(letter, quarters, { width, height }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-width / 2} ${-height / 2} ${width} ${height}" aria-hidden="true">`,
    `<path class="marker" d="${markerPath(seat, marker)}"/>`,
    `<path class="letters" fill="#555" fill-rule="evenodd" d="${letters.join('')}"/>`,
    '</svg>',
  ].join('');
}
