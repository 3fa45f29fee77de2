import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import { gameIds } from '#games/rules.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { actFrom } from '#tests/support/classroom.ts';
import { isPlanned, readMechanisms, saidPlanned } from '#tests/support/mechanisms.ts';
import { startDemoSite, type DemoSite } from '#tests/support/site.ts';

const rows = readMechanisms();
const built = rows.filter((row) => !isPlanned(row));
const planned = rows.filter(isPlanned);

/** The numbers that the games go by among authors. */
const numberOf: Readonly<Record<(typeof gameIds)[number], string>> = {
  'little-teller': 'G1',
  'savings-garden': 'G2',
  'promise-bridge': 'G6',
};
const builtGames = gameIds.map((id) => numberOf[id]);

describe('the list of mechanisms', () => {
  test('has each of the 85 once, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 85 }, (_, index) => index + 1));
  });

  test('no more than three share one place', () => {
    const shared = Map.groupBy(built, ({ target }) => target);
    expect([...shared].filter(([, own]) => own.length > 3).map(([target]) => target)).toEqual([]);
  });

  test('says itself how many are planned, and those wait for something that is not built', async () => {
    const { lessons } = await loadCatalogue();
    const names = planned.map(({ target }) => target.match(/\b(LB|FI|G)\d+\b/g) ?? []);
    const isBuilt = (name: string): boolean =>
      name.startsWith('G')
        ? builtGames.includes(name)
        : lessons.find(({ id }) => id === name)?.ready === true;
    expect(names.filter((own) => own.length === 0 || own.every(isBuilt))).toEqual([]);
    expect(saidPlanned()).toBe(planned.length);
  });
});

describe('on the demo’s site', () => {
  let site: DemoSite;
  let browser: Browser;
  const contexts = new Map<string, BrowserContext>();
  const places: Record<string, string> = {};

  beforeAll(async () => {
    site = await startDemoSite();
    browser = await launchBrowser();
    contexts.set('stranger', await browser.newContext({ baseURL: site.origin }));
    contexts.set('pupil', await sitDown());
    for (const who of ['teacher', 'volunteer', 'coordinator']) contexts.set(who, await signIn(who));
    places['class'] = await idFrom('teacher', '/teach', /\/teach\/classes\/(class_\w+)/, '二(2)');
    places['class5'] = await idFrom('teacher', '/teach', /\/teach\/classes\/(class_\w+)/, '五(1)');
    places['visit'] = await idFrom('volunteer', '/visits', /\/visits\/(visit_\w+)/, '二(2)');
    places['past'] = await idFrom('coordinator', '/visits', /\/visits\/(visit_\w+)/, '温大附小');
    places['asked'] = await idFrom('coordinator', '/visits/open', /\/visits\/(visit_\w+)/, '五(1)');
    await holdVisit(places['visit']);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  test.each(built)('$number $name: “$text”', async ({ who, target, text }) => {
    const page = await contexts.get(who)?.newPage();
    if (!page) throw new Error(`Nobody is called ${who}.`);
    const address = target.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => places[name] ?? 'unknown');
    const response = await page.goto(address);
    const seen = await page.locator('body').innerText();
    await page.close();
    expect(response?.status()).toBe(200);
    expect(seen.replaceAll(/\s+/g, '')).toContain(text.replaceAll(/\s+/g, ''));
  });

  /** The volunteer runs the day's lesson by hands and ends it. */
  async function holdVisit(visitId: string): Promise<void> {
    const host = await contexts.get('volunteer')?.newPage();
    if (!host) throw new Error('No volunteer signed in.');
    await host.goto(`/visits/${visitId}/run`);
    await host.locator('form button[value=start]').click();
    await host.locator('.control').waitFor();
    const board = await host.locator('a[href*="/board/"]').first().getAttribute('href');
    const liveId = /live_\w+/.exec(board ?? '')?.[0] ?? '';
    await actFrom(host, liveId, { type: 'moved', to: 1 });
    await actFrom(host, liveId, { type: 'ended' });
    await host.close();
  }

  async function signIn(who: string): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: site.origin });
    const form = { email: `${who}@demo.test`, password: site.password };
    const headers = { origin: site.origin };
    const answered = await context.request.post('/sign-in', { form, headers, maxRedirects: 0 });
    expect(answered.status()).toBe(303);
    return context;
  }

  async function sitDown(): Promise<BrowserContext> {
    const context = await browser.newContext({ baseURL: site.origin });
    const seat = { code: site.classCode, seat: 44, pictures: ['orange', 'boat', 'kite'], character: 'otter' };
    const data = { ...seat, deviceId: 'mechanisms-device-000000000000000' };
    const headers = { origin: site.origin };
    expect((await context.request.post('/api/join', { data, headers })).ok()).toBe(true);
    return context;
  }

  /** The id in the link of a page that stands with these words. */
  async function idFrom(who: string, path: string, pattern: RegExp, words: string): Promise<string> {
    const page: Page | undefined = await contexts.get(who)?.newPage();
    await page?.goto(path);
    const links = (await page?.locator('a').all()) ?? [];
    for (const link of links) {
      const id = pattern.exec((await link.getAttribute('href')) ?? '')?.[1];
      const near = await link.evaluate((one) => (one.closest('li, tr, article, section') ?? one).textContent);
      if (id && near.includes(words)) {
        await page?.close();
        return id;
      }
    }
    throw new Error(`No link of ${words} on ${path}.`);
  }
});
