import { cardSizes, drawCard, type CardSize } from '#cards/draw-card.ts';

/** A printed card as brightness (0 = ink, 1 = paper), `perMm` pixels a millimetre, from the SVG that the print page shows. */
export interface CardTexture {
  readonly light: Float32Array;
  readonly columns: number;
  readonly rows: number;
  readonly perMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly markerMm: number;
}

const finest = 2;
const subRows = 3;

type Edge = readonly [number, number, number, number];

function edgesOf(svg: string, name: string): Edge[] {
  const path = new RegExp(`class="${name}"[^>]* d="([^"]*)"`).exec(svg)?.[1];
  if (!path) throw new Error(`The card has no path "${name}".`);
  return path
    .split('Z')
    .filter(Boolean)
    .flatMap((polygon) => {
      const points = polygon
        .slice(1)
        .split('L')
        .map((pair) => pair.split(' ').map(Number) as [number, number]);
      return points.map((point, place): Edge => {
        const next = points[(place + 1) % points.length] as [number, number];
        return [point[0], point[1], next[0], next[1]];
      });
    });
}

/** Adds how much of each pixel the shape covers, even-odd, row by row. */
function fill(cover: Float32Array, columns: number, rows: number, edges: readonly Edge[], ink: number): void {
  for (let line = 0; line < rows * subRows; line += 1) {
    const y = (line + 0.5) / subRows;
    const crossings = edges
      .filter(([, y0, , y1]) => y0 <= y !== y1 <= y)
      .map(([x0, y0, x1, y1]) => x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
      .sort((a, b) => a - b);
    const row = Math.floor(line / subRows) * columns;
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = crossings[pair] as number;
      const to = crossings[pair + 1] as number;
      for (let x = Math.floor(from); x < to; x += 1) {
        const share = Math.min(to, x + 1) - Math.max(from, x);
        cover[row + x] = (cover[row + x] as number) + (share * ink) / subRows;
      }
    }
  }
}

const known = new Map<string, CardTexture>();

/** For a picture in which a pixel covers `mmPerPixel`, drawn no finer than it can show. */
export function cardTexture(seat: number, size: CardSize, mmPerPixel = 0): CardTexture {
  const perMm = mmPerPixel < 1.2 ? finest : mmPerPixel < 3 ? finest / 2 : finest / 4;
  const key = `${seat} ${size} ${perMm}`;
  const before = known.get(key);
  if (before) return before;
  const { width, height, marker } = cardSizes[size];
  const svg = drawCard(seat, size);
  const columns = Math.round(width * perMm);
  const rows = Math.round(height * perMm);
  const toPixels = ([x0, y0, x1, y1]: Edge): Edge => [
    (x0 + width / 2) * perMm,
    (y0 + height / 2) * perMm,
    (x1 + width / 2) * perMm,
    (y1 + height / 2) * perMm,
  ];
  const cover = new Float32Array(columns * rows);
  fill(cover, columns, rows, edgesOf(svg, 'marker').map(toPixels), 1);
  fill(cover, columns, rows, edgesOf(svg, 'letters').map(toPixels), 0.67);
  const light = cover.map((ink) => 1 - Math.min(1, ink));
  const texture = { light, columns, rows, perMm, widthMm: width, heightMm: height, markerMm: marker };
  known.set(key, texture);
  return texture;
}

/** Brightness at a place of the card (mm from its middle); -1 beside the paper. */
export function paperAt(texture: CardTexture, u: number, v: number): number {
  const x = (u + texture.widthMm / 2) * texture.perMm;
  const y = (v + texture.heightMm / 2) * texture.perMm;
  if (x < 0 || y < 0 || x >= texture.columns || y >= texture.rows) return -1;
  return texture.light[(y | 0) * texture.columns + (x | 0)] as number;
}
