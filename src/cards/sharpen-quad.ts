import { brightness, type GreyPicture, type Point } from './picture.ts';
import { distance, type Quad } from './quad.ts';

interface Line {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/**
 * Moves the sides of a quad to where dark turns light, between pixels, and its corners to where those lines
 * meet. Points of a side that stand apart (a finger, glare) do not pull it.
 */
export function sharpenQuad(picture: GreyPicture, rough: Quad, cells: number): Quad | null {
  // A side that a finger has bent finds its way in two steps: far, then near.
  const near = moveSides(picture, rough, cells, 0.8);
  return near && moveSides(picture, near, cells, 0.45);
}

function moveSides(picture: GreyPicture, quad: Quad, cells: number, reach: number): Quad | null {
  const lines: Line[] = [];
  for (let side = 0; side < 4; side += 1) {
    const line = fitSide(picture, quad[side] as Point, quad[(side + 1) & 3] as Point, cells, reach);
    if (!line) return null;
    lines.push(line);
  }
  const corners: Point[] = [];
  for (let place = 0; place < 4; place += 1) {
    const corner = crossing(lines[(place + 3) & 3] as Line, lines[place] as Line);
    if (!corner || distance(corner, quad[place] as Point) > 0.2 * distance(quad[0], quad[2])) return null;
    corners.push(corner);
  }
  return corners as unknown as Quad;
}

function fitSide(
  picture: GreyPicture,
  from: Point,
  to: Point,
  cells: number,
  reachInCells: number,
): Line | null {
  const length = distance(from, to);
  const dx = (to.x - from.x) / length;
  const dy = (to.y - from.y) / length;
  // Clockwise with y down: the outside lies at the left of the way.
  const outX = dy;
  const outY = -dx;
  const reach = Math.max(1.6, (reachInCells * length) / cells);
  const count = Math.max(8, Math.min(24, Math.round(length / 1.5)));
  const points: Point[] = [];
  for (let place = 0; place < count; place += 1) {
    const along = length * (0.06 + (0.88 * place) / (count - 1));
    const x = from.x + dx * along;
    const y = from.y + dy * along;
    const off = edgeOffset(picture, x, y, outX, outY, reach);
    if (off !== null) points.push({ x: x + outX * off, y: y + outY * off });
  }
  return points.length < Math.max(4, count * 0.4) ? null : fitLine(points);
}

/** Brightness along one short way; every point of a side uses it anew. */
const values = new Float64Array(25);

/** How far outward the brightness passes halfway between inside and outside; null where there is no edge. */
function edgeOffset(
  picture: GreyPicture,
  x: number,
  y: number,
  outX: number,
  outY: number,
  reach: number,
): number | null {
  const steps = Math.max(6, Math.min(24, 2 * Math.ceil(reach * 2)));
  let inside = 255;
  let outside = 0;
  for (let step = 0; step <= steps; step += 1) {
    const off = -reach + (2 * reach * step) / steps;
    const value = brightness(picture, x + outX * off, y + outY * off);
    values[step] = value;
    if (step <= steps / 2 && value < inside) inside = value;
    if (step >= steps / 2 && value > outside) outside = value;
  }
  if (outside - inside < 14) return null;
  const middle = (inside + outside) / 2;
  let best: number | null = null;
  for (let step = 0; step < steps; step += 1) {
    const here = values[step] as number;
    const next = values[step + 1] as number;
    if (here > middle || next <= middle) continue;
    const off = -reach + (2 * reach * (step + (middle - here) / (next - here))) / steps;
    if (best === null || Math.abs(off) < Math.abs(best)) best = off;
  }
  return best;
}

function fitLine(all: readonly Point[]): Line | null {
  let points = all;
  for (let round = 0; ; round += 1) {
    const line = through(points);
    if (round === 3) return line;
    const offs = points.map((point) => Math.abs((point.x - line.x) * line.dy - (point.y - line.y) * line.dx));
    const limit = Math.max(0.25, 2.2 * (offs.toSorted((a, b) => a - b)[offs.length >> 1] as number));
    const kept = points.filter((_point, place) => (offs[place] as number) <= limit);
    if (kept.length < 4 || kept.length === points.length) return line;
    points = kept;
  }
}

function through(points: readonly Point[]): Line {
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length;
  const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const point of points) {
    xx += (point.x - x) ** 2;
    xy += (point.x - x) * (point.y - y);
    yy += (point.y - y) ** 2;
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return { x, y, dx: Math.cos(angle), dy: Math.sin(angle) };
}

function crossing(one: Line, other: Line): Point | null {
  const turn = one.dx * other.dy - one.dy * other.dx;
  if (Math.abs(turn) < 0.2) return null;
  const along = ((other.x - one.x) * other.dy - (other.y - one.y) * other.dx) / turn;
  return { x: one.x + one.dx * along, y: one.y + one.dy * along };
}
