import type { Outline } from './outlines.ts';
import type { Point } from './picture.ts';

/** Four corners, clockwise as seen. */
export type Quad = readonly [Point, Point, Point, Point];

const smallestFill = 0.84;
const longestSideShare = 3.2;

/**
 * The four-sided figure round a dark patch, or null when it is no such thing. A corner that a finger hides
 * comes back, for its two sides are drawn on until they meet.
 */
export function fitQuad(outline: Outline, smallestSide: number): Quad | null {
  const hull = hullOf(outline);
  if (hull.length < 4) return null;
  const hullArea = area(hull);
  if (!dropSides(hull)) return null;
  const [a, b, c, d] = hull as [Point, Point, Point, Point];
  const quad: Quad = [a, b, c, d];
  if (hullArea < smallestFill * area(quad)) return null;
  const sides = quad.map((corner, place) => distance(corner, quad[(place + 1) & 3] as Point));
  const shortest = Math.min(...sides);
  if (shortest < smallestSide || Math.max(...sides) > longestSideShare * shortest) return null;
  return quad;
}

export function distance(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y);
}

function cross(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function area(points: readonly Point[]): number {
  let sum = 0;
  points.forEach((point, place) => {
    const next = points[(place + 1) % points.length] as Point;
    sum += point.x * next.y - next.x * point.y;
  });
  return Math.abs(sum) / 2;
}

/** Convex hull, clockwise as seen (y down). */
function hullOf({ top, left, right, height }: Outline): Point[] {
  const rightSide: Point[] = [];
  const leftSide: Point[] = [];
  for (let row = 0; row < height; row += 1) {
    push(rightSide, { x: right[row] as number, y: top + row }, 1);
    push(leftSide, { x: left[row] as number, y: top + row }, -1);
  }
  const points = [...rightSide, ...leftSide.reverse()];
  return points.filter((point, place) => {
    const next = points[(place + 1) % points.length] as Point;
    return point.x !== next.x || point.y !== next.y;
  });
}

function push(side: Point[], point: Point, sign: 1 | -1): void {
  while (
    side.length > 1 &&
    sign * cross(side[side.length - 2] as Point, side[side.length - 1] as Point, point) <= 0
  )
    side.pop();
  side.push(point);
}

/** Takes away sides until four are left, each time the one whose neighbours meet with the least added area. */
function dropSides(hull: Point[]): boolean {
  while (hull.length > 4) {
    let best = -1;
    let leastArea = Infinity;
    let corner: Point | null = null;
    for (let place = 0; place < hull.length; place += 1) {
      const at = (step: number): Point => hull[(place + step + hull.length) % hull.length] as Point;
      const meeting = meet(at(-1), at(0), at(1), at(2));
      if (!meeting) continue;
      const added = Math.abs(cross(at(0), meeting, at(1))) / 2;
      if (added < leastArea) {
        leastArea = added;
        best = place;
        corner = meeting;
      }
    }
    if (best < 0 || !corner) return false;
    hull[best] = corner;
    hull.splice((best + 1) % hull.length, 1);
  }
  return true;
}

/** Where the line a→b, drawn on beyond b, meets the line d→c, drawn on beyond c. */
function meet(a: Point, b: Point, c: Point, d: Point): Point | null {
  const ux = b.x - a.x;
  const uy = b.y - a.y;
  const vx = c.x - d.x;
  const vy = c.y - d.y;
  const turn = ux * vy - uy * vx;
  if (Math.abs(turn) < 1e-9) return null;
  const along = ((d.x - a.x) * vy - (d.y - a.y) * vx) / turn;
  const back = ((d.x - a.x) * uy - (d.y - a.y) * ux) / turn;
  if (along < 1 || back < 1) return null;
  return { x: a.x + along * ux, y: a.y + along * uy };
}
