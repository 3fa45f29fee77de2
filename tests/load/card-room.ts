import { foldReads, type CardTracks } from '#cards/card-tracker.ts';
import { cardLetters, cardSizes, type CardSize } from '#cards/draw-card.ts';
import type { CardRead } from '#cards/read-frame.ts';
import type { FrameData } from '#cards/picture.ts';
import * as scene from '#tests/support/card-scene.ts';

/** 45 cards at one distance, each in a window of the camera's picture; the windows are put together as tiles. */
export interface Room {
  readonly cards: readonly scene.HeldCard[];
  readonly camera: scene.Camera;
  frame(): FrameData;
}

const columns = 9;
const rows = 5;

export function makeRoom(camera: scene.Camera, metres: number, size: CardSize, seed: number): Room {
  const chance = scene.chanceFrom(seed);
  const mmPerPixel = (metres * 1000) / camera.focal;
  // The marker at any angle, with as much about it again as a cell.
  const side = Math.ceil((cardSizes[size].marker * 1.75) / mmPerPixel) + 10;
  const seats = Array.from({ length: 60 }, (_, place) => place + 1).sort(() => chance() - 0.5);
  const cards = seats.slice(0, columns * rows).map((seat) => {
    const x = side / 2 + chance() * (camera.width - side);
    const y = side / 2 + chance() * (camera.height - side);
    const answer = cardLetters[Math.floor(chance() * 4)] ?? 'A';
    return scene.holdCard(chance, { seat, answer, size, metres, x, y, mmPerPixel });
  });
  const behind = scene.emptyPicture(side * columns, side * rows);
  const windows = cards.map((card, place) => ({
    x: Math.round(card.x - side / 2),
    y: Math.round(card.y - side / 2),
    width: side,
    height: side,
    toX: (place % columns) * side,
    toY: Math.floor(place / columns) * side,
  }));
  for (const window of windows) scene.drawBehind(behind, window, chance);
  // A camera that has found its focus keeps it, more or less.
  const [sharpest, softest] = camera.blur;
  const blur = sharpest + (softest - sharpest) * chance();
  const noise = 2 + 6 * chance();
  return {
    cards,
    camera,
    frame() {
      const picture = { ...behind, light: behind.light.slice() };
      cards.forEach((card, place) => {
        const window = windows[place];
        if (window) scene.drawHeld(picture, window, card, camera, chance);
      });
      return scene.expose(picture, Math.max(0.4, blur + 0.15 * (chance() - 0.5)), noise, chance);
    },
  };
}

export interface RoomCount {
  /** Cards, each shown for ten frames. */
  cards: number;
  right: number;
  wrong: number;
  /** Right after the first frame alone. */
  firstRight: number;
  /** Missed cards by what was hard about them. */
  missed: Map<string, number>;
}

export const framesPerCard = 10;

/** Ten frames through reader and tracker, then each card and every seat that nobody held. */
export function countRoom(room: Room, read: (frame: FrameData) => CardRead[], count: RoomCount): void {
  let tracks: CardTracks = new Map();
  for (let frame = 0; frame < framesPerCard; frame += 1) {
    const reads = read(room.frame());
    tracks = foldReads(tracks, reads);
    if (frame > 0) continue;
    count.firstRight += room.cards.filter((card) =>
      reads.some(({ seat, answer }) => seat === card.seat && answer === card.answer),
    ).length;
  }
  const held = new Map(room.cards.map((card) => [card.seat, card]));
  count.cards += room.cards.length;
  for (const card of room.cards) {
    const answer = tracks.get(card.seat)?.answer ?? null;
    if (answer === card.answer) count.right += 1;
    else if (answer === null) {
      const why = hardness(card);
      count.missed.set(why, (count.missed.get(why) ?? 0) + 1);
    }
  }
  for (const [seat, { answer }] of tracks)
    if (answer !== null && held.get(seat)?.answer !== answer) count.wrong += 1;
}

function hardness({ fingers, shines, tilt, light }: scene.HeldCard): string {
  const why = [
    fingers.length > 0 ? `${fingers.length} finger${fingers.length > 1 ? 's' : ''}` : '',
    shines ? 'shine' : '',
    tilt > 30 ? 'tilt > 30°' : '',
    light < 0.55 ? 'dim' : '',
  ].filter(Boolean);
  return why.join(' + ') || 'none of these';
}
