import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { StageShape } from '#games/kit/scene.ts';
import { middleOf, tellerLayout } from '#games/little-teller/layout.ts';
import { customerNow, littleTeller, type TellerMove, type TellerState } from '#games/little-teller/rules.ts';
import { fewestPieces } from '#games/little-teller/rules-drawer.ts';
import { sizes } from '#tests/support/browser.ts';
import { finishedGames, GamePage, slow, startGameSite, type GameSite } from '#tests/support/game-page.ts';

const lesson = '/courses/little-banker/meet-the-renminbi';

let site: GameSite;
let play: GamePage<TellerState, TellerMove>;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  site = await startGameSite({ name: '二(3)', grade: 2 });
});
afterAll(() => site.stop());

async function open(options: BrowserContextOptions = {}): Promise<void> {
  play = await GamePage.open(site, { rules: littleTeller, band: 'A' }, options);
  ({ context, page, problems } = play);
}
beforeEach(() => open());
afterEach(() => context.close());

/** What is still to be done for the customer: the fewest pieces, a count, the hand-over. */
function nextMove(state: TellerState): TellerMove {
  const wanted = fewestPieces(customerNow(state)?.targetFen ?? 0, state.drawer);
  for (const { chipFen } of state.drawer) {
    const lies = state.tray.filter((chip) => chip === chipFen).length;
    const belongs = wanted?.get(chipFen) ?? 0;
    if (lies > belongs) return { kind: 'take', chipFen };
    if (lies < belongs) return { kind: 'add', chipFen };
  }
  return { kind: state.countedFen === null ? 'count' : 'hand-over' };
}

async function tapMove(shape: StageShape, state: TellerState): Promise<void> {
  const move = nextMove(state);
  const layout = tellerLayout[shape];
  if (move.kind === 'count') return play.tap(shape, middleOf(layout.count));
  if (move.kind === 'hand-over') return play.tap(shape, middleOf(layout.handOver));
  const box = layout.drawer[state.drawer.findIndex(({ chipFen }) => chipFen === move.chipFen)];
  if (box) await play.tap(shape, middleOf(box));
}

async function pressMove(state: TellerState): Promise<void> {
  const move = nextMove(state);
  if (move.kind === 'count') return page.keyboard.press('c');
  if (move.kind === 'hand-over') return page.keyboard.press('h');
  const digit = state.drawer.findIndex(({ chipFen }) => chipFen === move.chipFen) + 1;
  await page.keyboard.press(move.kind === 'take' ? `Shift+Digit${digit}` : `Digit${digit}`);
}

describe('a run inside its lesson', () => {
  test('by taps on the picture is accepted by the server with the score of the rules', async () => {
    await play.openInLesson(lesson, 1);
    await page.locator('dialog canvas').waitFor(slow);
    await play.playToTheEnd((state) => tapMove('wide', state));
    await page.getByText('已经记下来了').waitFor(slow);
    const [event, ...others] = await finishedGames(site, 1);
    expect(event?.scoreBp).toBe(10000);
    expect(others).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by keys in the table, begun in the picture, is one run', async () => {
    await play.openInLesson(lesson, 2);
    await page.locator('dialog canvas').waitFor(slow);
    const first = await play.runNow();
    await page.getByRole('application').focus();
    // The stage takes keys when its scene stands.
    for (let tries = 0; tries < 50 && (await play.runNow())?.moves.length === 0; tries += 1) {
      await page.keyboard.press('Digit4');
      await page.waitForTimeout(200);
    }
    await page.keyboard.press('t');
    await page.getByText('还没点清').waitFor();
    expect((await play.runNow())?.state.tray).toContain(100);
    await page.keyboard.press('Shift+Digit4');
    await page.getByText('托盘共').first().waitFor({ state: 'attached' });
    await play.playToTheEnd(pressMove);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(site, 2);
    expect(event?.scoreBp).toBeGreaterThanOrEqual(8000);
    expect(first?.seed).toBeDefined();
    expect(problems).toEqual([]);
  });

  test('Escape pauses and goes on as often as it is pressed, and never loses the game', async () => {
    await play.openInLesson(lesson, 8);
    await page.locator('dialog canvas').waitFor(slow);
    const paused = page.getByText('这一局都留着');
    for (const isPaused of [true, false, true, false, true]) {
      await page.keyboard.press('Escape');
      await paused.waitFor({ state: isPaused ? 'visible' : 'detached' });
      expect(await page.locator('dialog[open] canvas').count()).toBe(1);
    }
    expect(problems).toEqual([]);
  });

  test('goes on after a reload where it was', async () => {
    await play.openInLesson(lesson, 3);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await page.getByText('还没点清').waitFor();
    await page.keyboard.press('Digit1');
    await page.keyboard.press('Digit3');
    await expect.poll(async () => (await play.runNow())?.moves.length).toBe(2);
    const before = await play.runNow();
    await page.reload();
    await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
    await page.getByRole('button', { name: '接着玩' }).click();
    await page.locator('dialog canvas').waitFor(slow);
    const after = await play.runNow();
    expect(after?.state).toEqual(before?.state);
    expect(after?.state.tray).toEqual([2000, 500]);
  });

  test('that ends without a network is kept and sent when it is back', async () => {
    await play.openInLesson(lesson, 4);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await context.setOffline(true);
    await play.playToTheEnd(pressMove);
    await page.getByText('网络断了').first().waitFor(slow);
    expect(await finishedGames(site, 4)).toEqual([]);
    await context.setOffline(false);
    await expect.poll(async () => (await finishedGames(site, 4)).length, { timeout: 60_000 }).toBe(1);
  });
});

describe('practice for anyone', () => {
  test('fetches Phaser only when the game opens, and plays on a phone in upright shape', async () => {
    await context.close();
    await open({ viewport: sizes.phone, reducedMotion: 'reduce', locale: 'zh-CN' });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto('/games/little-teller');
    await page.locator('astro-island:not([ssr])').waitFor();
    expect(fetched.filter((url) => url.includes('phaser'))).toEqual([]);
    await play.start();
    await page.locator('dialog canvas').waitFor(slow);
    expect(fetched.filter((url) => url.includes('phaser')).length).toBeGreaterThan(0);
    await play.playToTheEnd((state) => tapMove('tall', state));
    expect(await page.locator('dialog progress').first().getAttribute('value')).toBe('10000');
    expect(problems).toEqual([]);
  });

  test('has nothing that axe finds, as cover, picture, list and help', async () => {
    const findings = async (): Promise<string[]> =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
    await page.goto('/games/little-teller');
    expect(await findings()).toEqual([]);
    await page.locator('astro-island:not([ssr])').waitFor();
    await play.start();
    await page.locator('dialog canvas').waitFor(slow);
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: '列表版' }).click();
    await page.getByText('还没点清').waitFor();
    await page.keyboard.press('Digit4');
    await page.keyboard.press('h');
    expect(await findings()).toEqual([]);
    await page.getByRole('button', { name: '玩法' }).click();
    expect(await findings()).toEqual([]);
  });

  test('in English speaks English on every panel', async () => {
    await page.goto('/en/games/little-teller');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: 'As a list' }).click();
    await page.getByRole('button', { name: 'Help' }).click();
    const words = await page.locator('dialog').innerText();
    expect(words).toContain('Count');
    expect(words).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
