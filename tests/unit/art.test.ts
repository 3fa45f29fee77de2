import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

import { characterIds, pictureIds } from '#domain/seat-identity.ts';
import { cast, moods, type CastId } from '#ui/art/cast.ts';
import { tallTown, wideTown, type Lot } from '#ui/art/town-lots.ts';

const art = resolve(import.meta.dirname, '../../src/ui/art');
const tokens = readFileSync(join(art, '../tokens.css'), 'utf8').toLowerCase();
/** Beside the tokens: skin, dark and grey hair, the raccoon's fur. */
const bodyColours = ['#f7d7b5', '#2b2320', '#c9cfd4', '#8d979f', '#8a7892', '#6b5b73', '#3b3242', '#fff'];

const drawings = readdirSync(art, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.svg'),
);

/** Rooms of a drawing in bytes; the grounds are whole maps. */
function sizeLimit(file: string): number {
  if (file.includes('ground')) return 22 * 1024;
  return file.startsWith('lessons') ? 14.2 * 1024 : 8 * 1024;
}

/** What the policy, the palette or the house forbids in a drawing; empty when it may be served. */
function faultsOf(svg: string, limit: number): string[] {
  const faults: string[] = [];
  if (!/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[\d .-]+"/.test(svg))
    faults.push('no viewBox');
  for (const forbidden of [
    ' style=',
    '<style',
    '<script',
    '<text',
    ' id=',
    'href',
    'Gradient',
    '<image',
    ' on',
  ])
    if (svg.includes(forbidden)) faults.push(forbidden);
  for (const [, colour = ''] of svg.matchAll(/="(#[0-9a-fA-F]+)"/g))
    if (!tokens.includes(colour.toLowerCase()) && !bodyColours.includes(colour.toLowerCase()))
      faults.push(colour);
  if (Buffer.byteLength(svg) > limit) faults.push(`${Buffer.byteLength(svg)} bytes`);
  return faults;
}

function overlap(a: Lot, b: Lot): boolean {
  const label = 44;
  return (
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height + label && b.y < a.y + a.height + label
  );
}

describe('the drawings', () => {
  test('there are some to look at', () => {
    expect(drawings.length).toBeGreaterThan(80);
  });

  test.each(drawings)('%s keeps the policy, the palette and its size', (file) => {
    expect(faultsOf(readFileSync(join(art, file), 'utf8').trim(), sizeLimit(file))).toEqual([]);
  });

  test('a drawing with a style, a foreign colour or too many bytes is caught', () => {
    const bad =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path style="x" fill="#123456"/></svg>';
    expect(faultsOf(bad, 50)).toEqual([' style=', '#123456', '96 bytes']);
  });

  test('every person, mood, picture and character is drawn', () => {
    const people = Object.keys(cast) as CastId[];
    const wanted = [
      ...people.flatMap((id) => [`cast/${id}.svg`, ...moods[id].map((mood) => `cast/${id}-${mood}.svg`)]),
      ...pictureIds.map((id) => `pictures/${id}.svg`),
      ...characterIds.map((id) => `characters/${id}.svg`),
    ];
    expect(wanted.filter((file) => !drawings.includes(file))).toEqual([]);
  });
});

describe.each([
  ['wide', wideTown],
  ['tall', tallTown],
] as const)('the %s town', (_name, town) => {
  test('has a lot with a building for each of the 22 lessons', () => {
    const lessonIds = town.lots.map((lot) => lot.lessonId);
    expect(new Set(lessonIds).size).toBe(22);
    expect(lessonIds.filter((id) => !drawings.includes(`town/${id}.svg`))).toEqual([]);
    expect(drawings).toContain(`town/${town.ground}.svg`);
  });

  test('keeps its lots and their labels apart and on the ground', () => {
    const clashes = town.lots.flatMap((a, i) => town.lots.slice(i + 1).filter((b) => overlap(a, b)));
    expect(clashes).toEqual([]);
    const outside = town.lots.filter(
      ({ x, y, width, height }) => x < 0 || y < 0 || x + width > town.width || y + height + 44 > town.height,
    );
    expect(outside).toEqual([]);
  });
});

test('two lots on one another are caught', () => {
  const lot = { lessonId: 'LB01', x: 0, y: 0, width: 160, height: 150 };
  expect(overlap(lot, { ...lot, y: 180 })).toBe(true);
  expect(overlap(lot, { ...lot, y: 200 })).toBe(false);
});
