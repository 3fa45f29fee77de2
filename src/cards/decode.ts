import { gridSide } from './cell-levels.ts';
import { cardCodes, cellsApart, codeSide, turned } from './codes.ts';

export interface Decoded {
  readonly seat: number;
  /** Quarter turns to the right that the card has made. */
  readonly quarters: number;
  /** Cells that had to be mended. */
  readonly mended: number;
  /** 0..1: how far the next best code is behind. */
  readonly confidence: number;
}

/** Codes are at least eight cells apart: two wrong cells still lie six from any other. */
const mostMended = 2;

const words = cardCodes.flatMap((code, place) => {
  const turns = [code];
  for (let quarters = 1; quarters < 4; quarters += 1) turns.push(turned(turns[quarters - 1] as number));
  return turns.map((word, quarters) => ({ word, seat: place + 1, quarters }));
});

/** Which code the cells show, or null when none is near. `pixelsPerCell` says how much neighbours blur into each other. */
export function decodeLevels(levels: Float64Array, pixelsPerCell: number): Decoded | null {
  const cells = unblurred(levels, Math.max(0, Math.min(0.16, (5 - pixelsPerCell) * 0.06)));
  let shown = 0;
  for (const cell of cells) shown = shown * 2 + (cell > 0.5 ? 1 : 0);
  let best = -Infinity;
  let second = -Infinity;
  let chosen: (typeof words)[number] | null = null;
  for (const one of words) {
    let likeness = 0;
    for (let place = 0; place < cells.length; place += 1) {
      const off = (cells[place] as number) - 0.5;
      likeness += ((one.word >> (cells.length - 1 - place)) & 1) === 1 ? off : -off;
    }
    if (likeness > best) {
      second = best;
      best = likeness;
      chosen = one;
    } else if (likeness > second) second = likeness;
  }
  if (!chosen) return null;
  const mended = cellsApart(shown, chosen.word);
  if (mended > mostMended) return null;
  const confidence = Math.max(0, Math.min(1, (best - second) / 8));
  return { seat: chosen.seat, quarters: chosen.quarters, mended, confidence };
}

/** Takes back from each cell a share of what its four neighbours gave it. */
function unblurred(levels: Float64Array, share: number): Float64Array {
  const cells = new Float64Array(codeSide * codeSide);
  for (let row = 0; row < codeSide; row += 1)
    for (let column = 0; column < codeSide; column += 1) {
      const at = (row + 2) * gridSide + column + 2;
      const level = (place: number): number => Math.max(-0.2, Math.min(1.2, levels[place] as number));
      const about = level(at - 1) + level(at + 1) + level(at - gridSide) + level(at + gridSide);
      const sharp = (level(at) - share * about) / (1 - 4 * share);
      cells[row * codeSide + column] = Math.max(0, Math.min(1, sharp));
    }
  return cells;
}
