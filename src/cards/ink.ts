import { findOutlines, type Outline } from './outlines.ts';
import type { GreyPicture } from './picture.ts';

/** Larger patches are no cards: the nearest card of a 4K picture is smaller. */
const largestSide = 420;

/**
 * The outlines of what is darker than `share` hundredths of the way from the darkest to the lightest about an
 * outline: one threshold for its whole surroundings. Parts much smaller than the outline are left out.
 */
export function outlinesOfInk(
  { grey, width, height }: GreyPicture,
  outline: Outline,
  share: number,
  smallest: number,
): Outline[] {
  if (outline.width > largestSide || outline.height > largestSide) return [];
  const margin = 3;
  const left = Math.max(0, outline.leftmost - margin);
  const top = Math.max(0, outline.top - margin);
  const right = Math.min(width, outline.leftmost + outline.width + margin);
  const bottom = Math.min(height, outline.top + outline.height + margin);
  const limit = limitBetween(grey, width, left, top, right, bottom, share);
  if (limit === null) return [];
  const stride = right - left + 2;
  const mask = new Uint8Array(stride * (bottom - top + 2));
  for (let y = top; y < bottom; y += 1)
    for (let x = left, to = (y - top + 1) * stride + 1; x < right; x += 1, to += 1)
      if ((grey[y * width + x] as number) < limit) mask[to] = 1;
  const least = Math.max(smallest, 0.35 * Math.min(outline.width, outline.height));
  return findOutlines({ mask, stride }, least).map((part) => ({
    ...part,
    top: part.top + top,
    leftmost: part.leftmost + left,
    left: part.left.map((x) => x + left),
    right: part.right.map((x) => x + left),
  }));
}

const tones = new Int32Array(256);

/** Null where there is hardly any contrast. */
function limitBetween(
  grey: Uint8Array,
  width: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  share: number,
): number | null {
  tones.fill(0);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const tone = grey[y * width + x] as number;
      tones[tone] = (tones[tone] as number) + 1;
    }
  const few = (right - left) * (bottom - top) * 0.08;
  let dark = 0;
  for (let sum = tones[0] as number; sum < few; sum += tones[dark] as number) dark += 1;
  let light = 255;
  for (let sum = tones[255] as number; sum < few; sum += tones[light] as number) light -= 1;
  return light - dark < 16 ? null : dark + ((light - dark) * share) / 100;
}
