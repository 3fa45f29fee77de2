import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { fill, pagePath, words } from '#i18n/index.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { dayIn } from '#tests/support/booking.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';

const locales = ['zh-CN', 'en'] as const;
const roles = ['teacher', 'volunteer', 'coordinator'] as const;
type Person = (typeof roles)[number];

let running: Running;
let origin: string;
let browser: Browser;
const people = new Map<string, Adult>();

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    await loadCatalogue();
    for (const locale of locales) {
      const bank = { organisation: `Bank ${locale}` };
      const school = { organisation: `School ${locale}` };
      const teacher = await makeAdult(database, 'teacher', { name: `wang-${locale}`, ...school });
      const volunteer = await makeAdult(database, 'volunteer', { name: `zhou-${locale}`, ...bank });
      const coordinator = await makeAdult(database, 'coordinator', { name: `lin-${locale}`, ...bank });
      await makeAdult(database, 'volunteer', { name: `not-cleared-${locale}`, ...bank });
      await clearVolunteer(database, volunteer);
      for (const [role, adult] of Object.entries({ teacher, volunteer, coordinator }))
        people.set(`${role} ${locale}`, adult);
      await makeClass(database, teacher.who);
    }
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

async function go(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);
}

/** Nothing to mend for axe, and nothing beyond the edge of a desk's screen or a phone's. */
async function expectReadable(page: Page): Promise<void> {
  for (const size of [sizes.phone, sizes.projector]) {
    await page.setViewportSize(size);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, page.url()).toBeLessThanOrEqual(0);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

describe.each(locales)('a visit is arranged (%s)', (locale) => {
  const { visitBooking: say, visitDesk, problems: problemWords } = words(locale);
  const at = (path: string): string => origin + pagePath(locale, path);
  const pages: Partial<Record<Person, Page>> = {};
  const noise: string[] = [];
  const day = dayIn(9);
  let visit = '';

  function pageOf(person: Person): Page {
    const page = pages[person];
    if (!page) throw new Error(`${person} did not sign in.`);
    return page;
  }
  const open = (page: Page, below = '') => page.goto(origin + visit + below);

  beforeAll(async () => {
    for (const person of roles) {
      const adult = people.get(`${person} ${locale}`);
      const context = await browser.newContext({ viewport: sizes.projector });
      const { page, problems } = await openPage(context, origin);
      page.on('close', () => noise.push(...problems));
      await page.goto(at('/sign-in'));
      await page.locator('input[name=email]').fill(adult?.email ?? '');
      await page.locator('input[name=password]').fill(adult?.password ?? '');
      await go(page, 'main button[type=submit]');
      pages[person] = page;
    }
  });
  afterAll(async () => {
    for (const page of Object.values(pages)) await page.context().close();
    expect(noise).toEqual([]);
  });

  /** From the first step to the last, which is not sent yet. */
  async function sayTwoSteps(page: Page, time: string): Promise<void> {
    await page.goto(at('/visits/new'));
    const district = page.locator('select[name=districtCode]');
    if ((await district.count()) > 0) await district.selectOption('330302');
    await expectReadable(page);
    await go(page, 'main form button');
    await page.locator('input[name=day]').fill(day);
    await page.locator('input[name=time]').fill(time);
    await expectReadable(page);
    await go(page, 'main form button');
  }

  test('a teacher asks in three steps; the contact stands in no address', async () => {
    const page = pageOf('teacher');
    await page.goto(at('/visits'));
    await expectReadable(page);
    await sayTwoSteps(page, '10:00');
    await expectReadable(page);
    await page.locator('input[name=place]').fill('301');
    await page.locator('input[name=contact]').fill('Wang 0577');
    await go(page, 'main form button');
    expect(await page.getByRole('status').textContent()).toContain(visitDesk.arrange.sent);
    const url = new URL(page.url());
    expect(url.href).not.toContain('0577');
    visit = url.pathname;
    expect(await page.locator('main').textContent()).toContain(say.status.open);
    await expectReadable(page);
  });

  test('asking for the same class and time again is refused, with everything typed still there', async () => {
    const page = pageOf('teacher');
    await sayTwoSteps(page, '10:20');
    expect(await page.locator('main').textContent()).toContain(visitDesk.arrange.clashNow);
    // What the school said once is filled in.
    expect(await page.locator('input[name=contact]').inputValue()).toBe('Wang 0577');
    await page.locator('input[name=place]').fill('302');
    await go(page, 'main form button');
    expect(await page.getByRole('alert').textContent()).toContain(problemWords['class-busy']);
    expect(await page.locator('input[name=place]').inputValue()).toBe('302');
    await expectReadable(page);
  });

  test('a coordinator finds it, takes it and staffs it with who is cleared', async () => {
    const page = pageOf('coordinator');
    await page.goto(at('/visits'));
    await expectReadable(page);
    await page.goto(at('/visits/open'));
    await expectReadable(page);
    await go(page, `main a[href="${visit}"]`);
    expect(await page.locator('.take').textContent()).toContain(
      fill(say.home.capacity, { free: 1, volunteers: 2 }),
    );
    await expectReadable(page);
    await go(page, '.take button');
    expect(await page.locator('main').textContent()).toContain(say.status.agreed);
    await open(page, '/crew');
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await page.locator('tbody select').count()).toBe(1);
    await page.locator('tbody select').selectOption('captain');
    await go(page, 'main form button');
    expect(await page.getByRole('status').textContent()).toContain(say.crew.saved);
    await expectReadable(page);
  });

  test('the volunteer finds it on the desk, with its calendar file and the sheet for the school', async () => {
    const page = pageOf('volunteer');
    await page.goto(at('/visits'));
    expect(await page.locator('.next').textContent()).toContain(say.status.agreed);
    await expectReadable(page);
    await go(page, `.next a[href="${visit}"]`);
    expect(await page.locator('main').textContent()).toContain(say.roles.captain);
    await expectReadable(page);
    const calendar = await page.request.get(`${origin}${visit}/calendar.ics`);
    expect(calendar.headers()['content-type']).toContain('text/calendar');
    expect(await calendar.text()).toContain(`DTSTART:${day.replaceAll('-', '')}T020000Z`);
    await open(page, '/filing');
    await expectReadable(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.side').isVisible()).toBe(false);
    expect(await page.locator('.sheet').isVisible()).toBe(true);
    expect(await page.locator('.sheet').textContent()).toContain('Wang 0577');
    await page.emulateMedia({ media: 'screen' });
  });

  test('a change on an old state is refused with nothing lost, and kept when sent again', async () => {
    const [page, other] = [pageOf('teacher'), pageOf('coordinator')];
    const change = page.locator('details:has(input[value=change])');
    await open(page);
    await change.locator('summary').click();
    await change.locator('input[name=time]').fill('14:30');
    await change.locator('input[name=reason]').fill('sports day');

    await open(other, '/crew');
    await other.locator('input[name=name]').fill('Nanyuan');
    await go(other, 'form:has(input[value=add-host]) button');

    await go(page, 'details[open] button');
    expect(await page.getByRole('alert').textContent()).toContain(problemWords['visit-changed']);
    expect(await change.locator('input[name=time]').inputValue()).toBe('14:30');
    expect(await change.locator('input[name=reason]').inputValue()).toBe('sports day');
    await expectReadable(page);
    await go(page, 'details[open] button');
    const history = await page.locator('.history').textContent();
    expect(history).toContain('sports day');
    expect(history).toContain(
      fill(say.home.fromTo, { field: say.fields.startMinute, before: '10:00', after: '14:30' }),
    );
    // Another time asks the bank and the new host to confirm again.
    expect(await page.locator('main').getByText(say.home.unconfirmed).count()).toBe(2);
  });

  test('the coordinator cancels with a reason, and everyone sees it', async () => {
    const page = pageOf('coordinator');
    await open(page);
    const cancel = page.locator('details:has(input[value=cancel])');
    await cancel.locator('summary').click();
    await cancel.locator('input[name=reason]').fill('typhoon');
    await go(page, 'details[open] button');
    expect(await page.locator('main').textContent()).toContain(say.status.cancelled);
    const volunteer = pageOf('volunteer');
    await open(volunteer);
    expect(await volunteer.locator('.history').textContent()).toContain('typhoon');
    await expectReadable(volunteer);
  });
});
