/** What a canvas gives: four bytes a pixel, row by row. */
export interface FrameData {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Brightness of each pixel, 0..255. */
export interface GreyPicture {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function toGrey({ data, width, height }: FrameData): GreyPicture {
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4)
    grey[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
  return { grey, width, height };
}

/** Brightness between pixels; outside the picture its nearest edge. Pixel centres lie at whole numbers. */
export function brightness({ grey, width, height }: GreyPicture, x: number, y: number): number {
  const px = x < 0 ? 0 : x > width - 1.001 ? width - 1.001 : x;
  const py = y < 0 ? 0 : y > height - 1.001 ? height - 1.001 : y;
  const left = px | 0;
  const top = py | 0;
  const fx = px - left;
  const fy = py - top;
  const at = top * width + left;
  const upper = (grey[at] as number) * (1 - fx) + (grey[at + 1] as number) * fx;
  const lower = (grey[at + width] as number) * (1 - fx) + (grey[at + width + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** The picture at half its width and height, each pixel the mean of four. */
export function halved({ grey, width, height }: GreyPicture): GreyPicture {
  const w = width >> 1;
  const h = height >> 1;
  const half = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1)
    for (let x = 0, to = y * w, from = 2 * y * width; x < w; x += 1, to += 1, from += 2)
      half[to] =
        ((grey[from] as number) +
          (grey[from + 1] as number) +
          (grey[from + width] as number) +
          (grey[from + width + 1] as number)) >>
        2;
  return { grey: half, width: w, height: h };
}
