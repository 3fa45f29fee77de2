import { describe, expect, test } from 'vitest';

import { cardLetters } from '#cards/draw-card.ts';
import { readFrame } from '#cards/read-frame.ts';
import * as scene from '#tests/support/card-scene.ts';

const camera = { ...scene.cameras['1080p'], width: 640, height: 480 };
const whole = { x: 0, y: 0, width: camera.width, height: camera.height, toX: 0, toY: 0 };

function shot(cards: readonly scene.HeldCard[], seed = 1): ReturnType<typeof scene.expose> {
  const chance = scene.chanceFrom(seed);
  const picture = scene.emptyPicture(camera.width, camera.height);
  scene.drawBehind(picture, whole, chance);
  for (const card of cards) scene.drawHeld(picture, whole, card, camera, chance, 0);
  return scene.expose(picture, 0.8, 4, chance);
}

function straight(seat: number, answer: (typeof cardLetters)[number], x = 320, y = 240): scene.HeldCard {
  return scene.holdStraight({
    seat,
    answer,
    size: 'big',
    metres: 2.5,
    mmPerPixel: 2500 / camera.focal,
    x,
    y,
  });
}

describe('reading a picture', () => {
  test.each(cardLetters)('the letter %s is the edge that is up', (answer) => {
    const reads = readFrame(shot([straight(17, answer)]));
    expect(reads.map((read) => [read.seat, read.answer])).toEqual([[17, answer]]);
  });

  test('every seat is read as itself', () => {
    for (let seat = 1; seat <= 60; seat += 1) {
      const [read] = readFrame(shot([straight(seat, 'B')], seat));
      expect([read?.seat, read?.answer]).toEqual([seat, 'B']);
    }
  });

  test('the outline lies on the marker, from its corner at the left of A', () => {
    const [read] = readFrame(shot([straight(5, 'A')]));
    const half = (112 / 2 / 2500) * camera.focal;
    expect(read?.corners[0].x).toBeCloseTo(320 - half, -0.3);
    expect(read?.corners[0].y).toBeCloseTo(240 - half, -0.3);
    expect(read?.corners[2].x).toBeCloseTo(320 + half, -0.3);
  });

  test('leaning, tilted and half in the shade it is still read', () => {
    const card: scene.HeldCard = {
      ...straight(9, 'D'),
      roll: 14,
      tilt: 40,
      tiltAxis: 30,
      light: 0.5,
      slope: [0.3, -0.2],
    };
    expect(readFrame(shot([card])).map((read) => [read.seat, read.answer])).toEqual([[9, 'D']]);
  });

  test('a card on its corner has no answer', () => {
    expect(readFrame(shot([{ ...straight(9, 'D'), roll: 45 }]))).toEqual([]);
  });

  test('a mirrored card is nobody', () => {
    for (let seat = 1; seat <= 60; seat += 1)
      expect(readFrame(shot([{ ...straight(seat, 'A'), mirrored: true }], seat))).toEqual([]);
  });

  test('a picture without cards gives nothing', () => {
    for (let seed = 1; seed <= 20; seed += 1) expect(readFrame(shot([], seed))).toEqual([]);
  });

  test('two cards of one seat are both told', () => {
    const reads = readFrame(shot([straight(3, 'A', 160), straight(3, 'C', 480)]));
    expect(reads.map((read) => [read.seat, read.answer]).sort()).toEqual([
      [3, 'A'],
      [3, 'C'],
    ]);
  });

  test('an empty and a tiny picture give nothing', () => {
    expect(readFrame({ data: new Uint8ClampedArray(0), width: 0, height: 0 })).toEqual([]);
    expect(readFrame({ data: new Uint8ClampedArray(4 * 9), width: 3, height: 3 })).toEqual([]);
  });
});
