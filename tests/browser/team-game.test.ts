import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { listEvidence } from '#db/queries/learning-reads.ts';
import type { LiveMode } from '#domain/live-session.ts';
import { actOnLive, startLesson } from '#features/classroom/live.server.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import { littleTellerBot } from '#games/little-teller/bot.ts';
import { littleTeller, type TellerMove, type TellerState } from '#games/little-teller/rules.ts';
import { readClassMastery } from '#record/class-reads.server.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { GamePage, slow, startGameSite, type GameSite } from '#tests/support/game-page.ts';
import { sizes } from '#tests/support/browser.ts';
import { makeClass } from '#tests/support/people.ts';

/** A team game of four teams at a room's screen, by the keyboard alone. */
let site: GameSite;
let play: GamePage<TellerState, TellerMove>;
let page: Page;
let classId: string;

beforeAll(async () => {
  site = await startGameSite({ name: '二(3)', grade: 2 });
});
afterAll(() => site.stop());
beforeEach(async () => {
  classId = await makeClass(site.running.database, site.teacher.who);
  play = await GamePage.open(site, { rules: littleTeller, band: 'A' }, { viewport: sizes.projector });
  page = play.page;
});
afterEach(() => play.context.close());

/** The board of a lesson whose room is at the game; answers the id of its session. */
async function openBoard(mode: LiveMode, prefix = ''): Promise<string> {
  const { database } = site.running;
  const { who, email, password } = site.teacher;
  const now = Date.now();
  const wanted = { lessonId: 'LB02', minutes: 40, mode };
  const started = await startLesson(database, who, classId, wanted, now);
  if (!started.ok) throw new Error(started.problem);
  const view = await readLiveView(database, who, started.value, { locale: 'en', since: null }, now);
  if (!view.ok || !view.value) throw new Error('The session has no view.');
  const to = view.value.steps.findIndex(({ game }) => game !== null);
  const move = { id: newServerEventId(now), version: 0, event: { type: 'moved', to } } as const;
  const moved = await actOnLive(database, who, started.value, move, 'en', now);
  if (!moved.ok) throw new Error(moved.problem);
  await page.goto('/sign-in');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('main button[type=submit]');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  await page.goto(`${prefix}/board/${started.value}`);
  await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
  await play.start();
  await page.locator('dialog canvas').waitFor(slow);
  return started.value;
}

const card = () => page.locator('section:has(#who-comes)');
const here = () => card().getByRole('button');

async function showTable(words: { button: string; sign: string }): Promise<void> {
  await page.getByRole('button', { name: words.button }).click();
  await page.getByText(words.sign).waitFor();
}

/** What the bot does next, as a key; where the turn has passed, the next team says that it is there. */
async function pressNext(state: TellerState, called: string[]): Promise<void> {
  if (await card().isVisible()) {
    const name = await card().getByRole('heading').innerText();
    if (called.at(-1) !== name) called.push(name);
    await expect.poll(() => here().evaluate((node) => node === document.activeElement), slow).toBe(true);
    await page.keyboard.press('Enter');
    await card().waitFor({ state: 'detached' });
  }
  const move = littleTellerBot(state, 10_000, () => 0);
  if (move.kind === 'count') await page.keyboard.press('c');
  else if (move.kind === 'hand-over') await page.keyboard.press('h');
  else {
    const digit = state.drawer.findIndex(({ chipFen }) => chipFen === move.chipFen) + 1;
    await page.keyboard.press(`${move.kind === 'take' ? 'Shift+' : ''}Digit${digit}`);
  }
}

async function teamEvents(): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await site.running.database.client.execute({
    sql: "SELECT seat_id, mode, live_session_id, score_bp FROM learning_events WHERE class_id = ? AND kind = 'team-played'",
    args: [classId],
  });
  return rows;
}

const findings = async (): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);

describe('a game of four teams on one screen', () => {
  test('calls team after team, is played by keys, and is kept as evidence of the class alone', async () => {
    const liveId = await openBoard('one-screen');
    const called: string[] = [];
    await here().waitFor(slow);
    expect(await card().innerText()).toContain('请青瓷队上来');
    expect(await page.locator('dialog aside').innerText()).toMatch(
      /轮到青瓷队[^]*1 号[^]*读题[^]*4 号[^]*检查/,
    );
    // The team that is called has the keyboard, and nobody plays before it is there.
    await page.keyboard.press('Digit4');
    expect((await play.runNow())?.moves).toEqual([]);
    expect(await findings()).toEqual([]);
    await here().press('Enter');
    await card().waitFor({ state: 'detached' });
    await showTable({ button: '列表版', sign: '还没点清' });
    expect(await findings()).toEqual([]);

    await play.playToTheEnd((state) => pressNext(state, called));
    expect(called).toEqual(
      ['瓯柑队', '蓝夹缬队', '杨梅队', '青瓷队', '瓯柑队'].map((team) => `请${team}上来`),
    );
    expect(await page.locator('dialog aside [aria-live]').innerText()).toContain('轮到瓯柑队');
    await page.getByText('已经记下来了').waitFor(slow);
    expect(await findings()).toEqual([]);

    expect(await teamEvents()).toMatchObject([
      { seat_id: null, mode: 'one-screen', live_session_id: liveId, score_bp: 10_000 },
    ]);
    const evidence = await listEvidence(site.running.database, classId);
    expect(new Set(evidence.map(({ weightBp }) => weightBp))).toEqual(new Set([3000]));
    for (const one of await readClassMastery(site.running.database, classId))
      expect(one).toMatchObject({ seats: 0, together: { kinds: ['game'] } });
    expect(play.problems).toEqual([]);
  });

  test('goes on after a reload at the team whose turn it was', async () => {
    await openBoard('one-screen');
    await here().waitFor(slow);
    await here().press('Enter');
    await showTable({ button: '列表版', sign: '还没点清' });
    for (let tries = 0; tries < 60 && !(await card().isVisible()); tries += 1) {
      const run = await play.runNow();
      if (run && run.state.served.length === 0) await pressNext(run.state, []);
      await page.waitForTimeout(50);
    }
    await page.reload();
    await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
    await page.getByRole('button', { name: '接着玩' }).click();
    await here().waitFor(slow);
    expect(await card().innerText()).toContain('请瓯柑队上来');
    expect((await play.runNow())?.state.served).toHaveLength(1);
  });

  test('that ends without a network is kept on the screen and sent once when it is back', async () => {
    await openBoard('one-screen');
    await here().waitFor(slow);
    await here().press('Enter');
    await showTable({ button: '列表版', sign: '还没点清' });
    await play.context.setOffline(true);
    await play.playToTheEnd((state) => pressNext(state, []));
    await page.getByText('网络断了').first().waitFor(slow);
    expect(await teamEvents()).toEqual([]);
    await play.context.setOffline(false);
    await expect.poll(async () => (await teamEvents()).length, slow).toBe(1);
    await page.reload();
    await page.locator('astro-island:not([ssr]) [data-game]').waitFor(slow);
    expect(await page.evaluate(() => localStorage.getItem('square-one.outbox'))).toBe('[]');
    expect(await teamEvents()).toHaveLength(1);
  });

  test('speaks English in English', async () => {
    await openBoard('one-screen', '/en');
    await here().waitFor(slow);
    const words = await page.locator('dialog[open]').innerText();
    expect(words).toContain('Celadon, come up!');
    expect(words).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

test('a room that raises hands plays the game without teams, and its run is kept', async () => {
  await openBoard('hand-count');
  await showTable({ button: '列表版', sign: '还没点清' });
  expect(await card().count()).toBe(0);
  await play.playToTheEnd((state) => pressNext(state, []));
  await page.getByText('已经记下来了').waitFor(slow);
  expect(await teamEvents()).toMatchObject([{ seat_id: null, mode: 'hand-count' }]);
});
