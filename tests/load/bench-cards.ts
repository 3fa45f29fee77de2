import type { CardSize } from '#cards/draw-card.ts';
import { readFrame } from '#cards/read-frame.ts';
import { cameras } from '#tests/support/card-scene.ts';

import { countRoom, framesPerCard, makeRoom, type RoomCount } from './card-room.ts';
import { framesPerSecond } from './card-speed.ts';

/**
 * `npm run bench:cards [-- --json] [--quick] [--only 4k:big]`: how far answer cards can be read. Drawn from the very SVG that
 * is printed; each card stands in a window of the camera's picture, and 45 windows make one tiled frame for
 * the same `readFrame` that the browser runs. Simulated: perspective, tilt and leaning, fingers, shine, uneven
 * light, clutter behind, lens blur, hands that shake, sensor noise. Not simulated: what a camera's own
 * sharpening and compression add, bent paper, lens distortion, cards that hide each other.
 */
const quick = process.argv.includes('--quick');
/** `--only 4k:big`: that camera and card alone. */
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
/** A small card at 6 m is as many pixels as a big one at 8.7 m: fewer of its distances tell enough. */
const metresOf: Record<CardSize, readonly number[]> = {
  big: quick ? [2, 4, 6, 8] : [2, 3, 4, 5, 6, 7, 8],
  small: [2, 4, 6, 8],
};

/** 14 rooms are 6,300 looks; the big card from 6 m on has three times as many. Near cards cost most and are the easy ones. */
function roomsAt(far: number, card: CardSize): number {
  if (quick) return 2;
  return Number(process.env['CARD_ROOMS'] ?? (card === 'big' && far >= 6 ? 42 : 14));
}

const aim = { metres: 6, camera: '4k', recall: 0.995, wrong: 0.0005, framesPerSecond: 8 };
const say = (line: string): void => console.log(line);

interface Row {
  readonly metres: number;
  readonly camera: string;
  readonly card: CardSize;
  /** Looks at a card: ten for each. Recall and wrong are shares of the cards. */
  readonly reads: number;
  readonly cards: number;
  readonly recall: number;
  readonly wrong: number;
}

function measure(camera: keyof typeof cameras, far: number, card: CardSize): Row {
  const count: RoomCount = { cards: 0, right: 0, wrong: 0, firstRight: 0, missed: new Map() };
  const rooms = roomsAt(far, card);
  for (let room = 0; room < rooms; room += 1)
    countRoom(makeRoom(cameras[camera], far, card, far * 1000 + room), readFrame, count);
  const percent = (part: number): string => `${((100 * part) / count.cards).toFixed(2)} %`.padStart(9);
  const missed = [...count.missed].sort((a, b) => b[1] - a[1]).slice(0, 3);
  say(
    `${camera.padEnd(6)} ${card.padEnd(6)} ${far} m ${String(count.cards).padStart(6)}` +
      ` ${percent(count.right)} ${percent(count.firstRight)} ${percent(count.wrong)}   ` +
      missed.map(([why, times]) => `${times} × ${why}`).join(', '),
  );
  return {
    metres: far,
    camera,
    card,
    reads: count.cards * framesPerCard,
    cards: count.cards,
    recall: Math.round((1e5 * count.right) / count.cards) / 1e5,
    wrong: Math.round((1e6 * count.wrong) / count.cards) / 1e6,
  };
}

say('camera card  far  cards  10 frames   1 frame     wrong   missed because of');
const distances: Row[] = [];
for (const camera of ['4k', '1080p'] as const)
  for (const card of ['big', 'small'] as const)
    if (only === null || only === `${camera}:${card}`)
      for (const far of metresOf[card]) distances.push(measure(camera, far, card));
const framesPerSecond1080p = framesPerSecond(cameras['1080p'], quick ? 10 : 40);
const framesPerSecond4k = framesPerSecond(cameras['4k'], quick ? 3 : 12);
say(`frames a second: ${framesPerSecond1080p} at 1080p, ${framesPerSecond4k} at 4K`);

const short = distances.filter(
  ({ metres: far, camera, recall, wrong }) =>
    camera === aim.camera && far <= aim.metres && (recall < aim.recall || wrong > aim.wrong),
);
for (const { card, metres: far, camera } of short)
  say(`✗ ${card} card at ${far} m, ${camera}: below the aim`);
if (framesPerSecond1080p < aim.framesPerSecond) say(`✗ slower than ${aim.framesPerSecond} frames a second`);
say(
  JSON.stringify(
    { distances, framesPerSecond1080p, framesPerSecond4k },
    null,
    process.argv.includes('--json') ? 0 : 2,
  ),
);
process.exitCode = short.length === 0 && framesPerSecond1080p >= aim.framesPerSecond ? 0 : 1;
