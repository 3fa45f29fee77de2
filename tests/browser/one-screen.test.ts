import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import type { Database } from '#db/database.ts';
import { listTallies } from '#db/queries/learning-reads.ts';
import { liveModes, type LiveMode } from '#domain/live-session.ts';
import type { LiveView } from '#features/classroom/live-view.ts';
import { pagePath, words } from '#i18n/index.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';

let running: Running;
let database: Database;
let browser: Browser;
let teacher: Adult;
let classId: string;

beforeAll(async () => {
  await loadCatalogue();
  process.env['LOG_LEVEL'] = 'warn';
  process.env['FAST_COMPRESSION'] = '1';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (opened) => {
    database = opened;
    teacher = await makeAdult(opened, 'teacher', { name: 'wang' });
    classId = await makeClass(opened, teacher.who, { seatCount: 6 });
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function signedIn(size: { width: number; height: number }): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: size, baseURL: running.address });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.fill('input[name=email]', teacher.email);
  await page.fill('input[name=password]', teacher.password);
  await page.click('main button[type=submit]');
  await page.waitForURL('**/teach');
  await page.close();
  return context;
}

async function startOnPage(page: Page, mode: LiveMode, locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<string> {
  await page.goto(pagePath(locale, `/teach/classes/${classId}/lessons?lesson=LB02&minutes=40`));
  await page.check(`input[name=mode][value=${mode}]`);
  await page.click('button[value=start]');
  await page.waitForURL('**/board/**');
  await page.locator('astro-island:not([ssr]) .bar').waitFor();
  return page.url().split('/').at(-1) ?? '';
}

async function sessionOf(page: Page, id: string): Promise<LiveView['session']> {
  const answer = await page.request.get(`/api/live/${id}`);
  return ((await answer.json()) as LiveView).session;
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${page.url()} ${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(' ')}`,
  );
}

const chosen = (page: Page, team: string): ReturnType<Page['locator']> =>
  page.locator(`[data-team=${team}].chosen`);

describe('a whole lesson at one screen', () => {
  const say = words('zh-CN');
  const tapped: Record<string, Record<string, string>> = {};
  let context: BrowserContext;
  let page: Page;
  let problems: string[];
  let id: string;

  beforeAll(async () => {
    context = await signedIn(sizes.board);
    ({ page, problems } = await openPage(context, running.address));
    id = await startOnPage(page, 'one-screen');
  });
  afterAll(() => context.close());

  async function goTo(step: number): Promise<void> {
    await page.locator(`.dots li:nth-child(${step + 1}).here`).waitFor();
  }

  test('begins at the first step, and the list of steps jumps over what there is no time for', async () => {
    await goTo(0);
    await page.click('.tools-button');
    await page.click('[data-tool=steps]');
    expect(await page.locator('[data-page=steps] li').count()).toBe(10);
    expect(await page.locator('[data-page=steps] .mark').count()).toBeGreaterThan(2);
    const { steps } = await sessionOf(page, id);
    const first = steps.findIndex(({ kind }) => kind === 'question');
    await page.click(`[data-page=steps] li:nth-child(${first + 1}) button`);
    await goTo(first);
    expect(await page.locator('.drawer').count()).toBe(0);
  });

  test('a seat is drawn; who is absent is not drawn again', async () => {
    await page.keyboard.press('d');
    const first = (await page.locator('.drawn strong').textContent()) ?? '';
    await page.getByRole('button', { name: say.liveTools.drawAway }).click();
    await page.locator('.drawn strong', { hasNotText: first }).waitFor();
    const seats = new Set<string>();
    for (let turn = 0; turn < 5; turn += 1) {
      const seat = (await page.locator('.drawn strong').textContent()) ?? '';
      seats.add(seat);
      if (turn < 4) {
        await page.getByRole('button', { name: say.liveTools.drawAgain }).click();
        await page.locator('.drawn strong', { hasNotText: seat }).waitFor();
      }
    }
    expect(seats.size).toBe(5);
    expect(seats.has(first)).toBe(false);
    await page.keyboard.press('Escape');
    await page.locator('.drawn').waitFor({ state: 'detached' });
  });

  test('teams answer by key and by tap; what they chose is hidden until the answer is shown', async () => {
    const { at } = await sessionOf(page, id);
    expect(await page.locator('.roles').innerText()).toContain(say.liveRoom.roles.reader);
    await page.keyboard.press('1');
    await page.locator('[data-team=square].called').waitFor();
    await page.keyboard.press('a');
    await chosen(page, 'square').waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await chosen(page, 'circle').waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('?');
    await chosen(page, 'triangle').waitFor();
    await page.locator('[data-team=diamond] button').nth(1).click();
    await chosen(page, 'diamond').waitFor();
    expect(await page.locator('.bar .tick, .options svg rect').count()).toBe(0);
    tapped[at] = { square: 'A', circle: 'B', triangle: '?', diamond: 'B' };
    await page.keyboard.press(' ');
    await page.locator('.ideas').waitFor();
    expect(await page.locator('.teams svg').count()).toBe(3);
    const right = findQuestion((await sessionOf(page, id)).steps[at]?.questionId ?? '')?.options.find(
      ({ correct }) => correct,
    )?.key;
    const number = ['A', 'B', '?', 'B'].filter((key) => key === right).length;
    expect(await page.locator('.idea.right').innerText()).toContain(
      say.liveRoom.teamsChose
        .replace('{teams}', say.liveRoom.teamNumber[number] ?? '')
        .replace('{key}', right ?? ''),
    );
    expect(await page.locator('.not-sure').count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toMatch(/第一名|冠军|得分/);
    expect(await axeProblems(page)).toEqual([]);
  });

  test('roles turn from question to question', async () => {
    const before = await page.evaluate(() => document.querySelector('h2')?.textContent);
    await page.keyboard.press('PageDown');
    await page.locator('.roles').waitFor();
    expect(await page.locator('h2').first().textContent()).not.toBe(before);
    expect(await page.locator('.roles span').first().innerText()).toContain(say.liveRoom.roles.seeker);
  });

  test('the curtain covers the board and the spotlight dims the other options', async () => {
    await page.keyboard.press('k');
    await page.locator('.curtain').waitFor();
    expect(await page.locator('.curtain').innerText()).toContain(say.liveTools.curtainText);
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('.');
    await page.locator('.curtain').waitFor({ state: 'detached' });
    await page.keyboard.press('t');
    await page.click('[data-tool=spotlight]');
    await page.locator('[data-page=spotlight] button', { hasText: 'B' }).click();
    await page.locator('.options li.lit').waitFor();
    expect(await page.locator('.options li.dim').count()).toBe(2);
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole('button', { name: say.liveTools.spotlightAll }).click();
    await page.locator('.options li.lit').waitFor({ state: 'detached' });
  });

  test('the room counts hands for one question and goes back to its teams; both stay', async () => {
    const { at } = await sessionOf(page, id);
    await page.keyboard.press('1');
    await page.keyboard.press('c');
    await chosen(page, 'square').waitFor();
    await page.getByRole('button', { name: say.liveTools.back }).click();
    await page.click('[data-tool=mode]');
    await page.click('[data-mode=hand-count]');
    await page.locator('.options input').first().waitFor();
    await page.keyboard.press('Escape');
    for (const digit of ['1', '1', '2']) await page.keyboard.press(`Digit${digit}`);
    await expect.poll(async () => (await sessionOf(page, id)).counts[at]).toEqual({ A: 2, B: 1, C: 0 });
    await page.keyboard.press('t');
    await page.click('[data-tool=mode]');
    await page.click('[data-mode=one-screen]');
    await chosen(page, 'square').waitFor();
    await page.keyboard.press('Escape');
    tapped[at] = { square: 'C' };
    await page.locator('button.reveal').click();
    await page.locator('.ideas').waitFor();
  });

  test('a reload comes back to where the room is', async () => {
    await page.reload();
    await page.locator('astro-island:not([ssr]) .ideas').waitFor();
    await page.keyboard.press('t');
    await page.click('[data-tool=sand]');
    await page.locator('[data-page=sand] button').nth(1).click();
    await page.locator('.sand').waitFor();
  });

  test('three faces end the lesson, and the summary shows no team and no rank', async () => {
    await page.keyboard.press('t');
    await page.click('[data-tool=steps]');
    await page.click('[data-page=steps] li:last-child button');
    await page.locator('.faces').waitFor();
    expect(await page.locator('.faces h2').innerText()).toBe(say.classroom.board.facesAsk);
    for (const [place, hands] of [4, 6, 2].entries()) {
      await page.locator('.faces input').nth(place).fill(String(hands));
      await page.locator('.faces input').nth(place).press('Enter');
    }
    await expect
      .poll(async () => Object.values((await sessionOf(page, id)).counts).at(-1))
      .toEqual({ gain: 4, joy: 6, safety: 2 });
    expect(await axeProblems(page)).toEqual([]);
    await page.locator('.bar .main').click();
    await page.locator('dialog .sure').click();
    await page.locator('main.summary').waitFor();
    expect(await page.locator('.felt li').allInnerTexts()).toHaveLength(3);
    expect(await page.locator('.felt strong').allInnerTexts()).toEqual(['4', '6', '2']);
    expect(await page.locator('main.summary').innerText()).not.toContain(say.liveRoom.teamNames.square);
    expect(await axeProblems(page)).toEqual([]);
  });

  test('the teams’ answers are class evidence of one screen, and the heat map counts them', async () => {
    const { steps } = await sessionOf(page, id);
    const tallies = await listTallies(database, classId);
    for (const [at, answers] of Object.entries(tapped)) {
      const { questionId = '' } = steps[Number(at)] ?? {};
      const own = tallies.filter((tally) => tally.questionId === questionId && tally.optionKey !== '?');
      for (const key of ['A', 'B', 'C']) {
        const teams = Object.values(answers).filter((one) => one === key).length;
        const hands = at === Object.keys(tapped)[1] ? { A: 2, B: 1, C: 0 }[key] : 0;
        const counted = own.filter((tally) => tally.optionKey === key);
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(teams + (hands ?? 0));
      }
    }
    const { rows } = await database.client.execute({
      sql: `SELECT kind, mode, count(*) AS events FROM learning_events
WHERE live_session_id = ? AND kind IN ('team-answered', 'hand-counted') GROUP BY kind, mode ORDER BY kind`,
      args: [id],
    });
    expect(rows.map(({ kind, mode, events }) => [kind, mode, events])).toEqual([
      ['hand-counted', 'hand-count', 1],
      ['team-answered', 'one-screen', 2],
    ]);
    await page.goto(`/teach/classes/${classId}/heat-map`);
    expect(await page.locator('tfoot td.foot').allInnerTexts()).not.toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe.each(liveModes)('the screens of a room that answers by %s', (mode) => {
  test.each(['zh-CN', 'en'] as const)('are read without a fault in %s', async (locale) => {
    const context = await signedIn(sizes.projector);
    const { page, problems } = await openPage(context, running.address);
    const id = await startOnPage(page, mode, locale);
    const board = pagePath(locale, `/board/${id}`);
    const control = pagePath(locale, `/live/${id}`);
    if (mode === 'devices') {
      await page.locator('.lobby').waitFor();
      expect(await page.locator('.lobby li').count()).toBe(6);
      expect(await axeProblems(page)).toEqual([]);
      await page.locator('.lobby .main').click();
    }
    const { steps } = await sessionOf(page, id);
    const at = steps.findIndex(({ kind }) => kind === 'question');
    await page.locator('.step').waitFor();
    await page.click('.tools-button');
    for (const tool of ['sand', 'steps', 'mode', 'seats']) {
      await page.click(`[data-tool=${tool}]`);
      await page.locator(`[data-page=${tool}]`).waitFor();
      expect(await axeProblems(page)).toEqual([]);
      if (tool !== 'seats') await page.locator('[data-page] .plain-back').click();
    }
    await page.locator('[data-page] .plain-back').click();
    await page.click('[data-tool=steps]');
    await page.click(`[data-page=steps] li:nth-child(${at + 1}) button`);
    await page.locator('.options').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');

    await page.setViewportSize(sizes.phone);
    await page.goto(control);
    await page.locator('astro-island:not([ssr]) footer').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.locator('footer [aria-expanded]').click();
    await page.locator('[data-tool=draw]').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await page.click('[data-tool=draw]');
    await page.locator('.card.warm strong').waitFor();
    await page.locator('footer .push.warm').click();
    await page.locator('li.right').waitFor();
    for (const size of Object.values(sizes)) {
      await page.setViewportSize(size);
      for (const path of [board, control]) {
        await page.goto(path);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${path} at ${size.width}`).toBeLessThanOrEqual(0);
      }
    }
    expect(problems).toEqual([]);
    await context.close();
  });
});
