import { cardLetters } from '#cards/draw-card.ts';
import { readFrame } from '#cards/read-frame.ts';
import * as scene from '#tests/support/card-scene.ts';

/** A whole picture of a room: 45 big cards in five rows, from 3 to 7 metres, before a busy background. */
function wholeRoom(
  camera: scene.Camera,
  seed: number,
): { cards: scene.HeldCard[]; draw: () => scene.Picture } {
  const chance = scene.chanceFrom(seed);
  const whole = { x: 0, y: 0, width: camera.width, height: camera.height, toX: 0, toY: 0 };
  const cards = Array.from({ length: 45 }, (_, place) => {
    const row = Math.floor(place / 9);
    return scene.holdCard(chance, {
      seat: place + 1,
      answer: cardLetters[Math.floor(chance() * 4)] ?? 'A',
      size: 'big',
      metres: 7 - row,
      mmPerPixel: ((7 - row) * 1000) / camera.focal,
      x: camera.width * (0.07 + 0.1075 * (place % 9) + 0.01 * chance()),
      y: camera.height * (0.12 + 0.17 * row + 0.01 * chance()),
    });
  });
  return {
    cards,
    draw() {
      const picture = scene.emptyPicture(camera.width, camera.height);
      const tile = Math.ceil(camera.width / 16);
      for (let y = 0; y < camera.height; y += tile)
        for (let x = 0; x < camera.width; x += tile) {
          const width = Math.min(tile, camera.width - x);
          const height = Math.min(tile, camera.height - y);
          scene.drawBehind(picture, { ...whole, width, height, toX: x, toY: y }, chance);
        }
      for (const card of cards) scene.drawHeld(picture, whole, card, camera, chance);
      return picture;
    },
  };
}

/** How many whole pictures of a full room are read in a second of one core's time: what else runs there does not count. */
export function framesPerSecond(camera: scene.Camera, frames: number): number {
  const chance = scene.chanceFrom(11);
  const pictures = [1, 2].map((seed) =>
    scene.expose(wholeRoom(camera, seed).draw(), camera.blur[0], 4, chance),
  );
  for (const picture of pictures) readFrame(picture);
  let spentMs = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const picture = pictures[frame % pictures.length];
    if (!picture) continue;
    const before = process.cpuUsage();
    readFrame(picture);
    spentMs += process.cpuUsage(before).user / 1000;
  }
  return Math.round((10 * frames * 1000) / spentMs) / 10;
}
