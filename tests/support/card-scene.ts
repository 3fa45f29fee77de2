import { cardLetters, type CardLetter, type CardSize } from '#cards/draw-card.ts';
import type { FrameData } from '#cards/picture.ts';

import { cardTexture, paperAt, type CardTexture } from './card-texture.ts';

/** A seeded source of numbers from 0 to below 1. */
export type Chance = () => number;

export function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const between = (chance: Chance, from: number, to: number): number => from + (to - from) * chance();
const bell = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());

export interface Camera {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of the focal length: 78° across the diagonal. */
  readonly focal: number;
  /** Spread of the lens's and the focus's blur, in pixels. */
  readonly blur: readonly [number, number];
}

function camera(name: string, width: number, height: number, blur: readonly [number, number]): Camera {
  return { name, width, height, focal: Math.hypot(width, height) / 2 / Math.tan((39 * Math.PI) / 180), blur };
}

export const cameras = {
  '1080p': camera('1080p', 1920, 1080, [0.55, 1.0]),
  '4k': camera('4k', 3840, 2160, [0.75, 1.5]),
} as const;

/** A finger as a round bar in the card's own millimetres. */
interface Finger {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly halfWidth: number;
  readonly light: number;
}

/** A card as it is held for the length of a question. */
export interface HeldCard {
  readonly seat: number;
  readonly answer: CardLetter;
  readonly texture: CardTexture;
  readonly metres: number;
  /** Middle of the card in the camera's picture. */
  readonly x: number;
  readonly y: number;
  readonly roll: number;
  readonly tilt: number;
  readonly tiltAxis: number;
  readonly fingers: readonly Finger[];
  /** Light at the card's middle and how it falls off to one side. */
  readonly light: number;
  readonly slope: readonly [number, number];
  readonly ink: number;
  readonly shines: boolean;
  readonly mirrored: boolean;
}

export interface Held {
  readonly seat: number;
  readonly answer: CardLetter;
  readonly size: CardSize;
  readonly metres: number;
  readonly x: number;
  readonly y: number;
  /** What one pixel of the camera covers at that distance. */
  readonly mmPerPixel: number;
}

/** How a pupil might hold the card: leaning, tilted to 45°, a finger over a corner, light from one side. */
export function holdCard(chance: Chance, held: Held): HeldCard {
  const texture = cardTexture(held.seat, held.size, held.mmPerPixel);
  return {
    ...held,
    texture,
    roll: between(chance, -15, 15),
    tilt: between(chance, 0, 45),
    tiltAxis: between(chance, 0, 360),
    fingers: chance() < 0.35 ? fingersOver(chance, texture) : [],
    light: between(chance, 0.4, 1),
    slope: [between(chance, -0.35, 0.35), between(chance, -0.35, 0.35)],
    ink: between(chance, 0.06, 0.16),
    shines: chance() < 0.25,
    mirrored: false,
  };
}

/** The same card straight before the camera in good light: what a test begins with. */
export function holdStraight(held: Held): HeldCard {
  return {
    ...held,
    texture: cardTexture(held.seat, held.size, held.mmPerPixel),
    ...{ roll: 0, tilt: 0, tiltAxis: 0, fingers: [], light: 0.9, slope: [0, 0], ink: 0.1 },
    ...{ shines: false, mirrored: false },
  };
}

function fingersOver(chance: Chance, texture: CardTexture): Finger[] {
  const corner = texture.markerMm / 2;
  const cell = texture.markerMm / 7;
  return Array.from({ length: chance() < 0.4 ? 2 : 1 }, (_, place) => {
    const right = place === 0 ? 1 : -1;
    const down = chance() < 0.5 ? 1 : -1;
    // The tip reaches to between 10 mm before the marker's corner and half a cell behind it.
    const reach = between(chance, -10, 0.55 * cell);
    const angle = between(chance, 15, 60) * (Math.PI / 180);
    const halfWidth = between(chance, 5.5, 8);
    const dx = right * Math.cos(angle);
    const dy = down * Math.sin(angle);
    const back = reach - halfWidth;
    return {
      x: right * corner - dx * back,
      y: down * corner - dy * back,
      ...{ dx, dy, halfWidth },
      light: between(chance, 0.35, 0.75),
    };
  });
}

function fingerAt(fingers: readonly Finger[], u: number, v: number): number {
  for (const { x, y, dx, dy, halfWidth, light } of fingers) {
    const along = Math.max(0, (u - x) * dx + (v - y) * dy);
    const offU = u - x - dx * along;
    const offV = v - y - dy * along;
    const off = (offU * offU + offV * offV) / (halfWidth * halfWidth);
    if (off < 1) return light * (1 - 0.25 * off);
  }
  return -1;
}

/** One frame's way from the picture back to the card: rows of a 3 × 3 matrix. */
type Way = readonly number[];

function wayToCard(card: HeldCard, camera: Camera, chance: Chance, shake: number): Way {
  const jitter = (spread: number): number => bell(chance) * spread * shake;
  const quarter = cardLetters.indexOf(card.answer) * -90;
  const roll = ((card.roll + quarter + jitter(1)) * Math.PI) / 180;
  const tilt = (Math.min(45, Math.abs(card.tilt + jitter(1.5))) * Math.PI) / 180;
  const axis = (card.tiltAxis * Math.PI) / 180;
  const mirror = card.mirrored ? -1 : 1;
  const cx = camera.width / 2;
  const cy = camera.height / 2;
  // The card faces along the line of sight before it is tilted; its distance is measured along that line.
  const sight = unit([
    (card.x + jitter(0.7) - cx) / camera.focal,
    (card.y + jitter(0.7) - cy) / camera.focal,
    1,
  ]);
  const right = unit([sight[2], 0, -sight[0]]);
  const down = crossOf(sight, right);
  const faced = (x: number, y: number): Direction => add(scale(right, x), scale(down, y));
  const about = faced(Math.cos(axis), Math.sin(axis));
  const u = tilted(faced(Math.cos(roll) * mirror, Math.sin(roll) * mirror), about, tilt);
  const v = tilted(faced(-Math.sin(roll), Math.cos(roll)), about, tilt);
  const middle = scale(sight, card.metres * 1000);
  const rows = [u, v, middle].map(([x, y, z]) => [camera.focal * x + cx * z, camera.focal * y + cy * z, z]);
  const [[a, d, g], [b, e, h], [c, f, i]] = rows as [number[], number[], number[]] as unknown as [
    [number, number, number],
    [number, number, number],
    [number, number, number],
  ];
  return [
    ...[e * i - f * h, c * h - b * i, b * f - c * e],
    ...[f * g - d * i, a * i - c * g, c * d - a * f],
    ...[d * h - e * g, b * g - a * h, a * e - b * d],
  ];
}

type Direction = readonly [number, number, number];

const scale = ([x, y, z]: Direction, by: number): Direction => [x * by, y * by, z * by];
const add = (one: Direction, other: Direction): Direction => [
  one[0] + other[0],
  one[1] + other[1],
  one[2] + other[2],
];
const unit = (one: Direction): Direction => scale(one, 1 / Math.hypot(...one));
const crossOf = ([a, b, c]: Direction, [x, y, z]: Direction): Direction => [
  b * z - c * y,
  c * x - a * z,
  a * y - b * x,
];

/** Turns a direction about an axis that stands square to the line of sight. */
function tilted(one: Direction, axis: Direction, angle: number): Direction {
  const along = one[0] * axis[0] + one[1] * axis[1] + one[2] * axis[2];
  const kept = add(scale(one, Math.cos(angle)), scale(crossOf(axis, one), Math.sin(angle)));
  return add(kept, scale(axis, along * (1 - Math.cos(angle))));
}

/** A window of a camera's picture that is drawn at another place: a mosaic is made of them. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly toX: number;
  readonly toY: number;
}

export interface Picture {
  readonly light: Float32Array;
  readonly width: number;
  readonly height: number;
}

export function emptyPicture(width: number, height: number): Picture {
  return { light: new Float32Array(width * height), width, height };
}

/** What stands behind the cards: clothes, hair, desks, as flat shapes of any brightness. */
export function drawBehind(picture: Picture, window: Window, chance: Chance): void {
  const base = between(chance, 0.1, 0.75);
  for (let y = 0; y < window.height; y += 1)
    picture.light.fill(
      base,
      (window.toY + y) * picture.width + window.toX,
      (window.toY + y) * picture.width + window.toX + window.width,
    );
  for (let shape = 0; shape < 4; shape += 1) {
    const light = between(chance, 0.04, 0.85);
    const w = window.width * between(chance, 0.1, 0.6);
    const h = window.height * between(chance, 0.1, 0.6);
    const left = between(chance, -0.3 * w, window.width - 0.7 * w);
    const top = between(chance, -0.3 * h, window.height - 0.7 * h);
    const round = chance() < 0.5;
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(window.height, top + h); y += 1)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(window.width, left + w); x += 1) {
        const inside = !round || ((x - left) / w - 0.5) ** 2 + ((y - top) / h - 0.5) ** 2 < 0.25;
        if (inside) picture.light[(window.toY + y) * picture.width + window.toX + x] = light;
      }
  }
}

/** Draws a held card into a window of the picture, as one frame of a film: a little moved, maybe shining. */
export function drawHeld(
  picture: Picture,
  window: Window,
  card: HeldCard,
  camera: Camera,
  chance: Chance,
  shake = 1,
): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = wayToCard(
    card,
    camera,
    chance,
    shake,
  );
  const mmPerPixel = (card.metres * 1000) / camera.focal;
  const reach =
    Math.ceil((Math.hypot(card.texture.widthMm, card.texture.heightMm) / 2 / mmPerPixel) * 1.15) + 2;
  // The texture is no finer than the picture: four places of a pixel are enough.
  const across = 2;
  const fast = shake * (camera.width / 1920) * Math.abs(bell(chance)) * 0.7;
  const way = chance() * Math.PI;
  const moveX = Math.cos(way) * fast;
  const moveY = Math.sin(way) * fast;
  const half = card.texture.markerMm / 2;
  const shine = card.shines && chance() < 0.7 ? between(chance, 0.15, 0.55) : 0;
  const shineU = between(chance, -1, 1) * half;
  const shineV = between(chance, -1, 1) * half;
  const shineWidth = between(chance, 0.2, 0.5) * half;
  const fromX = Math.max(0, Math.floor(card.x - reach - window.x));
  const fromY = Math.max(0, Math.floor(card.y - reach - window.y));
  const toX = Math.min(window.width, Math.ceil(card.x + reach - window.x));
  const toY = Math.min(window.height, Math.ceil(card.y + reach - window.y));
  for (let y = fromY; y < toY; y += 1)
    for (let x = fromX; x < toX; x += 1) {
      const at = (window.toY + y) * picture.width + window.toX + x;
      let sum = 0;
      let count = 0;
      for (let sy = 0; sy < across; sy += 1)
        for (let sx = 0; sx < across; sx += 1) {
          const t = (count + 0.5) / (across * across) - 0.5;
          const px = window.x + x + (sx + 0.5) / across - 0.5 + moveX * t;
          const py = window.y + y + (sy + 0.5) / across - 0.5 + moveY * t;
          const w = g * px + h * py + i;
          const u = (a * px + b * py + c) / w;
          const v = (d * px + e * py + f) / w;
          count += 1;
          const finger = card.fingers.length > 0 ? fingerAt(card.fingers, u, v) : -1;
          const paper = finger < 0 ? paperAt(card.texture, u, v) : 0;
          if (paper < 0) {
            sum += picture.light[at] as number;
            continue;
          }
          const slope = 1 + (card.slope[0] * u + card.slope[1] * v) / half / 1.5;
          let light =
            (finger < 0 ? card.ink + (0.95 - card.ink) * paper : finger) * card.light * Math.max(0.2, slope);
          if (shine > 0 && finger < 0)
            light +=
              shine * Math.exp(-((u - shineU) ** 2 + (v - shineV) ** 2) / (2 * shineWidth * shineWidth));
          sum += light > 1.05 ? 1.05 : light;
        }
      picture.light[at] = sum / (across * across);
    }
}

let noiseTable: Float32Array | null = null;

/** Blur of the lens, noise of the sensor, and the bytes that a canvas would give. */
export function expose(picture: Picture, blur: number, noise: number, chance: Chance): FrameData {
  const { width, height } = picture;
  const taps = Math.max(1, Math.ceil(blur * 2.2));
  const kernel = Array.from({ length: 2 * taps + 1 }, (_, at) =>
    Math.exp(-((at - taps) ** 2) / (2 * blur * blur)),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  const weights = Float32Array.from(kernel, (weight) => weight / total);
  const { light } = picture;
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      let sum = 0;
      if (x >= taps && x < width - taps)
        for (let tap = 0; tap <= 2 * taps; tap += 1)
          sum += (weights[tap] as number) * (light[at - taps + tap] as number);
      else sum = light[at] as number;
      across[at] = sum;
    }
  const seed = chance();
  noiseTable ??= bellTable();
  const table = noiseTable;
  let next = Math.floor(seed * table.length);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    next = (next + 7919 + Math.floor(chance() * 4096)) % table.length;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      let sum = 0;
      if (y >= taps && y < height - taps)
        for (let tap = 0, from = at - taps * width; tap <= 2 * taps; tap += 1, from += width)
          sum += (weights[tap] as number) * (across[from] as number);
      else sum = across[at] as number;
      next = next + 1 === table.length ? 0 : next + 1;
      const value = sum * 245 + (table[next] as number) * noise;
      data[at * 4] = value;
      data[at * 4 + 1] = value;
      data[at * 4 + 2] = value;
    }
  }
  return { data, width, height };
}

function bellTable(): Float32Array {
  const chance = chanceFrom(99);
  return Float32Array.from({ length: 1 << 18 }, () => bell(chance));
}
