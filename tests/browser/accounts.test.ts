import { AxeBuilder } from '@axe-core/playwright';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { makeAccountLink } from '#features/accounts/links.server.ts';
import { openJoinWindow } from '#features/accounts/join-window.server.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, threePictures, type Adult } from '#tests/support/people.ts';

const dataDir = temporaryFolder();
let running: Running;
let origin: string;
let browser: Browser;
let teacher: Adult;
let code = '';

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: dataDir }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    const classId = await makeClass(database, teacher.who, { seatCount: 60 });
    const opened = await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    if (!opened.ok) throw new Error(opened.problem);
    ({ code } = opened.value);
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

const linkFor = (purpose: 'sign-in' | 'set-password'): Promise<string> =>
  makeAccountLink(running.database, { accountId: teacher.accountId, purpose, nowMs: Date.now() });

async function press(page: Page, name: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('adults, without any script', () => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({ javaScriptEnabled: false });
  });
  afterAll(() => context.close());

  test('a teacher is led to sign in, told what is wrong, let in to the page asked for, and signs out', async () => {
    const page = await context.newPage();
    await page.goto(`${origin}/en/account`);
    expect(new URL(page.url()).pathname).toBe('/en/sign-in');
    await page.getByLabel('E-mail').fill(teacher.email);
    await page.getByLabel('Password').fill('not the password');
    await press(page, 'Sign in');
    expect(await page.getByRole('alert').textContent()).toContain('Check both');
    expect(await page.getByLabel('E-mail').inputValue()).toBe(teacher.email);
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    await page.getByLabel('Password').fill(teacher.password);
    await press(page, 'Sign in');
    expect(new URL(page.url()).pathname).toBe('/en/account');
    await press(page, 'Sign out');
    expect(await page.getByRole('status').textContent()).toContain('signed out');
    await page.goto(`${origin}/account`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.close();
  });

  test('`next` never leads to another site', async () => {
    const page = await context.newPage();
    for (const next of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      await context.clearCookies();
      await page.goto(`${origin}/en/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByLabel('E-mail').fill(teacher.email);
      await page.getByLabel('Password').fill(teacher.password);
      await press(page, 'Sign in');
      expect(new URL(page.url()).origin).toBe(origin);
    }
    await context.clearCookies();
    await page.close();
  });

  test('a link that a messenger looked at still signs in, once', async () => {
    const path = await linkFor('sign-in');
    for (let look = 0; look < 3; look++) expect((await fetch(origin + path)).status).toBe(200);
    const page = await context.newPage();
    await page.goto(origin + path);
    await press(page, '进来');
    await page.goto(`${origin}/account`);
    expect(new URL(page.url()).pathname).toBe('/account');
    const again = await page.goto(origin + path);
    expect(again?.status()).toBe(410);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('这个链接不能用了');
    await context.clearCookies();
    await page.close();
  });
});

test('the pages of adults have no accessibility problem and no error, in both languages', async () => {
  const context = await browser.newContext();
  const { page, problems } = await openPage(context, origin);
  const found: string[] = [];
  const look = async (path: string): Promise<void> => {
    await page.goto(origin + path);
    found.push(...(await seriousProblems(page)));
  };
  for (const locale of ['', '/en']) {
    await look(`${locale}/sign-in`);
    await look(locale + (await linkFor('set-password')));
    await look(locale + (await linkFor('sign-in')));
    await page.getByRole('button').last().click();
    await page.waitForLoadState();
    await look(`${locale}/account`);
    await look(`${locale}/account/confirm`);
    await context.clearCookies();
  }
  expect(found).toEqual([]);
  expect(problems).toEqual([]);
  await context.close();
});

describe('pupils, through the API', () => {
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify(body),
    });
  const cookieOf = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const me = async (cookie: string) =>
    (await fetch(`${origin}/api/me`, { headers: { cookie } })).json() as Promise<unknown>;

  test('sixty pupils behind one address join within ten seconds, each at their own seat', async () => {
    const began = performance.now();
    const cookies = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const deviceId = `device-${index}`;
        expect((await post('/api/join/look-up', { code, deviceId })).status).toBe(200);
        const joined = await post('/api/join', {
          ...{ code, deviceId, seat: index + 1, pictures: threePictures, character: 'frog' },
        });
        expect(joined.status).toBe(200);
        expect(await joined.json()).toEqual({ seat: index + 1, town: '/town', room: null });
        return cookieOf(joined);
      }),
    );
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await me(cookies[6] ?? '')).toMatchObject({
      seat: { number: 7, className: '四(2)', grade: 4, character: 'frog', counted: true, place: 'class' },
      account: null,
    });
    expect((await post('/api/leave', {}, cookies[6])).status).toBe(200);
    expect(await me(cookies[6] ?? '')).toEqual({ seat: null, room: null, account: null });
    expect(await me(cookies[7] ?? '')).toMatchObject({ seat: { number: 8 } });
  });

  test('input of a wrong shape is refused before anything is looked up', async () => {
    const good = { code, seat: 1, pictures: threePictures, deviceId: 'device-wrong' };
    const wrong: unknown[] = [
      { ...good, more: true },
      { ...good, seat: '1' },
      { ...good, seat: [1] },
      { ...good, seat: 1.5 },
      { ...good, pictures: ['boat', 'boat', 'boat'] },
      { ...good, pictures: ['boat', 'fish'] },
      { ...good, pictures: ['boat', 'fish', "'; DROP TABLE seats; --"] },
      { ...good, deviceId: '../..' },
      { ...good, code: { toString: 1 } },
      null,
      [],
    ];
    for (const body of wrong) {
      const response = await post('/api/join', body);
      expect(await response.json()).toEqual({ problem: 'bad-input' });
      expect(response.status).toBe(400);
    }
    const large = await post('/api/join', { ...good, code: 'A'.repeat(70_000) });
    expect([large.status, await large.json()]).toEqual([413, { problem: 'body-too-large' }]);
  });

  test('no token stands in any file of the data folder', async () => {
    const joined = await post('/api/join', {
      ...{ code, seat: 60, pictures: threePictures, deviceId: 'device-59' },
    });
    const token = cookieOf(joined).split('=')[1] ?? '';
    const link = (await linkFor('sign-in')).split('/').at(-1) ?? '';
    expect(token.length).toBeGreaterThan(30);
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    const holds = (text: string): boolean => files.some((file) => file.includes(text));
    expect(holds(code)).toBe(true);
    expect(holds(token)).toBe(false);
    expect(holds(link)).toBe(false);
  });
});
