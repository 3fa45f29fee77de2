import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { listSeatEvents } from '#db/queries/learning-events.ts';
import { listSeats } from '#db/queries/seats.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { GameController } from '#games/kit/controller.ts';
import { type StageShape, stageSizes } from '#games/kit/scene.ts';
import { type Box, middleOf, tellerLayout } from '#games/little-teller/layout.ts';
import { customerNow, littleTeller, type TellerMove, type TellerState } from '#games/little-teller/rules.ts';
import { fewestPieces } from '#games/little-teller/rules-drawer.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, threePictures } from '#tests/support/people.ts';

const lesson = '/courses/little-banker/meet-the-renminbi';
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
    classId = await makeClass(database, teacher.who, { name: '二(3)', grade: 2 });
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
async function runNow(): Promise<GameController<TellerState, TellerMove> | null> {
  const stored = await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((one) => one.startsWith('square-one.run.'));
    return key === undefined ? null : sessionStorage.getItem(key);
  });
  if (stored === null) return null;
  const { run, moves } = JSON.parse(stored) as { run: { seed: number }; moves: TellerMove[] };
  return new GameController(littleTeller, run.seed, 'A', moves);
}

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

/** Plays to the end with `act`, which turns a move into a key or a tap; a tap that came too early is repeated. */
async function playToTheEnd(act: (move: TellerMove, state: TellerState) => Promise<void>): Promise<void> {
  const finish = page.locator('dialog h2', { hasText: '都做好了' });
  for (let tries = 0; tries < 400; tries += 1) {
    const run = await runNow();
    if (!run || run.finished) return finish.waitFor(slow);
    await act(nextMove(run.state), run.state);
    for (let looks = 0; looks < 12; looks += 1) {
      const after = await runNow();
      if (!after || after.moves.length > run.moves.length) break;
      await page.waitForTimeout(40);
    }
  }
  throw new Error('The run does not come to an end.');
}

async function sitDown(seat: number): Promise<void> {
  const deviceId = crypto.randomUUID();
  const joined = await context.request.post('/api/join', {
    data: { code: classCode, seat, pictures: threePictures, character: 'otter', deviceId },
    headers: { origin: running.address },
  });
  expect(await joined.text()).toContain('/town');
}

async function finishedGames(seat: number) {
  const seats = await listSeats(running.database, classId);
  const seatId = seats.find(({ number }) => number === seat)?.id ?? '';
  const events = await listSeatEvents(running.database, seatId);
  return events.filter(({ kind }) => kind === 'game-finished');
}

async function startGame(): Promise<void> {
  await page.locator('[data-game="little-teller"] button', { hasText: '开始' }).click();
}

async function openInLesson(seat: number): Promise<void> {
  await sitDown(seat);
  await page.goto(lesson);
  const step = await page.locator('.step:has([data-game])').getAttribute('id');
  await page.goto(`${lesson}#${step}`);
  await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
  await startGame();
}

async function tap(shape: StageShape, box: Box): Promise<void> {
  const canvas = await page.locator('dialog canvas').boundingBox();
  if (!canvas) throw new Error('There is no picture version.');
  const { x, y } = middleOf(box);
  const scale = canvas.width / stageSizes[shape].width;
  await page.mouse.click(canvas.x + x * scale, canvas.y + y * scale);
}

async function tapMove(shape: StageShape, move: TellerMove, state: TellerState): Promise<void> {
  const layout = tellerLayout[shape];
  if (move.kind === 'count') return tap(shape, layout.count);
  if (move.kind === 'hand-over') return tap(shape, layout.handOver);
  const box = layout.drawer[state.drawer.findIndex(({ chipFen }) => chipFen === move.chipFen)];
  if (box) await tap(shape, box);
}

async function pressMove(move: TellerMove, state: TellerState): Promise<void> {
  if (move.kind === 'count') return page.keyboard.press('c');
  if (move.kind === 'hand-over') return page.keyboard.press('h');
  const digit = state.drawer.findIndex(({ chipFen }) => chipFen === move.chipFen) + 1;
  await page.keyboard.press(move.kind === 'take' ? `Shift+Digit${digit}` : `Digit${digit}`);
}

describe('a run inside its lesson', () => {
  test('by taps on the picture is accepted by the server with the score of the rules', async () => {
    await openInLesson(1);
    await page.locator('dialog canvas').waitFor(slow);
    await playToTheEnd((move, state) => tapMove('wide', move, state));
    await page.getByText('已经记下来了').waitFor(slow);
    const [event, ...others] = await finishedGames(1);
    expect(event?.scoreBp).toBe(10000);
    expect(others).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('by keys in the table, begun in the picture, is one run', async () => {
    await openInLesson(2);
    await page.locator('dialog canvas').waitFor(slow);
    const first = await runNow();
    await page.getByRole('application').focus();
    // The stage takes keys when its scene stands.
    for (let tries = 0; tries < 50 && (await runNow())?.moves.length === 0; tries += 1) {
      await page.keyboard.press('Digit4');
      await page.waitForTimeout(200);
    }
    await page.keyboard.press('t');
    await page.getByText('还没点清').waitFor();
    expect((await runNow())?.state.tray).toContain(100);
    await page.keyboard.press('Shift+Digit4');
    await page.getByText('托盘共').first().waitFor({ state: 'attached' });
    await playToTheEnd(pressMove);
    await page.getByText('已经记下来了').waitFor(slow);
    const [event] = await finishedGames(2);
    expect(event?.scoreBp).toBeGreaterThanOrEqual(8000);
    expect(first?.seed).toBeDefined();
    expect(problems).toEqual([]);
  });

  test('goes on after a reload where it was', async () => {
    await openInLesson(3);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await page.getByText('还没点清').waitFor();
    await page.keyboard.press('Digit1');
    await page.keyboard.press('Digit3');
    await expect.poll(async () => (await runNow())?.moves.length).toBe(2);
    const before = await runNow();
    await page.reload();
    await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
    await page.getByRole('button', { name: '接着玩' }).click();
    await page.locator('dialog canvas').waitFor(slow);
    const after = await runNow();
    expect(after?.state).toEqual(before?.state);
    expect(after?.state.tray).toEqual([2000, 500]);
  });

  test('that ends without a network is kept and sent when it is back', async () => {
    await openInLesson(4);
    await page.locator('dialog canvas').waitFor(slow);
    await page.getByRole('button', { name: '列表版' }).click();
    await context.setOffline(true);
    await playToTheEnd(pressMove);
    await page.getByText('网络断了').first().waitFor(slow);
    expect(await finishedGames(4)).toEqual([]);
    await context.setOffline(false);
    await expect.poll(async () => (await finishedGames(4)).length, { timeout: 60_000 }).toBe(1);
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
    await startGame();
    await page.locator('dialog canvas').waitFor(slow);
    expect(fetched.filter((url) => url.includes('phaser')).length).toBeGreaterThan(0);
    await playToTheEnd((move, state) => tapMove('tall', move, state));
    expect(await page.locator('dialog progress').first().getAttribute('value')).toBe('10000');
    expect(problems).toEqual([]);
  });

  test('has nothing that axe finds, as cover, picture, list and help', async () => {
    const findings = async (): Promise<string[]> =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
    await page.goto('/games/little-teller');
    expect(await findings()).toEqual([]);
    await page.locator('astro-island:not([ssr])').waitFor();
    await startGame();
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
