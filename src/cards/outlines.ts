import type { DarkMask } from './dark-mask.ts';

/** The outer edge of one dark patch: for each of its rows the leftmost and the rightmost pixel. */
export interface Outline {
  readonly top: number;
  readonly leftmost: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly width: number;
  readonly height: number;
}

const shortestWalk = 30;
const seen = 2;

/**
 * Walks round every dark patch that could be a marker, clockwise, and marks what it walked on in the mask.
 * Patches narrower or lower than `smallest` pixels are left out, and so are long thin ones.
 */
export function findOutlines({ mask, stride }: DarkMask, smallest: number): Outline[] {
  const steps = [1, stride + 1, stride, stride - 1, -1, -stride - 1, -stride, -stride + 1];
  const found: Outline[] = [];
  let walk = new Int32Array(4096);
  const last = mask.length - stride;
  for (let start = stride; start < last; start += 1) {
    if (mask[start] !== 1 || mask[start - 1] !== 0) continue;
    let length = 0;
    let at = start;
    // The pixel at the left is light: look from there, clockwise.
    let direction = 4;
    let firstDirection = -1;
    for (;;) {
      let turn = 0;
      let next = at;
      let way = direction;
      for (; turn < 8; turn += 1) {
        way = (direction + 1 + turn) & 7;
        next = at + (steps[way] as number);
        if (mask[next] !== 0) break;
      }
      if (turn === 8) break;
      if (at === start) {
        if (firstDirection === way) break;
        if (firstDirection < 0) firstDirection = way;
      }
      mask[at] = seen;
      if (length === walk.length) walk = grown(walk);
      walk[length] = at;
      length += 1;
      at = next;
      direction = (way + 4) & 7;
    }
    mask[start] = seen;
    if (length < shortestWalk) continue;
    const outline = outlineOf(walk, length, stride, start);
    if (outline && outline.width >= smallest && outline.height >= smallest) found.push(outline);
  }
  return found;
}

function grown(walk: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(walk.length * 2);
  longer.set(walk);
  return longer;
}

/** Null for the edge of a hole: its walk begins below its top row. */
function outlineOf(walk: Int32Array, length: number, stride: number, start: number): Outline | null {
  let first = walk.length * stride;
  let final = 0;
  for (let place = 0; place < length; place += 1) {
    const at = walk[place] as number;
    if (at < first) first = at;
    if (at > final) final = at;
  }
  if (first !== start) return null;
  const topRow = (first / stride) | 0;
  const height = ((final / stride) | 0) - topRow + 1;
  const left = new Int32Array(height).fill(stride);
  const right = new Int32Array(height).fill(-1);
  let leftmost = stride;
  let rightmost = 0;
  for (let place = 0; place < length; place += 1) {
    const at = walk[place] as number;
    const row = (at / stride) | 0;
    // Back to the picture's own pixels: the mask has a frame.
    const x = at - row * stride - 1;
    if (x < (left[row - topRow] as number)) left[row - topRow] = x;
    if (x > (right[row - topRow] as number)) right[row - topRow] = x;
    if (x < leftmost) leftmost = x;
    if (x > rightmost) rightmost = x;
  }
  const width = rightmost - leftmost + 1;
  if (width > 4 * height || height > 4 * width) return null;
  return { top: topRow - 1, leftmost, left, right, width, height };
}

/** The outline of a halved picture in the whole picture's pixels; its rows stand for two each. */
export function doubled(outline: Outline): Outline {
  const twice = (rows: Int32Array, more: number): Int32Array =>
    Int32Array.from({ length: 2 * outline.height }, (_, row) => 2 * (rows[row >> 1] as number) + more);
  return {
    top: 2 * outline.top,
    leftmost: 2 * outline.leftmost,
    left: twice(outline.left, 0),
    right: twice(outline.right, 1),
    width: 2 * outline.width,
    height: 2 * outline.height,
  };
}

/** How much of its upright box a patch fills: lines and hooks fill little. */
export function fullness({ left, right, width, height }: Outline): number {
  let sum = 0;
  for (let row = 0; row < height; row += 1) sum += (right[row] as number) - (left[row] as number) + 1;
  return sum / (width * height);
}
