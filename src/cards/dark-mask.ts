import type { GreyPicture } from './picture.ts';

/** One byte a pixel, with a frame of zeros one pixel wide all round, so that no walk leaves it. */
export interface DarkMask {
  readonly mask: Uint8Array;
  /** Bytes from one row to the next: the picture's width + 2. */
  readonly stride: number;
}

/**
 * Marks with 1 what is darker than its surroundings: below `share` (of 256) of the mean of the square of
 * 2 × `radius` + 1 pixels about it. A room's uneven light does not matter so.
 */
export function maskDark({ grey, width, height }: GreyPicture, radius: number, share: number): DarkMask {
  const stride = width + 2;
  const mask = new Uint8Array(stride * (height + 2));
  const columns = new Int32Array(width);
  for (let y = 0; y < Math.min(radius, height); y += 1)
    for (let x = 0; x < width; x += 1) columns[x] = (columns[x] as number) + (grey[y * width + x] as number);
  for (let y = 0; y < height; y += 1) {
    addRow(columns, grey, y + radius, width, height, 1);
    addRow(columns, grey, y - radius - 1, width, height, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(radius, width); x += 1) {
      sum += columns[x] as number;
      count += rows;
    }
    const row = y * width;
    const to = (y + 1) * stride + 1;
    const whole = (2 * radius + 1) * rows * 256;
    for (let x = 0; x < width; x += 1) {
      const enters = x + radius;
      const leaves = x - radius - 1;
      if (enters < width) {
        sum += columns[enters] as number;
        count += rows;
      }
      if (leaves >= 0) {
        sum -= columns[leaves] as number;
        count -= rows;
        if (enters < width) {
          if ((grey[row + x] as number) * whole < sum * share) mask[to + x] = 1;
          continue;
        }
      }
      if ((grey[row + x] as number) * count * 256 < sum * share) mask[to + x] = 1;
    }
  }
  return { mask, stride };
}

function addRow(
  columns: Int32Array,
  grey: Uint8Array,
  row: number,
  width: number,
  height: number,
  sign: 1 | -1,
): void {
  if (row < 0 || row >= height) return;
  const from = row * width;
  for (let x = 0; x < width; x += 1) columns[x] = (columns[x] as number) + sign * (grey[from + x] as number);
}
