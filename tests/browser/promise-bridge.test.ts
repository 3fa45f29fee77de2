import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { StageShape } from '#games/kit/scene.ts';
import { movesNow } from '#games/promise-bridge/keys.ts';
import { type Box, controlBoxes, middleOf, reasonBoxes } from '#games/promise-bridge/layout.ts';
import { type BridgeMove, type BridgeState, promiseBridge } from '#games/promise-bridge/rules.ts';
import { gapInRain } from '#games/promise-bridge/rules-village.ts';
import { sizes } from '#tests/support/browser.ts';
import { finishedGames, GamePage, slow, startGameSite, type GameSite } from '#tests/support/game-page.ts';

const lesson = '/courses/financial-integrity/a-promise-is-worth-gold';

let site: GameSite;
let play: GamePage<BridgeState, BridgeMove>;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  site = await startGameSite({ name: '四(2)', grade: 4 });
});
afterAll(() => site.stop());

async function open(options: BrowserContextOptions = {}): Promise<void> {
  play = await GamePage.open(site, { rules: promiseBridge, band: 'P' }, options);
  ({ context, page, problems } = play);
}
beforeEach(() => open());
afterEach(() => context.close());

/** The place of the way that a careful, honest pupil goes. */
function honestWay(state: BridgeState): number {
  const ways = movesNow(state);
  if (state.year) return state.year.able ? 0 : 1;
  const gaps = ways.map((way) => (way.kind === 'promise' ? gapInRain(way.bags, state.barn, state.debt) : 0));
  return gaps.lastIndexOf(Math.min(...gaps));
}

const press = (place: number): Promise<void> => page.keyboard.press(`Digit${place + 1}`);
const pressHonestly = (state: BridgeState): Promise<void> => press(honestWay(state));

async function tapHonestly(shape: StageShape, state: BridgeState): Promise<void> {
  const ways = movesNow(state);
  const boxes: readonly Box[] =
    ways[0]?.kind === 'reflect' ? reasonBoxes(shape, ways.length) : controlBoxes(shape, ways.length);
  const box = boxes[honestWay(state)];
  if (!box) throw new Error('There is nothing to tap.');
  await play.tap(shape, middleOf(box));
}

describe('a run inside its lesson', () => {
  test('by keys in the table is accepted by the server with the score of the rules', async () => {
    await play.openInLesson(lesson, 1);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await page.getByText('今年借给你的种子').waitFor();
    await play.playToTheEnd(pressHonestly);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event, ...others] = await finishedGames(site, 1);
    expect(event?.scoreBp).toBe(10000);
    expect(others).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by keys on the picture, paused and gone on with, is one run', async () => {
    await play.openInLesson(lesson, 2);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('application').focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '接着玩' }).click();
    await page.getByRole('application').focus();
    await play.playToTheEnd(pressHonestly);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(site, 2);
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
    await play.start();
    await page.locator('dialog canvas').waitFor(slow);
    await play.playToTheEnd((state) => tapHonestly('tall', state));
    expect(await page.locator('dialog progress').first().getAttribute('value')).toBe('10000');
    expect(problems).toEqual([]);
  });

  test('has nothing that axe finds, as list before and after a silence and at the end', async () => {
    const findings = async (): Promise<string[]> =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
    await page.goto('/games/promise-bridge');
    await page.locator('astro-island:not([ssr])').waitFor();
    await play.start();
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
    while ((await play.runNow())?.state.history.length !== 6) {
      const state = (await play.runNow())?.state;
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
