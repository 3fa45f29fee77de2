import { codeSide } from './codes.ts';
import { brightness, type GreyPicture, type Point } from './picture.ts';
import type { Quad } from './quad.ts';

const side = codeSide + 2;
/** Cells and the white about them, as a square grid; 0 = black, 1 = white. */
export const gridSide = side + 2;

type Plane = readonly [number, number, number];

/** Maps the marker's cells (0..7 both ways) to the picture. */
export function mapCells(quad: Quad): (u: number, v: number) => Point {
  const [a, b, c, d] = quad;
  const sx = a.x - b.x + c.x - d.x;
  const sy = a.y - b.y + c.y - d.y;
  const dx1 = b.x - c.x;
  const dy1 = b.y - c.y;
  const dx2 = d.x - c.x;
  const dy2 = d.y - c.y;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return (u, v) => {
    const p = u / side;
    const q = v / side;
    const w = g * p + h * q + 1;
    return {
      x: ((b.x - a.x + g * b.x) * p + (d.x - a.x + h * d.x) * q + a.x) / w,
      y: ((b.y - a.y + g * b.y) * p + (d.y - a.y + h * d.y) * q + a.y) / w,
    };
  };
}

/**
 * How white each cell is, from the black of the border and the white of the paper about it, both taken as
 * slanting planes, so that light from one side does not matter. Null when that is no marker's border.
 */
export function readLevels(picture: GreyPicture, quad: Quad): Float64Array | null {
  const map = mapCells(quad);
  const raw = new Float64Array(gridSide * gridSide);
  const border: number[] = [];
  const paper: number[] = [];
  for (let row = 0; row < gridSide; row += 1)
    for (let column = 0; column < gridSide; column += 1) {
      const at = row * gridSide + column;
      const outside = isEdge(row, 0) || isEdge(column, 0);
      raw[at] = outside ? paperSample(picture, map, row, column) : cellSample(picture, map, row, column);
      if (outside) paper.push(at);
      else if (isEdge(row, 1) || isEdge(column, 1)) border.push(at);
    }
  const black = fitPlane(raw, border);
  const white = fitPlane(raw, paper);
  const levels = new Float64Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) {
    const floor = planeAt(black, at);
    const span = planeAt(white, at) - floor;
    if (span < 12) return null;
    levels[at] = ((raw[at] as number) - floor) / span;
  }
  const dark = border.filter((at) => (levels[at] as number) < 0.5).length;
  const light = paper.filter((at) => (levels[at] as number) > 0.5).length;
  return dark >= border.length * 0.8 && light >= paper.length * 0.7 ? levels : null;
}

/**
 * A quick look before the long one: most of the border darker than most of the paper about it, and some light
 * inside. What stands about in a room hardly ever passes.
 */
export function looksLikeMarker(picture: GreyPicture, quad: Quad): boolean {
  const map = mapCells(quad);
  const at = (u: number, v: number): number => {
    const point = map(u, v);
    return brightness(picture, point.x, point.y);
  };
  const paper: number[] = [];
  const border: number[] = [];
  for (let place = 0; place < side; place += 1) {
    const along = place + 0.5;
    paper.push(at(along, -0.38), at(along, side + 0.38), at(-0.38, along), at(side + 0.38, along));
    border.push(at(along, 0.5), at(along, side - 0.5), at(0.5, along), at(side - 0.5, along));
  }
  paper.sort((a, b) => a - b);
  border.sort((a, b) => a - b);
  const light = paper[paper.length >> 1] as number;
  const dark = border[border.length >> 1] as number;
  if (light - dark < 14) return false;
  const middle = (light + dark) / 2;
  if (paper.filter((value) => value > middle).length < paper.length * 0.6) return false;
  if (border.filter((value) => value < middle).length < border.length * 0.6) return false;
  let white = 0;
  for (let row = 0; row < codeSide; row += 1)
    for (let column = 0; column < codeSide; column += 1) if (at(column + 1.5, row + 1.5) > middle) white += 1;
  return white >= 3;
}

function isEdge(place: number, ring: number): boolean {
  return place === ring || place === gridSide - 1 - ring;
}

function cellSample(
  picture: GreyPicture,
  map: ReturnType<typeof mapCells>,
  row: number,
  column: number,
): number {
  let sum = 0;
  for (let y = -1; y <= 1; y += 1)
    for (let x = -1; x <= 1; x += 1) {
      const point = map(column - 0.5 + x * 0.24, row - 0.5 + y * 0.24);
      sum += brightness(picture, point.x, point.y);
    }
  return sum / 9;
}

/** The small card has white for four tenths of a cell before its letter begins. */
function paperSample(
  picture: GreyPicture,
  map: ReturnType<typeof mapCells>,
  row: number,
  column: number,
): number {
  const along = (place: number): number =>
    place === 0 ? -0.38 : place === gridSide - 1 ? side + 0.38 : place - 0.5;
  const point = map(along(column), along(row));
  return brightness(picture, point.x, point.y);
}

function planeAt([base, perColumn, perRow]: Plane, at: number): number {
  return base + perColumn * ((at % gridSide) - 4) + perRow * (((at / gridSide) | 0) - 4);
}

/** Least squares over a square ring, then again without what stands apart. */
function fitPlane(raw: Float64Array, all: readonly number[]): Plane {
  let places = all;
  for (let round = 0; ; round += 1) {
    const plane = planeThrough(raw, places);
    if (round === 3) return plane;
    const offs = places.map((at) => Math.abs((raw[at] as number) - planeAt(plane, at)));
    const limit = Math.max(6, 2.5 * (offs.toSorted((a, b) => a - b)[offs.length >> 1] as number));
    const kept = places.filter((_at, place) => (offs[place] as number) <= limit);
    if (kept.length < 8 || kept.length === places.length) return plane;
    places = kept;
  }
}

function planeThrough(raw: Float64Array, places: readonly number[]): Plane {
  let [n, sx, sy, sxx, sxy, syy, sz, sxz, syz] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const at of places) {
    const x = (at % gridSide) - 4;
    const y = ((at / gridSide) | 0) - 4;
    const z = raw[at] as number;
    n += 1;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
    syy += y * y;
    sz += z;
    sxz += x * z;
    syz += y * z;
  }
  const mx = sx / n;
  const my = sy / n;
  const mz = sz / n;
  const cxx = sxx / n - mx * mx;
  const cxy = sxy / n - mx * my;
  const cyy = syy / n - my * my;
  const cxz = sxz / n - mx * mz;
  const cyz = syz / n - my * mz;
  const det = cxx * cyy - cxy * cxy;
  if (det < 1e-6) return [mz, 0, 0];
  const perColumn = (cxz * cyy - cyz * cxy) / det;
  const perRow = (cyz * cxx - cxz * cxy) / det;
  return [mz - perColumn * mx - perRow * my, perColumn, perRow];
}
