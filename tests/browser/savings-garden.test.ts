import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { listSeatEvents } from '#db/queries/learning-events.ts';
import { listSeats } from '#db/queries/seats.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { GameController } from '#games/kit/controller.ts';
import { type StageShape, stageSizes } from '#games/kit/scene.ts';
import { type Box, gardenLayout, middleOf } from '#games/savings-garden/layout.ts';
import { type GardenMove, type GardenState, savingsGarden } from '#games/savings-garden/rules.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, threePictures } from '#tests/support/people.ts';

const lesson = '/courses/little-banker/the-magic-of-interest';
const slow = { timeout: 60_000 };
/** All in the garden, and the right guess for each stretch. */
const guesses = ['43', '95', '159'];

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
    classId = await makeClass(database, teacher.who, { name: '五(1)', grade: 5 });
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
  context = await browser.newContext({ viewport: sizes.tablet, baseURL: running.address, ...options });
  ({ page, problems } = await openPage(context, running.address));
}
beforeEach(() => open({ reducedMotion: 'reduce' }));
afterEach(() => context.close());

/** The run that the tab keeps, replayed: what the page shows, as the rules have it. */
async function runNow(): Promise<GameController<GardenState, GardenMove> | null> {
  const stored = await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((one) => one.startsWith('square-one.run.'));
    return key === undefined ? null : sessionStorage.getItem(key);
  });
  if (stored === null) return null;
  const { run, moves } = JSON.parse(stored) as { run: { seed: number }; moves: GardenMove[] };
  return new GameController(savingsGarden, run.seed, 'C', moves);
}

/** Plays to the end; `act` does by hand what the phase asks for, and is repeated when it came too early. */
async function playToTheEnd(act: (state: GardenState) => Promise<void>): Promise<void> {
  const finish = page.locator('dialog h2', { hasText: '都做好了' });
  for (let tries = 0; tries < 120; tries += 1) {
    const run = await runNow();
    if (!run || run.finished) return finish.waitFor(slow);
    await act(run.state);
    for (let looks = 0; looks < 20; looks += 1) {
      const after = await runNow();
      if (!after || after.moves.length > run.moves.length) break;
      await page.waitForTimeout(50);
    }
  }
  throw new Error('The run does not come to an end.');
}

async function finishedGames(seat: number) {
  const seats = await listSeats(running.database, classId);
  const seatId = seats.find(({ number }) => number === seat)?.id ?? '';
  const events = await listSeatEvents(running.database, seatId);
  return events.filter(({ kind }) => kind === 'game-finished');
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

async function startGame(): Promise<void> {
  await page.locator('[data-game="savings-garden"] button', { hasText: '开始' }).click();
  await page.locator('dialog canvas').waitFor(slow);
  // The scene speaks when it stands.
  await expect.poll(() => page.locator('.spoken').textContent(), slow).toContain('10');
}

async function tap(shape: StageShape, box: Box): Promise<void> {
  const canvas = await page.locator('dialog canvas').boundingBox();
  if (!canvas) throw new Error('There is no picture version.');
  const { x, y } = middleOf(box);
  const scale = canvas.width / stageSizes[shape].width;
  await page.mouse.click(canvas.x + x * scale, canvas.y + y * scale);
}

/** The guess as the page's own words have it, so that no digit is typed twice. */
const spoken = () => page.locator('.spoken').innerText();

async function tapStep(shape: StageShape, state: GardenState): Promise<void> {
  const layout = gardenLayout[shape];
  if (state.phase === 'share') {
    if (state.stretches.length === 0)
      for (let yuan = 1; yuan <= 10; yuan += 1)
        await expect
          .poll(
            async () => {
              if (!(await spoken()).includes(`果园 ${yuan}.`)) await tap(shape, layout.more.garden);
              await page.waitForTimeout(200);
              return spoken();
            },
            { ...slow, interval: 1500 },
          )
          .toContain(`果园 ${yuan}.`);
    await tap(shape, layout.plant);
  } else if (state.phase === 'guess') {
    await expect.poll(spoken, slow).toContain('现在一共');
    for (const digit of guesses[state.stretches.length] ?? '') {
      const before = await spoken();
      // A tap in the very frame in which the pad is drawn is lost: it is repeated, after a wait.
      await expect
        .poll(
          async () => {
            if ((await spoken()) === before) await tap(shape, layout.pad.digits[Number(digit)] as Box);
            await page.waitForTimeout(300);
            return spoken();
          },
          { ...slow, interval: 1500 },
        )
        .not.toBe(before);
    }
    await tap(shape, layout.pad.sure);
  } else if (state.phase === 'grow') await tap(shape, layout.grow);
  else if (state.phase === 'explain') {
    const box = layout.reasons[0];
    if (box) await tap(shape, box);
  } else await tap(shape, layout.end);
}

async function pressStep(state: GardenState): Promise<void> {
  if (state.phase === 'share') {
    if (state.stretches.length === 0)
      for (let yuan = 1; yuan <= 10; yuan += 1) await page.keyboard.press('Digit2');
    await page.keyboard.press('Enter');
  } else if (state.phase === 'guess') {
    await page.keyboard.type(guesses[state.stretches.length] ?? '');
    await page.keyboard.press('Enter');
  } else if (state.phase === 'explain') await page.keyboard.press('Digit1');
  else await page.keyboard.press('Enter');
}

async function useTable(state: GardenState): Promise<void> {
  const main = page.locator('dialog .main');
  if (state.phase === 'share' && state.stretches.length === 0)
    for (let yuan = 1; yuan <= 10; yuan += 1) await page.keyboard.press('Digit2');
  if (state.phase === 'guess')
    await page.getByLabel('我猜（元）').fill(guesses[state.stretches.length] ?? '');
  if (state.phase === 'explain') await page.getByRole('button', { name: '也跟着一起长' }).click();
  else await main.click();
}

describe('a run inside its lesson', () => {
  test('by taps on the picture is accepted by the server with the score of the rules', async () => {
    await openInLesson(1);
    await playToTheEnd((state) => tapStep('wide', state));
    await page.getByText('已经记下来了').waitFor(slow);
    const [event, ...others] = await finishedGames(1);
    expect(event?.scoreBp).toBeGreaterThan(9950);
    expect(others).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by keys on the picture is accepted', async () => {
    await openInLesson(2);
    await page.getByRole('application').focus();
    await playToTheEnd(pressStep);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(2);
    expect(event?.scoreBp).toBeGreaterThan(9950);
    expect(problems).toEqual([]);
  });

  test('by the table, begun in the picture, is one run; what was shared out stays', async () => {
    await openInLesson(3);
    await page.getByRole('application').focus();
    for (let yuan = 0; yuan < 3; yuan += 1) await page.keyboard.press('Digit1');
    await expect.poll(spoken, slow).toContain('罐子 3.');
    await page.keyboard.press('t');
    await page.locator('dialog .task').getByText('还有 7').waitFor();
    for (let yuan = 0; yuan < 3; yuan += 1) await page.keyboard.press('Shift+Digit1');
    await playToTheEnd(useTable);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(3);
    expect(event?.scoreBp).toBeGreaterThan(9950);
    expect(problems).toEqual([]);
  });
});

describe('practice for anyone', () => {
  test('plays on a phone in upright shape', async () => {
    await context.close();
    await open({ viewport: sizes.phone, reducedMotion: 'reduce', locale: 'zh-CN' });
    await page.goto('/games/savings-garden');
    await page.locator('astro-island:not([ssr])').waitFor();
    await startGame();
    await playToTheEnd((state) => tapStep('tall', state));
    expect(problems).toEqual([]);
  });

  test('has nothing that axe finds, as picture, list and help, in either language', async () => {
    const findings = async (): Promise<string[]> =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
    for (const [address, start, list, help] of [
      ['/games/savings-garden', '开始', '列表版', '玩法'],
      ['/en/games/savings-garden', 'Start', 'As a list', 'Help'],
    ] as const) {
      await page.goto(address);
      await page.locator('astro-island:not([ssr])').waitFor();
      await page.getByRole('button', { name: start }).click();
      await page.locator('dialog canvas').waitFor(slow);
      expect(await findings()).toEqual([]);
      await page.getByRole('button', { name: list }).click();
      for (let yuan = 0; yuan < 10; yuan += 1) await page.keyboard.press('Digit2');
      await page.locator('dialog .main').click();
      expect(await findings()).toEqual([]);
      await page.getByRole('button', { name: help }).click();
      expect(await findings()).toEqual([]);
      const words = await page.locator('dialog').innerText();
      expect(/[\u4e00-\u9fff]/.test(words)).toBe(address.startsWith('/games'));
    }
  });
});
