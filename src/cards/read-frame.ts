import { looksLikeMarker, mapCells, readLevels } from './cell-levels.ts';
import { codeSide } from './codes.ts';
import { maskDark } from './dark-mask.ts';
import { decodeLevels } from './decode.ts';
import { cardLetters, type CardLetter } from './draw-card.ts';
import { outlinesOfInk } from './ink.ts';
import { doubled, findOutlines, fullness, type Outline } from './outlines.ts';
import { halved, toGrey, type FrameData, type GreyPicture, type Point } from './picture.ts';
import { distance, fitQuad, type Quad } from './quad.ts';
import { sharpenQuad } from './sharpen-quad.ts';

export interface CardRead {
  readonly seat: number;
  readonly answer: CardLetter;
  /** Of the marker, clockwise from the one at the left of its edge A. */
  readonly corners: Quad;
  /** 0..1 */
  readonly confidence: number;
}

/** Smallest marker that is worth a look, in pixels a side. */
const smallestSide = 9;
const cells = codeSide + 2;
/** A card leaning more than this to a side has no edge that is up (degrees). */
const mostLean = 38;
/** Where between black and white, in hundredths, ink ends: fingers are lighter. */
const inkShare = 28;

/** Every card in a picture that can be read for sure. Pure: it keeps nothing and sends nothing. */
export function readFrame(frame: FrameData): CardRead[] {
  const picture = toGrey(frame);
  const reads: CardRead[] = [];
  // The second look shows most patches again: what was no card then is none now.
  const lookedAt = new Set<number>();
  for (const outline of findDarkPatches(picture)) {
    const row = outline.height >> 1;
    const middle = {
      x: ((outline.left[row] as number) + (outline.right[row] as number)) / 2,
      y: outline.top + outline.height / 2,
    };
    if (reads.some((read) => lies(middle, read.corners))) continue;
    const where = (outline.top >> 2) * 65536 + (outline.leftmost >> 2);
    const again = lookedAt.has(where);
    lookedAt.add(where);
    const read = readOutline(picture, outline) ?? (again ? null : lookAgain(picture, outline));
    if (read) keepBest(reads, read);
  }
  return reads;
}

/**
 * Two looks: against the near surroundings, for far cards and weak light; then at half size against wide ones
 * and for ink alone, so that a finger does not tie a marker to the dark behind it.
 */
function findDarkPatches(picture: GreyPicture): Outline[] {
  const near = findOutlines(maskDark(picture, 6, 215), smallestSide);
  const wide = findOutlines(maskDark(halved(picture), 14, 130), smallestSide);
  return [...near, ...wide.map(doubled)];
}

function readOutline(picture: GreyPicture, outline: Outline): CardRead | null {
  const quad = fitQuad(outline, smallestSide);
  if (!quad || !looksLikeMarker(picture, quad)) return null;
  const read = readQuad(picture, quad);
  if (read) return read;
  for (let corner = 0; corner < 4; corner += 1) {
    const again = readQuad(picture, withoutCorner(quad, corner));
    if (again) return again;
  }
  return null;
}

/** A finger may have pulled one corner away: seen from afar, the three others say where it is. */
function withoutCorner(quad: Quad, corner: number): Quad {
  const [before, next, across] = [3, 1, 2].map((step) => quad[(corner + step) & 3] as Point) as [
    Point,
    Point,
    Point,
  ];
  const mended = { x: before.x + next.x - across.x, y: before.y + next.y - across.y };
  return quad.map((point, place) => (place === corner ? mended : point)) as unknown as Quad;
}

/** Fingers and shadows stick to a marker's outline: what lies about it is parted anew into ink and all else. */
function lookAgain(picture: GreyPicture, outline: Outline): CardRead | null {
  if (fullness(outline) < 0.42) return null;
  for (const part of outlinesOfInk(picture, outline, inkShare, smallestSide)) {
    const read = readOutline(picture, part);
    if (read) return read;
  }
  return null;
}

function readQuad(picture: GreyPicture, rough: Quad): CardRead | null {
  const quad = sharpenQuad(picture, rough, cells);
  if (!quad) return null;
  const levels = readLevels(picture, quad);
  if (!levels) return null;
  const pixelsPerCell =
    Math.min(...quad.map((corner, place) => distance(corner, quad[(place + 1) & 3] as Point))) / cells;
  const decoded = decodeLevels(levels, pixelsPerCell);
  if (!decoded) return null;
  const { seat, quarters, confidence } = decoded;
  // The code has turned to the right: its own first corner is as many places further round.
  const corners = [0, 1, 2, 3].map((place) => quad[(place + quarters) & 3]) as unknown as Quad;
  const answer = edgeUp(corners);
  return answer ? { seat, answer, corners, confidence } : null;
}

/** The letter whose edge is up in the picture, or null for a card held aslant. */
function edgeUp(corners: Quad): CardLetter | null {
  const map = mapCells(corners);
  const middle = map(cells / 2, cells / 2);
  let found: CardLetter | null = null;
  cardLetters.forEach((letter, place) => {
    const one = corners[place] as Point;
    const next = corners[(place + 1) & 3] as Point;
    const x = (one.x + next.x) / 2 - middle.x;
    const y = (one.y + next.y) / 2 - middle.y;
    if (y < 0 && Math.abs(Math.atan2(x, -y)) < (mostLean * Math.PI) / 180) found = letter;
  });
  return found;
}

function lies({ x, y }: Point, corners: Quad): boolean {
  return corners.every((corner, place) => {
    const next = corners[(place + 1) & 3] as Point;
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) > 0;
  });
}

/** One card is one read: of two at the same place the surer one stays. */
function keepBest(reads: CardRead[], read: CardRead): void {
  const middle = mapCells(read.corners)(cells / 2, cells / 2);
  const same = reads.findIndex(({ corners }) => lies(middle, corners));
  const before = reads[same];
  if (!before) reads.push(read);
  else if (before.confidence < read.confidence) reads[same] = read;
}
