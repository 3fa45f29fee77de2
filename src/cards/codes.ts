/**
 * The 60 codes of the answer cards: 5 × 5 cells, row by row, the highest bit first, 1 = white. Any two of all
 * their quarter turns differ in at least 8 cells, and so does each from every mirrored one: two misread cells
 * are mended, and neither another seat, another answer nor a mirror is taken for what was shown.
 */
export const cardCodes: readonly number[] = [
  0x007e905, 0x019d7ab, 0x031e36f, 0x036dfea, 0x03702e2, 0x03b9b21, 0x0489b97, 0x04e6a27, 0x053604e,
  0x055f593, 0x061145d, 0x066b287, 0x069bf45, 0x079916a, 0x084e766, 0x08a130f, 0x08e4085, 0x0954fb3,
  0x0ac3de5, 0x0b60f51, 0x0b6cba5, 0x0b83914, 0x0c38cdf, 0x0d0abda, 0x0d82260, 0x0d9b9e1, 0x0dbd3dc,
  0x0dc47d0, 0x0e2f757, 0x0f05b42, 0x0fd3f31, 0x0fe193a, 0x11100e9, 0x114ce28, 0x115db17, 0x11e7900,
  0x122fba6, 0x1260cd8, 0x1329df4, 0x134c2f7, 0x1380ee0, 0x13d6df2, 0x13e443f, 0x141b5cf, 0x14a67fd,
  0x15a6a58, 0x15b5ba7, 0x15c40b4, 0x174ad88, 0x17f30f3, 0x17ffa03, 0x18a8904, 0x1901e25, 0x1c2c5af,
  0x1cce2ae, 0x1ce0eb5, 0x1cf151b, 0x1d1c926, 0x1f99bb4, 0x1fb79a8,
];

/** Cells along one side of the code, without its black border. */
export const codeSide = 5;

/** Seat of the code at `place`: seats begin at 1. */
export const mostCardSeats = cardCodes.length;

function moved(code: number, from: (row: number, column: number) => number): number {
  let out = 0;
  for (let row = 0; row < codeSide; row += 1)
    for (let column = 0; column < codeSide; column += 1)
      out = out * 2 + (cellOf(code, from(row, column)) ? 1 : 0);
  return out;
}

/** Whether the cell at `place` (row × 5 + column) is white. */
function cellOf(code: number, place: number): boolean {
  return ((code >> (codeSide * codeSide - 1 - place)) & 1) === 1;
}

/** The code as it looks after a quarter turn to the right. */
export function turned(code: number): number {
  return moved(code, (row, column) => (codeSide - 1 - column) * codeSide + row);
}

/** The code as a mirror shows it. */
export function mirrored(code: number): number {
  return moved(code, (row, column) => row * codeSide + codeSide - 1 - column);
}

/** How many cells differ. */
export function cellsApart(one: number, other: number): number {
  let bits = one ^ other;
  let count = 0;
  while (bits !== 0) {
    bits &= bits - 1;
    count += 1;
  }
  return count;
}

/** Black and white of the whole marker, border included, row by row: true = white. */
export function markerCells(seat: number): readonly (readonly boolean[])[] {
  const code = cardCodes[seat - 1];
  if (code === undefined) throw new RangeError(`There is no card for seat ${seat}.`);
  const side = codeSide + 2;
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_cell, column) => {
      const inside = row > 0 && column > 0 && row <= codeSide && column <= codeSide;
      return inside && cellOf(code, (row - 1) * codeSide + column - 1);
    }),
  );
}
