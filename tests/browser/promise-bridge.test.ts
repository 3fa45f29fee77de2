import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { listSeatEvents } from '#db/queries/learning-events.ts';
import { listSeats } from '#db/queries/seats.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { GameController } from '#games/kit/controller.ts';
import { type StageShape, stageSizes } from '#games/kit/scene.ts';
import { movesNow } from '#games/promise-bridge/keys.ts';
import { type Box, controlBoxes, middleOf, reasonBoxes } from '#games/promise-bridge/layout.ts';
import { type BridgeMove, type BridgeState, promiseBridge } from '#games/promise-bridge/rules.ts';
import { gapInRain } from '#games/promise-bridge/rules-village.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, threePictures } from '#tests/support/people.ts';

const lesson = '/courses/financial-integrity/a-promise-is-worth-gold';
const slow = { timeout: 60_000 };

let running: Running;
let browser: Browser;
let classId: string;
let classCode: string;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    const teacher = await makeAdult(database, 'teacher');
    classId = await makeClass(database, teacher.who, { name: '四(2)', grade: 4 });
    const opened = await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    if (!opened.ok) throw new Error(opened.problem);
    classCode = opened.value.code;
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  context = await browser.newContext({
    viewport: sizes.tablet,
    baseURL: running.address,
    reducedMotion: 'reduce',
    ...options,
  });
  ({ page, problems } = await openPage(context, running.address));
}
beforeEach(() => open());
afterEach(() => context.close());

/** The run that the tab keeps, replayed: what the page shows, as the rules have it. */
async function runNow(): Promise<GameController<BridgeState, BridgeMove> | null> {
  const stored = await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((one) => one.startsWith('square-one.run.'));
    return key === undefined ? null : sessionStorage.getItem(key);
  });
  if (stored === null) return null;
  const { run, moves } = JSON.parse(stored) as { run: { seed: number }; moves: BridgeMove[] };
  return new GameController(promiseBridge, run.seed, 'P', moves);
}

/** The place of the way that a careful, honest pupil goes. */
function honestWay(state: BridgeState): number {
  const ways = movesNow(state);
  if (state.year) return state.year.able ? 0 : 1;
  const gaps = ways.map((way) => (way.kind === 'promise' ? gapInRain(way.bags, state.barn, state.debt) : 0));
  return gaps.lastIndexOf(Math.min(...gaps));
}

/** Plays to the end with `act`, which makes the way at a place; what came too early is repeated. */
async function playToTheEnd(act: (place: number, state: BridgeState) => Promise<void>): Promise<void> {
  const finish = page.locator('dialog h2', { hasText: '都做好了' });
  for (let tries = 0; tries < 400; tries += 1) {
    const run = await runNow();
    if (!run || run.finished) return finish.waitFor(slow);
    await act(honestWay(run.state), run.state);
    for (let looks = 0; looks < 10; looks += 1) {
      const after = await runNow();
      if (!after || after.moves.length > run.moves.length) break;
      await page.waitForTimeout(60);
    }
  }
  throw new Error('The run does not come to an end.');
}

const press = (place: number): Promise<void> => page.keyboard.press(`Digit${place + 1}`);

async function tap(shape: StageShape, place: number, state: BridgeState): Promise<void> {
  const ways = movesNow(state);
  const boxes: readonly Box[] =
    ways[0]?.kind === 'reflect' ? reasonBoxes(shape, ways.length) : controlBoxes(shape, ways.length);
  const canvas = await page.locator('dialog canvas').boundingBox();
  const box = boxes[place];
  if (!canvas || !box) throw new Error('There is nothing to tap.');
  const { x, y } = middleOf(box);
  const scale = canvas.width / stageSizes[shape].width;
  await page.mouse.click(canvas.x + x * scale, canvas.y + y * scale);
}

async function startGame(): Promise<void> {
  await page.locator('[data-game="promise-bridge"] button', { hasText: '开始' }).click();
}

async function openInLesson(seat: number): Promise<void> {
  const joined = await context.request.post('/api/join', {
    data: {
      code: classCode,
      seat,
      pictures: threePictures,
      character: 'otter',
      deviceId: crypto.randomUUID(),
    },
    headers: { origin: running.address },
  });
  expect(await joined.text()).toContain('/town');
  await page.goto(lesson);
  const step = await page.locator('.step:has([data-game])').getAttribute('id');
  await page.goto(`${lesson}#${step}`);
  await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
  await startGame();
}

async function finishedGames(seat: number) {
  const seats = await listSeats(running.database, classId);
  const seatId = seats.find(({ number }) => number === seat)?.id ?? '';
  const events = await listSeatEvents(running.database, seatId);
  return events.filter(({ kind }) => kind === 'game-finished');
}

describe('a run inside its lesson', () => {
  test('by keys in the table is accepted by the server with the score of the rules', async () => {
    await openInLesson(1);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await page.getByText('今年借给你的种子').waitFor();
    await playToTheEnd(press);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event, ...others] = await finishedGames(1);
    expect(event?.scoreBp).toBe(10000);
    expect(others).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by keys on the picture, paused and gone on with, is one run', async () => {
    await openInLesson(2);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('application').focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '接着玩' }).click();
    await page.getByRole('application').focus();
    await playToTheEnd(press);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(2);
    expect(event?.scoreBp).toBe(10000);
    expect(problems).toEqual([]);
  });
});

describe('practice for anyone', () => {
  test('is played by taps on a phone held upright', async () => {
    await context.close();
    await open({ viewport: sizes.phone, locale: 'zh-CN' });
    await page.goto('/games/promise-bridge');
    await page.locator('astro-island:not([ssr])').waitFor();
    await startGame();
    await page.locator('dialog canvas').waitFor(slow);
    await playToTheEnd((place, state) => tap('tall', place, state));
    expect(await page.locator('dialog progress').first().getAttribute('value')).toBe('10000');
    expect(problems).toEqual([]);
  });

  test('has nothing that axe finds, as list before and after a silence and at the end', async () => {
    const findings = async (): Promise<string[]> =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
    await page.goto('/games/promise-bridge');
    await page.locator('astro-island:not([ssr])').waitFor();
    await startGame();
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await page.getByText('今年借给你的种子').waitFor();
    expect(await findings()).toEqual([]);
    await press(0);
    await page.getByText('该还的谷子').waitFor();
    expect(await findings()).toEqual([]);
    await press(2);
    await page.getByText('等到天黑').first().waitFor();
    expect(await findings()).toEqual([]);
    while ((await runNow())?.state.history.length !== 6) {
      const state = (await runNow())?.state;
      if (state) await press(honestWay(state));
    }
    await page.getByText('谁也没看见').first().waitFor();
    expect(await findings()).toEqual([]);
  });

  test('in English speaks English on every panel', async () => {
    await page.goto('/en/games/promise-bridge');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: 'As a list' }).click();
    await page.getByRole('button', { name: 'Help' }).click();
    const words = await page.locator('dialog').innerText();
    expect(words).toContain('Take less');
    expect(words).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
