import { createHash } from 'node:crypto';

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { projectFolder } from '#cli/project-folder.ts';
import type { Database } from '#db/database.ts';
import { pagePath, words } from '#i18n/index.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import type { Adult } from '#tests/support/people.ts';
import { readXlsx } from '#tests/support/read-xlsx.ts';
import { agreeVisit, makeVisitPeople, RunVisit, type VisitPeople } from '#tests/support/reported-visit.ts';

interface Document {
  readonly state: string;
  readonly report: { readonly reach: { readonly elders: number; readonly personTimes: number } };
  readonly signature: {
    readonly hash: string;
    readonly report: { readonly reach: { readonly elders: number } };
  };
  readonly corrections: readonly {
    readonly before: string;
    readonly after: string;
    readonly inADay: boolean;
  }[];
}

const locales = ['zh-CN', 'en'] as const;
let running: Running;
let database: Database;
let origin: string;
let browser: Browser;
let people: VisitPeople;
const held: Partial<Record<(typeof locales)[number], string>> = {};
let agreed = '';
let calledOff = '';

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (opened) => {
    database = opened;
    people = await makeVisitPeople(database);
    for (const locale of locales) held[locale] = await holdVisit();
    agreed = (await agreeVisit(database, people)).visitId;
    calledOff = (await agreeVisit(database, people, { columns: { status: 'cancelled' } })).visitId;
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

/** A class of 30 raised cards at every question and hands for the faces. */
async function holdVisit(): Promise<string> {
  const at = await agreeVisit(database, people, { columns: { label: '红帆' } });
  const run = await RunVisit.begin(database, people.teacher, at);
  await run.walk(4, (step, keys) => {
    if (keys.length === 0)
      return [{ type: 'hands-counted', step, counts: { gain: 15, joy: 12, safety: 29 } }];
    const cards = Array.from({ length: 29 }, (_, index) => [String(index + 1), keys[index % 2] ?? '?']);
    return [{ type: 'cards-read', step, reads: Object.fromEntries(cards) as Record<string, string> }];
  });
  return at.visitId;
}

async function signIn(adult: Adult): Promise<BrowserContext> {
  const opened = { place: 'staff', principalId: adult.accountId, device: 'test', nowMs: Date.now() } as const;
  const { name, value } = await openAuthSession(database, opened);
  const context = await browser.newContext({ viewport: sizes.projector });
  await context.addCookies([{ name, value, url: origin }]);
  return context;
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function submit(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(button).click()]);
}

async function readDocument(context: BrowserContext, path: string): Promise<Document> {
  const response = await context.request.get(`${origin}${path}.json`);
  expect(response.status()).toBe(200);
  return (await response.json()) as Document;
}

/** Figures that the page shows, by their place in the report. */
async function shownFigures(page: Page): Promise<[string, number][]> {
  return page
    .locator('data[data-figure]')
    .evaluateAll((found) =>
      found.map((one) => [one.getAttribute('data-figure') ?? '', Number((one as HTMLDataElement).value)]),
    );
}

function valueAt(report: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], report);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

describe.each(locales)('the report of a visit (%s)', (locale) => {
  const say = words(locale).visitReport;
  const path = (): string => pagePath(locale, `/visits/${held[locale] ?? ''}/report`);

  test('stands ready after class; the recorder adds the rest, hands in, and gets back what was refused', async () => {
    const context = await signIn(people.recorder);
    const { page, problems } = await openPage(context, origin);
    await page.goto(origin + path());
    expect(await page.locator('article.report').getAttribute('data-state')).toBe('draft');
    expect(await page.locator('.state').textContent()).toContain(say.states.draft.title);
    const { report } = await readDocument(context, path());
    const figures = await shownFigures(page);
    expect(figures.length).toBeGreaterThan(50);
    for (const [place, value] of figures) expect([place, valueAt(report, place)]).toEqual([place, value]);
    expect(report.reach.personTimes).toBe(29);
    expect(await axeProblems(page)).toEqual([]);

    await page.fill('input[name=teachers]', '2');
    await page.fill('input[name=elders]', '6');
    await page.fill('input[name=deed]', locale === 'en' ? 'Open a bank account with us' : '欢迎来我行开户');
    await submit(page, 'button[value=hand-in]');
    expect(await page.getByRole('alert').textContent()).toContain(words(locale).problems['sells-something']);
    expect(await page.locator('input[name=elders]').inputValue()).toBe('6');
    await page.fill(
      'input[name=deed]',
      locale === 'en' ? 'A shelf for the reading corner' : '装好了图书角的书架',
    );
    await submit(page, 'button[value=hand-in]');
    expect(await page.getByRole('status').textContent()).toContain(say.write.handedIn);
    expect(await page.locator('form[action$="/sign"]').count()).toBe(0);
    expect(problems.filter((problem) => !problem.includes('422'))).toEqual([]);
    await context.close();
  });

  test('is signed by the coordinator, corrected in public, and fits one sheet of A4', async () => {
    const context = await signIn(people.coordinator);
    const { page, problems } = await openPage(context, origin);
    await page.goto(origin + path());
    await submit(page, 'form[action$="/sign"] button');
    expect(await page.locator('article.report').getAttribute('data-state')).toBe('signed');
    expect(await page.locator('form button[value=hand-in]').count()).toBe(0);

    await page.selectOption('select[name=field]', 'elders');
    await page.fill('input[name=after]', '7');
    await page.fill('input[name=reason]', locale === 'en' ? 'one was missed' : '漏记一位');
    await submit(page, 'form[action$="/corrections"] button');
    expect(await page.getByRole('status').textContent()).toContain(say.correct.done);
    expect(await page.locator('data[data-figure="reach.elders"]').textContent()).toContain('7');
    expect(await page.locator('.part.reach .was').textContent()).toContain('6');
    expect(await page.locator('.corrections tbody tr').count()).toBe(1);

    for (const size of [sizes.projector, sizes.phone]) {
      await page.setViewportSize(size);
      expect(await axeProblems(page)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('is read back from its data file: figures, signature and correction', async () => {
    const context = await signIn(people.teacher);
    const document = await readDocument(context, path());
    expect(document).toMatchObject({
      ...{ format: 'square-one-visit-report', version: 1, state: 'signed' },
      report: { reach: { elders: 7 } },
      signature: { by: 'lin', report: { reach: { elders: 6 } } },
      corrections: [{ field: 'elders', before: '6', after: '7', inADay: true }],
    });
    const bytes = JSON.stringify(sorted(document.signature.report));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(document.signature.hash);
    const page = await context.newPage();
    await page.goto(origin + path());
    expect(await page.locator('main form').count()).toBe(0);
    await context.close();
  });

  test('is read back from its workbook: a sheet for each section, figures as numbers', async () => {
    const context = await signIn(people.coordinator);
    const page = await context.newPage();
    await page.goto(origin + path());
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[href$="/report.xlsx"]').click(),
    ]);
    expect(download.suggestedFilename()).toBe('visit-report.xlsx');
    const response = await context.request.get(`${origin}${path()}.xlsx`);
    const sheets = readXlsx(await response.body());
    expect(Object.keys(sheets)).toEqual(Object.values(say.sections));
    const cellOf = (sheet: string, label: string): unknown =>
      sheets[sheet]?.find(([first]) => first === label)?.[1];
    expect(cellOf(say.sections.reach, say.reach.personTimes)).toBe(29);
    expect(cellOf(say.sections.reach, say.reach.elders)).toBe(7);
    expect(cellOf(say.sections.conduct, say.conduct.marketing)).toBe(0);
    const share = cellOf(say.sections.content, say.content.screenShare);
    expect(typeof share).toBe('number');
    expect(share as number).toBeLessThan(1);
    expect(cellOf(say.sections.identity, say.identity.responsible)).toBe('lin');
    await context.close();
  });

  test('is not there before the class ends, and never for a visit that was called off', async () => {
    const context = await signIn(people.coordinator);
    const { page } = await openPage(context, origin);
    for (const [visitId, state, status] of [
      [agreed, 'not-yet', 409],
      [calledOff, 'never', 410],
    ] as const) {
      const address = pagePath(locale, `/visits/${visitId}/report`);
      await page.goto(origin + address);
      expect(await page.locator('.state').textContent()).toContain(say.states[state].title);
      expect(await page.locator('article.report').count()).toBe(0);
      expect(await axeProblems(page)).toEqual([]);
      for (const ending of ['json', 'xlsx'])
        expect((await context.request.get(`${origin}${address}.${ending}`)).status()).toBe(status);
    }
    await context.close();
  });
});
