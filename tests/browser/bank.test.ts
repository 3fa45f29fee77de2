import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { seedDemoLedger } from '#cli/demo-ledger.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { fill, pagePath, words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';
import { readWorkbook } from '#tests/support/xlsx.ts';

let running: Running;
let origin: string;
let browser: Browser;
let coordinator: Adult;

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    const nowMs = Date.now();
    coordinator = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    const teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    await seedDemoLedger(database, coordinator.who, nowMs);
    const classId = await makeClass(database, teacher.who);
    // Nobody has said yet whether the day before yesterday's visit was held.
    const columns = { day: dayOf(nowMs - 2 * 86_400_000) };
    await makeVisit(database, { teacher, coordinator, classId, columns });
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${page.url()} ${id}: ${nodes
        .map(({ html }) => html)
        .slice(0, 3)
        .join(' ')}`,
  );
}

async function submit(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
}

/** Numbers of a table's column, without separators. */
async function numbersOf(page: Page, cells: string): Promise<number[]> {
  const texts = await page.locator(cells).allTextContents();
  return texts.map((text) => Number(text.replaceAll(/[^\d.]/g, '')));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe.each(['zh-CN', 'en'] as const)('a coordinator’s desk (%s)', (locale) => {
  const { bank } = words(locale);
  let desk: BrowserContext;
  let page: Page;
  let problems: string[];
  const go = (path: string) => page.goto(origin + pagePath(locale, path));
  const download = async (path: string): Promise<Buffer> => {
    const answer = await desk.request.get(origin + pagePath(locale, path));
    expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.xlsx"$/);
    return answer.body();
  };

  beforeAll(async () => {
    desk = await browser.newContext({ viewport: sizes.projector });
    ({ page, problems } = await openPage(desk, origin));
  });
  afterAll(() => desk.close());

  test('signing in leads to the desk, which names what is late first', async () => {
    await go('/sign-in');
    await page.locator('input[name=email]').fill(coordinator.email);
    await page.locator('input[name=password]').fill(coordinator.password);
    await submit(page, 'main button[type=submit]');
    expect(new URL(page.url()).pathname).toBe(pagePath(locale, '/bank'));
    const late = page.locator('main section').first();
    expect(await late.locator('h2').textContent()).toBe(bank.desk.lateTitle);
    expect(await late.textContent()).toContain(bank.desk.unsaid);
    expect(await late.locator('a').getAttribute('href')).toMatch(/\/visits\/visit_[a-z0-9]+$/);
  });

  test('the calendar leads from a month to a day and its visits', async () => {
    await go(`/bank?day=${dayOf(Date.now() - 2 * 86_400_000)}`);
    expect(await page.locator('#calendar ul li').count()).toBe(1);
    await page.locator('#calendar nav a').first().click();
    await page.waitForURL(/month=/);
    expect(await page.locator('#calendar ul li').count()).toBe(0);
  });

  test('the ledger shows a choice with its sum, and pages through it', async () => {
    await go('/bank/ledger');
    expect(await page.locator('tbody tr').count()).toBe(50);
    await page.selectOption('form[method=get] select[name=year]', '2021');
    await page.selectOption('form[method=get] select[name=kind]', 'online');
    await submit(page, 'form[method=get] button');
    const rows = await page.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(10);
    expect(await page.locator('tbody .demo').count()).toBe(rows);
    const people = sum(await numbersOf(page, 'tbody td:nth-child(7)'));
    const said = await page.locator('p.sum').textContent();
    expect((said?.match(/\d+/g) ?? []).slice(0, 2).map(Number)).toEqual([rows, people]);

    await go('/bank/ledger');
    const firstDay = await page.locator('tbody tr td').first().textContent();
    await submit(page, 'a[rel=next]');
    const laterDay = await page.locator('tbody tr td').first().textContent();
    expect(String(laterDay) <= String(firstDay)).toBe(true);
    await submit(page, 'a[rel=prev]');
    expect(await page.locator('tbody tr td').first().textContent()).toBe(firstDay);
  });

  test('the ledger’s file holds the rows of the choice', async () => {
    const sheets = readWorkbook(await download('/bank/ledger.xlsx?year=2021'));
    const [head, ...rows] = sheets.get(bank.links.ledger) ?? [];
    expect(head?.[0]).toBe(bank.columns.day);
    expect(rows.length).toBe(532);
    expect(rows.every((row) => row.at(-1) === bank.demo)).toBe(true);
  });

  test('an activity that was no visit is typed, and one to come is not taken', async () => {
    await go('/bank/ledger');
    await page.locator('summary').click();
    const title = `社区课堂 ${locale}`;
    await page.locator('input[name=title]').fill(title);
    await page.locator('input[name=personTimes]').fill('12');
    await page.locator('input[name=day]').evaluate((input) => input.removeAttribute('max'));
    await page.locator('input[name=day]').fill('2099-01-01');
    await submit(page, 'details button');
    expect(await page.getByRole('alert').textContent()).toContain(words(locale).problems['day-is-to-come']);
    expect(await page.locator('input[name=title]').inputValue()).toBe(title);
    await page.locator('input[name=day]').fill('2020-02-03');
    await submit(page, 'details button');
    expect(await page.getByRole('status').first().textContent()).toContain(bank.saved);
    await go('/bank/ledger?year=2020');
    expect(await page.locator('tbody').textContent()).toContain(title);
  });

  test('the map is walked and opened by keyboard, and leads to the rows', async () => {
    await go('/bank/map?year=2021');
    const squares = page.locator('svg[role=group] a');
    expect(await squares.count()).toBe(12);
    await squares.first().focus();
    const second = await squares.nth(1).getAttribute('aria-label');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(second);
    await Promise.all([page.waitForURL(/county=/), page.keyboard.press('Enter')]);
    expect(await page.locator('svg [aria-current=true]').getAttribute('aria-label')).toBe(second);
    await page.locator('#towns .push').click();
    await page.waitForURL(/ledger/);
    const count = Number(second?.replaceAll(/\D/g, ''));
    const said = await page.locator('p.sum').textContent();
    expect(Number(/\d+/.exec(said ?? '')?.[0])).toBe(count);
  });

  test('a year’s tables agree with each other and with its file', async () => {
    await go('/bank/year?year=2021');
    const events = async (place: string): Promise<number> =>
      (await numbersOf(page, `tr[data-place="${place}"] td:nth-of-type(1)`))[0] ?? Number.NaN;
    expect(await events('330000')).toBe(532);
    expect(sum(await numbersOf(page, 'tr.county td:nth-of-type(1)'))).toBe(532);
    expect(await page.locator('svg[role=img]').count()).toBeGreaterThanOrEqual(3);
    for (const plot of await page.locator('svg[role=img]').all())
      expect((await plot.locator('title').textContent())?.length).toBeGreaterThan(2);

    const sheets = readWorkbook(await download('/bank/year.xlsx?year=2021'));
    const months = sheets.get(bank.yearPage.sheetMonths) ?? [];
    expect(months.length).toBe(13);
    expect(sum(months.slice(1).map((row) => Number(row[1])))).toBe(532);
    expect(sheets.get(bank.yearPage.sheetDistricts)?.[1]?.[1]).toBe(532);
  });

  test('a goal is set and the year says how far it is', async () => {
    await go('/bank/year?year=2021');
    await page.locator('input[name=activities]').fill('600');
    await submit(page, 'main form[method=post] .push');
    expect(await page.locator('progress').getAttribute('value')).toBe('532');
  });

  test('campaigns lead to their rows; past themes are told with their source', async () => {
    await go('/bank/campaigns?year=2021');
    expect(await page.locator('.past').textContent()).toContain(
      locale === 'en' ? 'Finance with warmth' : '有温度的金融服务',
    );
    const said = await page.locator('.campaigns .counts a').first().textContent();
    await page.locator('.campaigns .counts a').first().click();
    await page.waitForURL(/campaign=/);
    const rows = await page.locator('tbody tr').count();
    expect(said).toContain(String(rows));
  });

  test('an honour of an adult is registered; without the tick it is not sent', async () => {
    await go('/bank/honours?year=2021');
    expect(await page.locator('.desk-head .chip').textContent()).toBe(
      fill(bank.honours.count, { groups: 27, persons: 31 }),
    );
    await page.locator('select[name=kind]').selectOption('person');
    await page.locator('input[name=name]').fill(`林老师 ${locale}`);
    await page.locator('input[name=title]').fill('先进个人');
    await page.locator('input[name=givenBy]').fill('协会');
    await page.locator('main form[method=post] button').click();
    expect(await page.locator('input[name=adult]:invalid').count()).toBe(1);
    await page.locator('input[name=adult]').check();
    await submit(page, 'main form[method=post] button');
    expect(await page.locator('tbody').last().textContent()).toContain(`林老师 ${locale}`);
  });

  test.each([
    ['/bank'],
    ['/bank/ledger'],
    ['/bank/map?year=2021&county=330329'],
    ['/bank/campaigns?year=2021'],
    ['/bank/year?year=2021'],
    ['/bank/honours'],
  ])('%s can be read by everybody and fits its screen', async (path) => {
    await go(path);
    expect(await axeProblems(page)).toEqual([]);
    for (const size of [sizes.projector, sizes.phone]) {
      await page.setViewportSize(size);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    }
    await page.setViewportSize(sizes.projector);
    expect(problems).toEqual([]);
  });
});
