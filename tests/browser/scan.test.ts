import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { CardLetter } from '#cards/draw-card.ts';
import { totalHands } from '#domain/live-session.ts';
import { liveSteps } from '#features/classroom/live-steps.ts';
import type { LiveView } from '#features/classroom/live-view.ts';
import { setStage, type Stage } from '#tests/load/stage.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import * as scene from '#tests/support/card-scene.ts';
import { actFrom, Classroom } from '#tests/support/classroom.ts';
import { pngOf } from '#tests/support/png.ts';
import { startSite, type Site } from '#tests/support/site.ts';
import { y4mOf } from '#tests/support/y4m.ts';

/** A rendered film of a class that holds its cards up, before Chromium's fake camera; and photos of it. */
let site: Site;
let browser: Browser;
let classroom: Classroom;
let room: Stage['rooms'][number];
let questionSteps: number[] = [];
const folder = mkdtempSync(join(tmpdir(), 'square-one-scan-'));
const film = join(folder, 'class.y4m');
const shown: readonly (readonly [number, CardLetter])[] = [
  [1, 'A'],
  [2, 'B'],
  [3, 'C'],
  [4, 'D'],
  [5, 'B'],
];

const camera = { ...scene.cameras['1080p'], width: 1280, height: 720 };

function drawClass(
  cards: readonly (readonly [number, CardLetter])[],
  frames: number,
): ReturnType<typeof scene.expose>[] {
  const chance = scene.chanceFrom(5);
  const whole = { x: 0, y: 0, width: camera.width, height: camera.height, toX: 0, toY: 0 };
  const held = cards.map(([seat, answer], place) => ({
    ...scene.holdStraight({
      ...{ seat, answer, size: 'big', metres: 3.5, mmPerPixel: 3500 / camera.focal },
      x: 130 + 200 * place,
      y: 360 + 90 * (place % 2),
    }),
    roll: 4 * place - 8,
    tilt: 6 * place,
  }));
  return Array.from({ length: frames }, () => {
    const picture = scene.emptyPicture(camera.width, camera.height);
    picture.light.fill(0.45);
    for (const card of held) scene.drawHeld(picture, whole, card, camera, chance);
    return scene.expose(picture, 0.8, 4, chance);
  });
}

async function letters(page: Page): Promise<string[]> {
  return page
    .locator('button[data-seat]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-letter') ?? ''));
}

async function untilLetters(page: Page, expected: readonly string[]): Promise<void> {
  for (const [place, letter] of expected.entries())
    await page.locator(`button[data-seat="${place + 1}"][data-letter="${letter}"]`).waitFor();
  expect(await letters(page)).toEqual(expected);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

beforeAll(async () => {
  await loadCatalogue();
  writeFileSync(film, y4mOf(drawClass(shown, 6)));
  const dataDir = join(folder, 'data');
  const stage = await setStage(dataDir, 6, Date.now(), { seatsPerClass: 6, lessonId: 'LB02' });
  const first = stage.rooms[0];
  if (!first) throw new Error('The stage has no room.');
  room = first;
  site = await startSite({ DATA_DIR: dataDir });
  browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  classroom = new Classroom(browser);
  const plan = findLesson('LB02')?.content?.plans.find(({ minutes }) => minutes === 40);
  const steps = plan ? liveSteps(plan, findQuestion) : [];
  questionSteps = steps.flatMap(({ kind }, at) => (kind === 'question' ? [at] : []));
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a film of five cards gives five answers on the screen and in the session', async () => {
  const page = await classroom.open(site.origin, room.hostCookie, `/scan/${room.id}`, 'phone');
  await expectAccessible(page);
  await actFrom(page, room.id, { type: 'moved', to: questionSteps[0] ?? 0 });
  await page.getByRole('button', { name: '改用答题卡' }).click();
  await page.getByRole('button', { name: '打开摄像头' }).click();
  await untilLetters(page, ['A', 'B', 'C', 'D', 'B', '']);
  await page.getByText('6 号还没看到').waitFor();
  await expectAccessible(page);

  await page.locator('button[data-seat="6"]').click();
  await page.locator('.correct').getByRole('button', { name: 'C', exact: true }).click();
  await untilLetters(page, ['A', 'B', 'C', 'D', 'B', 'C']);
  await page.getByText('全都看到了').waitFor();

  // Another screen of the same lesson has them from the server.
  const other = await classroom.open(site.origin, room.hostCookie, `/en/scan/${room.id}`, 'projector');
  await untilLetters(other, ['A', 'B', 'C', 'D', 'B', 'C']);
  await other.close();
  await page.close();
});

test('without a live camera a photo is read, and says why', async () => {
  const page = await classroom.open(site.origin, room.hostCookie, `/en/scan/${room.id}`, 'projector');
  await page.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }));
  await page.reload();
  await actFrom(page, room.id, { type: 'moved', to: questionSteps[1] ?? 0 });
  await page.getByText('This address is plain http').waitFor();
  expect(await page.getByRole('button', { name: 'Open the camera' }).count()).toBe(0);
  const [photo] = drawClass(
    [
      [2, 'A'],
      [4, 'C'],
      [6, 'D'],
    ],
    1,
  );
  const [nobody] = drawClass([], 1);
  if (!photo || !nobody) throw new Error('No photo was drawn.');
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'room.png', mimeType: 'image/png', buffer: pngOf(nobody) });
  await page.getByText('No answer card was found').waitFor();
  await input.setInputFiles({ name: 'class.png', mimeType: 'image/png', buffer: pngOf(photo) });
  await untilLetters(page, ['', 'A', '', 'C', '', 'D']);
  await page.getByText('Not seen yet: seat 1, 3, 5').waitFor();
  await input.setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('cannot be opened').waitFor();
  await expectAccessible(page);
  await page.close();
});

test('the reader is fetched on the camera page alone, and no picture leaves it', async () => {
  const page = await classroom.open(site.origin, room.hostCookie, `/live/${room.id}`, 'phone');
  const asked: string[] = [];
  const sent: number[] = [];
  page.on('request', (request) => {
    asked.push(request.url());
    sent.push(request.postDataBuffer()?.length ?? 0);
  });
  await page.reload();
  await page.locator('main').waitFor();
  expect(asked.filter((url) => url.includes('card-worker'))).toEqual([]);
  await actFrom(page, room.id, { type: 'moved', to: questionSteps[2] ?? 0 });
  await page.goto(`${site.origin}/scan/${room.id}`);
  await page.getByRole('button', { name: '打开摄像头' }).click();
  await untilLetters(page, ['A', 'B', 'C', 'D', 'B', '']);
  expect(asked.filter((url) => url.includes('card-worker'))).toHaveLength(1);
  expect(Math.max(...sent)).toBeLessThan(2000);
  await page.close();
  expect(classroom.problems).toEqual([]);
});

test.each([
  { locale: '', size: 'big', pages: 3 },
  { locale: '/en', size: 'small', pages: 2 },
] as const)(
  'six $size cards are printed on $pages sheets of A4, from $locale',
  async ({ locale, size, pages }) => {
    const path = `${locale}/teach/classes/class-load-0/answer-cards?size=${size}`;
    const page = await classroom.open(site.origin, room.hostCookie, path, 'projector');
    expect(await page.locator('.answer-card svg').count()).toBe(6);
    await expectAccessible(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(pages);
    // A4 in points.
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    await page.emulateMedia({ media: 'print' });
    // The page takes the paper's layout a moment after it is told to.
    const millimetres = async (): Promise<number> => {
      const marker = await page.locator('.answer-card path.marker').first().boundingBox();
      return Math.round(((marker?.width ?? 0) / 96) * 25.4);
    };
    await expect.poll(millimetres, { timeout: 10_000 }).toBe(size === 'big' ? 112 : 77);
    await page.emulateMedia({ media: null });
    await page.goto(`${site.origin}${locale}/teach/classes/class-load-0/answer-cards?size=x&from=58&to=999`);
    expect(await page.locator('.answer-card .seat').allInnerTexts()).toEqual(['58', '59', '60']);
    await page.close();
    expect(classroom.problems).toEqual([]);
  },
);

test('a whole lesson by cards: board, remote and camera are three pages, and what was read is each seat’s answer', async () => {
  const open = (path: string, size: 'board' | 'phone'): Promise<Page> =>
    classroom.open(site.origin, room.hostCookie, `${path}/${room.id}`, size);
  const [board, remote, scan] = [
    await open('/board', 'board'),
    await open('/en/live', 'phone'),
    await open('/scan', 'phone'),
  ];
  const view = async (): Promise<LiveView> =>
    (await (await remote.request.get(`${site.origin}/api/live/${room.id}`)).json()) as LiveView;
  const { session } = await view();
  for (const at of session.steps.keys()) {
    if (at !== (await view()).session.at) await actFrom(remote, room.id, { type: 'moved', to: at });
    const asked = questionSteps.indexOf(at);
    if (asked < 0) continue;
    if (asked > 1) {
      const letter = asked === 3 ? 'A' : 'B';
      const cards = asked === 2 ? shown : [1, 3, 5].map((seat) => [seat, letter] as const);
      const [photo] = drawClass(cards, 1);
      if (!photo) throw new Error('Nothing was drawn.');
      const file = { name: 'class.png', mimeType: 'image/png', buffer: pngOf(photo) };
      await scan.locator('input[type=file]').first().setInputFiles(file);
      await untilLetters(
        scan,
        asked === 2 ? ['A', 'B', 'C', 'D', 'B', ''] : [letter, '', letter, '', letter, ''],
      );
    }
    await expect
      .poll(async () => Object.keys((await view()).session.reads[at] ?? {}).length)
      .toBeGreaterThan(2);
    await actFrom(remote, room.id, { type: 'revealed', step: at });
  }
  const { session: before } = await view();
  const read = questionSteps.reduce((sum, at) => sum + Object.keys(before.reads[at] ?? {}).length, 0);
  await actFrom(remote, room.id, { type: 'ended' });
  await board.locator('main.summary').waitFor();
  const { session: after, tally } = await view();
  expect(after.reads).toEqual({});
  const settled = questionSteps.map((at) => totalHands(tally.answers[at]?.cards));
  expect(settled.reduce((sum, seats) => sum + seats, 0)).toBe(read);
  expect(tally.answers[questionSteps[4] ?? 0]?.cards).toEqual({ B: 3 });
  expect(classroom.problems).toEqual([]);
}, 180_000);
