import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { projectFolder } from '#cli/project-folder.ts';
import type { LiveSession } from '#domain/live-session.ts';
import { pagePath, words } from '#i18n/index.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { actFrom } from '#tests/support/classroom.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';
import { startSite, type Site } from '#tests/support/site.ts';
import { makeVisit } from '#tests/support/visits.ts';

const start = 'src/cli/start.ts';
const folder = temporaryFolder();
const hands = { A: 7, B: 21, C: 4 };

let running: Running;
let browser: Browser;
let teacher: Adult;
let volunteer: Adult;
let classId = '';
let visitId = '';

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    teacher = await makeAdult(database, 'teacher', { name: 'wang', password: null });
    const bank = { organisation: 'Bank', password: null };
    const coordinator = await makeAdult(database, 'coordinator', { name: 'lin', ...bank });
    volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', ...bank });
    await clearVolunteer(database, volunteer);
    classId = await makeClass(database, teacher.who, { seatCount: 40 });
    const crew = [{ adult: volunteer, role: 'captain' as const }];
    visitId = await makeVisit(database, { teacher, coordinator, classId, crew });
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function desk(adult: Adult): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ viewport: sizes.projector, acceptDownloads: true });
  const session = {
    place: 'staff',
    principalId: adult.accountId,
    device: 'test',
    nowMs: Date.now(),
  } as const;
  const { name, value } = await openAuthSession(running.database, session);
  await context.addCookies([{ name, value, url: running.address, httpOnly: true }]);
  return openPage(context, running.address);
}

async function downloaded(page: Page, button: string, as: string): Promise<string> {
  const [download] = await Promise.all<Download | undefined>([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: button })
      .click()
      .then(() => undefined),
  ]);
  const file = join(folder, as);
  await download?.saveAs(file);
  return file;
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html ?? ''}`);
}

async function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

describe('a visit to a school without internet', () => {
  const say = words('zh-CN');
  let packFile = '';
  let resultsFile = '';
  let laptop: Site;
  let bag: BrowserContext;
  const dataDir = join(folder, 'laptop');

  const startLaptop = (file: string): Promise<Site> =>
    startSite({ HOST: '', DATA_DIR: dataDir }, start, ['--visit', file]);
  const below = (path: string, locale: 'zh-CN' | 'en' = 'zh-CN'): string =>
    pagePath(locale, `/visits/${visitId}/${path}`);

  beforeAll(async () => {
    bag = await browser.newContext({ viewport: sizes.projector, acceptDownloads: true });
  });
  afterAll(async () => {
    await bag.close();
    await laptop.stop();
  });

  test('the volunteer downloads one file', async () => {
    const { page, problems } = await desk(volunteer);
    for (const locale of ['en', 'zh-CN'] as const) {
      await page.goto(running.address + below('pack', locale));
      expect(await page.locator('main').textContent()).toContain(words(locale).visitOffline.packOutside);
      expect(await axeProblems(page)).toEqual([]);
    }
    packFile = await downloaded(page, say.visitOffline.packButton, 'visit.visit.json');
    expect(readFileSync(packFile, 'utf8')).not.toContain(teacher.email);
    await page.goto(running.address + below('pack'));
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('a second server started from it says who signs in; an altered file and another lesson are refused', async () => {
    const pack = JSON.parse(readFileSync(packFile, 'utf8')) as Record<string, unknown>;
    const spoiled = join(folder, 'spoiled.visit.json');
    writeFileSync(spoiled, JSON.stringify({ ...pack, day: '2020-01-01' }));
    await expect(startLaptop(spoiled)).rejects.toThrow(/stopped with 78[^]*被改动过[^]*was changed/);
    await expect(startLaptop(join(folder, 'none.json'))).rejects.toThrow(/stopped with 78[^]*找不到/);
    await expect(
      startSite({ HOST: '', DATA_DIR: dataDir, SITE_URL: 'https://a.example' }, start, ['--visit', packFile]),
    ).rejects.toThrow(/stopped with 78[^]*SITE_URL/);
    laptop = await startLaptop(packFile);
    expect(laptop.output()).toContain(`${laptop.origin}/sign-in/link/`);
    expect(laptop.output()).toContain('四(2)');
    expect(laptop.output()).not.toContain('demo');
  });

  test('signs in by the link, runs a lesson there and downloads its results', async () => {
    const { page, problems } = await openPage(bag, laptop.origin);
    const link = /http\S+\/sign-in\/link\/\S+/.exec(laptop.output())?.[0] ?? '';
    await page.goto(link);
    await Promise.all([page.waitForEvent('load'), page.locator('main button').first().click()]);
    expect(new URL(page.url()).pathname).toBe(`/visits/${visitId}`);
    expect(await page.locator('main').textContent()).toContain(say.visitOffline.copyTitle);

    await page.goto(laptop.origin + below('run'));
    await page.locator('form[method=post] button').last().click();
    await page.locator('.control').waitFor();
    const paths = await page.locator('a[href*="/board/"]').first().getAttribute('href');
    const liveId = paths?.split('/').at(-1) ?? '';
    const view = (await (await page.request.get(`${laptop.origin}/api/live/${liveId}`)).json()) as {
      session: LiveSession;
    };
    const at = view.session.steps.findIndex(({ kind }) => kind === 'question');
    await page.goto(laptop.origin + below('hand-in'));
    await page.getByRole('button', { name: say.visitOffline.makeButton }).click();
    expect(await page.getByRole('alert').textContent()).toContain(say.problems['lesson-still-runs']);
    await actFrom(page, liveId, { type: 'moved', to: at });
    await actFrom(page, liveId, { type: 'hands-counted', step: at, counts: hands });
    await actFrom(page, liveId, { type: 'revealed', step: at });
    await actFrom(page, liveId, { type: 'ended' });

    await page.goto(laptop.origin + below('hand-in', 'en'));
    expect(await axeProblems(page)).toEqual([]);
    expect(await page.locator('main').textContent()).toContain(
      `${running.address}/visits/${visitId}/hand-in`,
    );
    await page.goto(laptop.origin + below('hand-in'));
    resultsFile = await downloaded(page, say.visitOffline.makeButton, 'visit.results');
    expect(problems.filter((problem) => !problem.includes('409'))).toEqual([]);
    await page.close();
  });

  test('started again it keeps the lesson, and the file is the same', async () => {
    await laptop.stop();
    laptop = await startLaptop(packFile);
    expect(laptop.output()).toContain('先前的数据都在');
    const { page } = await openPage(bag, laptop.origin);
    const link = /http\S+\/sign-in\/link\/\S+/.exec(laptop.output())?.[0] ?? '';
    await page.goto(link);
    await Promise.all([page.waitForEvent('load'), page.locator('main button').first().click()]);
    await page.goto(laptop.origin + below('hand-in'));
    const again = await downloaded(page, say.visitOffline.makeButton, 'again.results');
    expect(gunzipSync(readFileSync(again))).toEqual(gunzipSync(readFileSync(resultsFile)));
    await page.close();
  });

  test('the site takes the file with clear words, once', async () => {
    const { page, problems } = await desk(volunteer);
    const send = async (file: string): Promise<void> => {
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: say.visitOffline.takeButton }).click();
    };
    await page.goto(running.address + below('hand-in'));
    await send(packFile);
    await page.getByRole('alert').filter({ hasText: say.problems['file-unreadable'] }).waitFor();
    const spoiled = JSON.parse(gunzipSync(readFileSync(resultsFile)).toString()) as {
      body: { events: { atMs: number }[] };
    };
    for (const event of spoiled.body.events) event.atMs += 1;
    const bad = join(folder, 'bad.results');
    writeFileSync(bad, gzipSync(JSON.stringify(spoiled)));
    await send(bad);
    await page.getByRole('alert').filter({ hasText: say.problems['file-altered'] }).waitFor();
    for (let time = 1; time <= 2; time += 1) {
      // The page comes anew when the file was taken, also where it showed a file before.
      await Promise.all([page.waitForEvent('load'), send(resultsFile)]);
      await page.locator('#taken').waitFor();
      await expect.poll(() => page.locator('#taken dd').first().textContent()).toBe('1');
      await page.goto(running.address + below('hand-in'));
    }
    expect(await axeProblems(page)).toEqual([]);
    for (const size of ['phone', 'tablet'] as const) {
      await page.setViewportSize(sizes[size]);
      expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
    }
    expect(problems.filter((problem) => !/40\d|422/.test(problem))).toEqual([]);
    await page.context().close();
  });

  test('the teacher sees on the site what was counted at the school, and the visit is held', async () => {
    const { rows } = await running.database.client.execute({
      sql: 'SELECT option_key, sum(count) AS hands FROM answer_tallies WHERE class_id = ? GROUP BY 1 ORDER BY 1',
      args: [classId],
    });
    expect(Object.fromEntries(rows.map((row) => [row['option_key'], row['hands']]))).toEqual(hands);
    const { page, problems } = await desk(teacher);
    await page.goto(`${running.address}/teach/classes/${classId}/heat-map`);
    expect(await page.locator('main').textContent()).toMatch(/\d/);
    await page.goto(`${running.address}/visits/${visitId}`);
    expect(await page.locator('main').textContent()).toContain(say.visitBooking.status.held);
    expect((await page.goto(running.address + below('hand-in')))?.status()).toBe(404);
    expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
    await page.context().close();
  });
});
