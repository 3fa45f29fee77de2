import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import { setStage } from '#tests/load/stage.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { startSite, type Site } from '#tests/support/site.ts';

let site: Site;
let browser: Browser;
let cookies: readonly string[];
let sitting: string;

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'square-one-sealed-'));
  const stage = await setStage(dataDir, 60, Date.now(), { testOf: 'little-banker-a' });
  ({ cookies } = stage);
  sitting = `/tests/${stage.sittings[0] ?? ''}`;
  site = await startSite({ DATA_DIR: dataDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** What a sealed page must not hold: names of the author's fields, beliefs, and every feedback sentence. */
async function secretsIn(html: string): Promise<readonly string[]> {
  const { questions, misconceptions } = await loadCatalogue();
  const sentences = questions
    .filter(({ sealed }) => sealed)
    .flatMap(({ options }) => options.flatMap(({ feedback }) => [feedback.zh, feedback.en]));
  const codes = misconceptions.map(({ code }) => code);
  return ['"correct"', 'misconception', 'feedback', ...codes, ...sentences].filter((one) =>
    html.includes(one),
  );
}

test.each([
  ['', 'odd', 1, '我还不知道', '都选好了'],
  ['/en', 'even', 2, 'I do not know yet', 'All done'],
])(
  'the test at %s/tests is answered by an %s seat to its end without JavaScript and tells no key',
  async (prefix, _seat, number, unsure, done) => {
    const [name = '', value = ''] = (cookies[number - 1] ?? '').split(/=(.*)/s);
    const context = await browser.newContext({ javaScriptEnabled: false });
    await context.addCookies([{ name, value, url: site.origin }]);
    const page = await context.newPage();
    const response = await page.goto(`${site.origin}${prefix}/tests`);
    expect(new URL(page.url()).pathname).toBe(prefix + sitting);
    expect(response?.headers()['cache-control']).toBe('no-store');
    await page.click('main button');
    expect(await page.locator('[role=alert]').count()).toBe(1);
    let answered = 0;
    while ((await page.locator('fieldset').count()) > 0 && answered < 20) {
      const html = await page.content();
      expect(html).toContain(unsure);
      expect(await secretsIn(html)).toEqual([]);
      await page
        .locator('label')
        .nth(answered % 4)
        .click();
      const shown = await page.inputValue('input[name=questionId]');
      await page.click('main button');
      await page.locator(`input[value="${shown}"]`).waitFor({ state: 'detached' });
      answered += 1;
    }
    expect(answered).toBe(4);
    expect(await page.textContent('main h2')).toContain(done);
    await context.close();
  },
);

test('a belief that is planted in a page is found', async () => {
  expect(await secretsIn('<p>M-VAL-UNIT</p>')).toEqual(['M-VAL-UNIT']);
});

test('a test that does not exist is not found, and a stranger is led to the door', async () => {
  const cookie = cookies[0] ?? '';
  const missing = await fetch(`${site.origin}/tests/nothing`, { headers: { cookie } });
  expect(missing.status).toBe(404);
  const stranger = await fetch(site.origin + sitting, { redirect: 'manual' });
  expect(stranger.headers.get('location')).toBe('/join');
});
