import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { pagePath, words } from '#i18n/index.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, type Adult } from '#tests/support/people.ts';

let running: Running;
let origin: string;
let browser: Browser;
let teacher: Adult;
let volunteer: Adult;

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    await clearVolunteer(database, volunteer);
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function signIn(page: Page, adult: Adult, locale: 'zh-CN' | 'en'): Promise<void> {
  await page.goto(origin + pagePath(locale, '/sign-in'));
  await page.locator('input[name=email]').fill(adult.email);
  await page.locator('input[name=password]').fill(adult.password);
  await submit(page, 'main button[type=submit]');
}

async function submit(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
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

async function widerThanScreen(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

describe.each(['zh-CN', 'en'] as const)('a teacher’s first day (%s)', (locale) => {
  const say = words(locale);
  let desk: BrowserContext;
  let classAddress = '';
  const below = (path: string): string => origin + pagePath(locale, classAddress + path);

  beforeAll(async () => {
    desk = await browser.newContext({ javaScriptEnabled: false, viewport: sizes.projector });
  });
  afterAll(() => desk.close());

  test('one button leads to a class with seats, an assignment and an open door; no script is needed', async () => {
    const page = await desk.newPage();
    await signIn(page, teacher, locale);
    await page.goto(origin + pagePath(locale, '/teach'));
    if (locale === 'zh-CN') {
      expect(await page.locator('main .push').count()).toBe(1);
      expect(await page.locator('h1').textContent()).toBe(say.teach.home.firstTitle);
    }
    await submit(page, 'main a.push');
    await page.locator('input[name=name]').fill('二(2)');
    await page.locator('select[name=grade]').selectOption('2');
    await submit(page, 'main button[type=submit]');
    classAddress = new URL(page.url()).pathname.replace(/^\/en/, '');
    expect(classAddress).toMatch(/^\/teach\/classes\/class_[a-z0-9]+$/);

    await page.goto(below('/assignments'));
    await submit(page, 'button[value=assign]');
    expect(await page.locator('button[value=remove]').count()).toBe(1);

    await page.goto(below(''));
    await submit(page, 'button[name=minutes][value="45"]');
    const code = (await page.locator('.huge').textContent()) ?? '';
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    await page.goto(below('/window'));
    expect(await page.locator('main').textContent()).toContain(code);

    await page.goto(below('/seats'));
    expect(await page.locator('ol.seats li').count()).toBe(45);
    await page.goto(below('/cards'));
    const longCodes = await page.locator('.home .code').allTextContents();
    expect(new Set(longCodes).size).toBe(45);
    expect(longCodes[0]).toMatch(/^(?:[A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
    await page.close();
  });

  test('what is typed wrong is said and given back', async () => {
    const page = await desk.newPage();
    await page.goto(origin + pagePath(locale, '/teach/classes/new'));
    await page.locator('input[name=name]').fill('三(1)');
    await page.locator('input[name=seatCount]').evaluate((input) => input.removeAttribute('max'));
    await page.locator('input[name=seatCount]').fill('61');
    await submit(page, 'main button[type=submit]');
    expect(await page.getByRole('alert').textContent()).toContain(say.problems['bad-input']);
    expect(await page.locator('input[name=name]').inputValue()).toBe('三(1)');
    await page.goto(below(''));
    await page.locator('input[name=email]').fill('nobody@example.test');
    await submit(page, 'button[value=invite]');
    expect(await page.getByRole('alert').textContent()).toContain(say.problems['account-unknown']);
    await page.close();
  });

  test('hands counted on the board, one stretch without network, are the numbers of the heat map', async () => {
    const room = await browser.newContext({ viewport: sizes.board });
    const { page, problems } = await openPage(room, origin);
    await signIn(page, teacher, locale);
    await page.goto(below('/lessons'));
    await submit(page, 'button[value=start]');
    const boardAddress = page.url();
    await page.locator('astro-island:not([ssr]) .bar .main').waitFor();

    const counted: { counts: number[]; key: number }[] = [];
    const steps = await page.locator('.dots li').count();
    for (let at = 1; at < steps; at++) {
      await page.keyboard.press('ArrowRight');
      await page.locator(`.dots li:nth-child(${at + 1}).here`).waitFor();
      if ((await page.locator('.options li').count()) === 0) continue;
      const isSecond = counted.length === 1;
      if (isSecond) await room.setOffline(true);
      const typed = 11 + counted.length;
      await page.locator('.options input').first().fill(String(typed));
      await page.locator('.options input').first().press('Enter');
      await page.locator('h2').first().click();
      for (const digit of ['2', '2', '2', '3', '3', '2']) await page.keyboard.press(`Digit${digit}`);
      await page.keyboard.press('Shift+Digit2');
      expect(await page.locator('.options input').nth(1).inputValue()).toBe('3');
      if (isSecond) {
        await page.locator('.notice').waitFor();
        expect(await page.locator('.notice').textContent()).toContain(say.classroom.board.away);
        await room.setOffline(false);
        await page.locator('.notice').waitFor({ state: 'detached' });
      }
      expect(await page.locator('.tick').count()).toBe(0);
      await page.keyboard.press(' ');
      await page.locator('.tick').waitFor();
      const key = await page
        .locator('.options li')
        .evaluateAll((items) => items.findIndex((item) => item.querySelector('.tick')));
      counted.push({ counts: [typed, 3, 2], key });
    }
    expect(counted.length).toBeGreaterThan(3);

    // Another screen, or the same one after a reload, stands where the lesson stands.
    await page.reload();
    await page.locator(`.dots li:nth-child(${steps}).here`).waitFor();
    await page.locator('astro-island:not([ssr]) .bar .main').click();
    await page.locator('dialog .sure').click();
    await page.locator('main.summary').waitFor();
    expect(await page.locator('main.summary').textContent()).toContain(say.classroom.board.learned);

    await page.goto(below('/heat-map'));
    const feet = await page.locator('tfoot td.foot').allTextContents();
    expect(feet.map((foot) => foot.trim())).toEqual(
      counted.map(({ counts, key }) => `${counts[key]}/${sum(counts)}`),
    );
    const held = await page
      .locator('.heat tbody tr')
      .evaluateAll((rows) =>
        rows.flatMap((row) => [...row.querySelectorAll('td a')].map((cell) => Number(cell.textContent))),
      );
    const wrong = counted.map(({ counts, key }) => sum(counts) - (counts[key] ?? 0));
    expect(sum(held)).toBe(sum(wrong));
    // An action whose reply was cut off is sent once more; the server calls it stale, and the board reads on.
    const expected = ['ERR_INTERNET_DISCONNECTED', '409 (Conflict)'];
    expect(problems.filter((problem) => !expected.some((known) => problem.includes(known)))).toEqual([]);

    await page.goto(boardAddress);
    expect(await axeProblems(page)).toEqual([]);
    await room.close();
  });

  test('a volunteer invited for today starts from an own page, and sees no seat', async () => {
    const page = await desk.newPage();
    await page.goto(below(''));
    await page.locator('input[name=email]').fill(volunteer.email);
    await submit(page, 'button[value=invite]');
    const visit = await browser.newContext({ viewport: sizes.projector });
    const { page: guest, problems } = await openPage(visit, origin);
    await signIn(guest, volunteer, locale);
    await guest.goto(origin + pagePath(locale, '/teach'));
    expect(new URL(guest.url()).pathname).toBe(pagePath(locale, '/visits'));
    expect(await axeProblems(guest)).toEqual([]);
    expect((await visit.request.get(below('/seats'))).status()).toBe(404);
    expect((await visit.request.get(below('/progress'))).status()).toBe(404);
    await submit(guest, 'form .push.big');
    await guest.locator('astro-island:not([ssr]) .bar .main').waitFor();
    await guest.goto(guest.url().replace('/board/', '/live/'));
    await guest.locator('astro-island:not([ssr]) .push.main').click();
    await guest.locator('h1').first().waitFor();
    expect(await axeProblems(guest)).toEqual([]);
    expect(problems).toEqual([]);
    await visit.close();
    await page.close();
  });

  test('every page fits its screen and holds nothing serious for axe', async () => {
    const look = await browser.newContext({ viewport: sizes.projector });
    const { page, problems } = await openPage(look, origin);
    await signIn(page, teacher, locale);
    const paths = [
      '',
      '/seats',
      '/seats/3',
      '/cards?seats=1-15',
      '/assignments',
      '/lessons',
      '/progress',
      '/heat-map',
    ];
    for (const path of [...paths, '/window']) {
      await page.goto(below(path));
      expect(await axeProblems(page)).toEqual([]);
      for (const size of Object.values(sizes)) {
        await page.setViewportSize(size);
        expect(await widerThanScreen(page), `${path} at ${size.width}`).toBeLessThanOrEqual(0);
      }
      await page.setViewportSize(sizes.projector);
    }
    expect(problems).toEqual([]);
    await look.close();
  });
});
