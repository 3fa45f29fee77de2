import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { conductKinds } from '#domain/conduct.ts';
import { fill, pagePath, words } from '#i18n/index.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { courseAnswers } from '#tests/support/gate.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const locales = ['zh-CN', 'en'] as const;
type Locale = (typeof locales)[number];
type Person = 'teacher' | 'volunteer' | 'coordinator';

let running: Running;
let origin: string;
let browser: Browser;
const people = new Map<string, Adult>();
const visitIds = new Map<Locale, string>();

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    await loadCatalogue();
    for (const locale of locales) {
      const bank = { organisation: `Bank ${locale}` };
      const teacher = await makeAdult(database, 'teacher', { name: `wang-${locale}` });
      const volunteer = await makeAdult(database, 'volunteer', { name: `zhou-${locale}`, ...bank });
      const coordinator = await makeAdult(database, 'coordinator', { name: `lin-${locale}`, ...bank });
      for (const [role, adult] of Object.entries({ teacher, volunteer, coordinator }))
        people.set(`${role} ${locale}`, adult);
      const classId = await makeClass(database, teacher.who);
      const crew = [{ adult: volunteer, role: 'captain' as const }];
      visitIds.set(locale, await makeVisit(database, { teacher, coordinator, classId, crew }));
    }
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function submit(page: Page, button: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html ?? ''}`);
}

/** Nothing to mend for axe, and nothing beyond the edge of a desk's screen or a phone's. */
async function expectReadable(page: Page): Promise<void> {
  for (const size of [sizes.phone, sizes.projector]) {
    await page.setViewportSize(size);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, page.url()).toBeLessThanOrEqual(0);
  }
  expect(await axeProblems(page)).toEqual([]);
}

describe.each(locales)('the gate (%s)', (locale) => {
  const { visitGate, problems: problemWords } = words(locale);
  const say = visitGate.gate;
  const at = (path: string): string => origin + pagePath(locale, path);
  const pages: Partial<Record<Person, Page>> = {};
  const noise: string[] = [];

  function pageOf(person: Person): Page {
    const page = pages[person];
    if (!page) throw new Error(`${person} did not sign in.`);
    return page;
  }

  beforeAll(async () => {
    for (const person of ['teacher', 'volunteer', 'coordinator'] as const) {
      const adult = people.get(`${person} ${locale}`);
      const context = await browser.newContext({ viewport: sizes.projector });
      const { page, problems } = await openPage(context, origin);
      page.on('close', () => noise.push(...problems));
      await page.goto(at('/sign-in'));
      await page.locator('input[name=email]').fill(adult?.email ?? '');
      await page.locator('input[name=password]').fill(adult?.password ?? '');
      await submit(page, 'main button[type=submit]');
      pages[person] = page;
    }
  });
  afterAll(async () => {
    for (const page of Object.values(pages)) await page.context().close();
    expect(noise).toEqual([]);
  });

  async function answer(page: Page, wrong: readonly string[]): Promise<void> {
    for (const [id, key] of Object.entries(courseAnswers(wrong)))
      await page.locator(`input[name=${id}][value=${key}]`).check();
    await submit(page, 'button[value=take]');
  }

  test('a volunteer fails the course, reads why with the article, passes it and signs', async () => {
    const page = pageOf('volunteer');
    await page.goto(at('/visits/gate'));
    expect(await page.locator('fieldset').count()).toBe(12);
    expect(await page.locator('.feedback').count()).toBe(0);
    await expectReadable(page);

    await answer(page, ['V01', 'V05', 'V09']);
    expect(await page.locator('#course').textContent()).toContain(say.lastFailed);
    const wrong = page.locator('.feedback:not(.right)');
    expect(await wrong.count()).toBe(3);
    for (const text of await wrong.allTextContents()) {
      expect(text).toContain(`↻ ${visitGate.again}`);
      expect(text).toMatch(locale === 'en' ? /article \d+/i : /第[一二三四五六七八九十百千零]+条/);
    }
    // What was right stays chosen; what was not waits for another choice.
    expect(await page.locator('input[type=radio]:checked').count()).toBe(9);
    await expectReadable(page);

    await answer(page, []);
    expect(await page.getByRole('status').textContent()).toContain(say.passed);
    await page.locator('input[name=agreed]').check();
    await submit(page, 'button[value=sign]');
    expect(await page.getByRole('status').textContent()).toContain(say.signed);
    expect(await page.locator('.way').textContent()).toContain(fill(say.waiting, { bank: `Bank ${locale}` }));
    await expectReadable(page);
  });

  test('the coordinator sees who waits, clears until a day, and takes it back', async () => {
    const page = pageOf('coordinator');
    const volunteer = people.get(`volunteer ${locale}`);
    const card = page.locator(`#${volunteer?.accountId ?? ''}`);
    await page.goto(at('/bank/people'));
    expect(await page.locator('.desk-head').textContent()).toContain(
      fill(visitGate.people.waiting, { count: 1 }),
    );
    await expectReadable(page);
    await submit(page, 'button[value=clear]');
    expect(await card.textContent()).toContain(visitGate.people.states.cleared);
    const guest = pageOf('volunteer');
    await guest.goto(at('/visits/gate'));
    expect(await guest.locator('.way .fresh').count()).toBe(3);

    await page.goto(at('/bank/people'));
    await submit(page, 'button[value=take-back]');
    expect(await page.getByRole('status').textContent()).toContain(visitGate.people.done['take-back']);
    expect(await card.textContent()).toContain(visitGate.people.states.waiting);
    await guest.reload();
    expect(await guest.locator('.way .fresh').count()).toBe(2);
  });

  test('a teacher who invites somebody uncleared is told what to do', async () => {
    const page = pageOf('teacher');
    const volunteer = people.get(`volunteer ${locale}`);
    await page.goto(at('/teach'));
    await submit(page, 'a[href*="/teach/classes/class"]');
    await page.locator('input[name=email]').fill(volunteer?.email ?? '');
    await submit(page, 'button[value=invite]');
    expect(await page.getByRole('alert').textContent()).toContain(problemWords['gate-not-passed']);
  });

  test('a teacher reports marketing with one tap; the coordinator closes it and the teacher reads how', async () => {
    const page = pageOf('teacher');
    const path = `/visits/${visitIds.get(locale) ?? ''}/conduct`;
    await page.goto(at(path));
    expect(await page.locator('.taps button').count()).toBe(conductKinds.length);
    await submit(page, 'button[value=marketing]');
    expect(await page.getByRole('status').textContent()).toContain(visitGate.conduct.reported);
    await page.goto(at(path));
    expect(await page.locator('section.card').count()).toBe(1);
    await expectReadable(page);

    const crew = pageOf('volunteer');
    await crew.goto(at(path));
    expect(await crew.locator('section.card').count()).toBe(0);

    const desk = pageOf('coordinator');
    await desk.goto(at(path));
    await desk.locator('textarea[name=resolution]').fill('本子已取回 · notebooks taken back');
    await submit(desk, 'button[value=close]');
    await page.reload();
    expect(await page.locator('section.card').textContent()).toContain('notebooks taken back');
  });

  test('checklists are ticked by moment, and say who ticked', async () => {
    const page = pageOf('volunteer');
    await page.goto(at(`/visits/${visitIds.get(locale) ?? ''}/checks`));
    expect(await page.locator('#before fieldset').count()).toBe(5);
    await page.locator('input[name=gifts-listed]').check();
    await page.locator('input[name=photos-agreed]').check();
    await submit(page, '#before button');
    expect(await page.locator('input:checked').count()).toBe(2);
    expect(await page.locator('#before .by').first().textContent()).toContain(`zhou-${locale}`);
    await expectReadable(page);
  });
});
