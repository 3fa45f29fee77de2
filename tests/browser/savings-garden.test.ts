import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { StageShape } from '#games/kit/scene.ts';
import { type Box, gardenLayout, middleOf } from '#games/savings-garden/layout.ts';
import { type GardenMove, type GardenState, savingsGarden } from '#games/savings-garden/rules.ts';
import { sizes } from '#tests/support/browser.ts';
import { finishedGames, GamePage, slow, startGameSite, type GameSite } from '#tests/support/game-page.ts';

const lesson = '/courses/little-banker/the-magic-of-interest';
/** All in the garden, and the right guess for each stretch. */
const guesses = ['43', '95', '159'];

let site: GameSite;
let play: GamePage<GardenState, GardenMove>;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  site = await startGameSite({ name: '五(1)', grade: 5 });
});
afterAll(() => site.stop());

async function open(options: BrowserContextOptions = {}): Promise<void> {
  play = await GamePage.open(site, { rules: savingsGarden, band: 'C' }, options);
  ({ context, page, problems } = play);
}
beforeEach(() => open());
afterEach(() => context.close());

const tap = (shape: StageShape, box: Box): Promise<void> => play.tap(shape, middleOf(box));

/** The scene speaks when it stands. */
async function waitForScene(): Promise<void> {
  await page.locator('dialog canvas').waitFor(slow);
  await expect.poll(() => page.locator('.spoken').textContent(), slow).toContain('10');
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
    await play.openInLesson(lesson, 1);
    await waitForScene();
    await play.playToTheEnd((state) => tapStep('wide', state));
    await page.getByText('已经记下来了').waitFor(slow);
    const [event, ...others] = await finishedGames(site, 1);
    expect(event?.scoreBp).toBeGreaterThan(9950);
    expect(others).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by keys on the picture is accepted', async () => {
    await play.openInLesson(lesson, 2);
    await waitForScene();
    await page.getByRole('application').focus();
    await play.playToTheEnd(pressStep);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(site, 2);
    expect(event?.scoreBp).toBeGreaterThan(9950);
    expect(problems).toEqual([]);
  });

  test('by the table, begun in the picture, is one run; what was shared out stays', async () => {
    await play.openInLesson(lesson, 3);
    await waitForScene();
    await page.getByRole('application').focus();
    for (let yuan = 0; yuan < 3; yuan += 1) await page.keyboard.press('Digit1');
    await expect.poll(spoken, slow).toContain('罐子 3.');
    await page.keyboard.press('t');
    await page.locator('dialog .task').getByText('还有 7').waitFor();
    for (let yuan = 0; yuan < 3; yuan += 1) await page.keyboard.press('Shift+Digit1');
    await play.playToTheEnd(useTable);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(site, 3);
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
    await play.start();
    await waitForScene();
    await play.playToTheEnd((state) => tapStep('tall', state));
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
