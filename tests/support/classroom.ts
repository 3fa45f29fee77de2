import { expect } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { openPage, sizes } from './browser.ts';

/** A `name=value` cookie as a browser's context takes it. */
function cookieFor(origin: string, cookie: string): Parameters<BrowserContext['addCookies']>[0][number] {
  const [name = '', value = ''] = cookie.split('=');
  return { name, value, url: origin, httpOnly: true };
}

/** Pages of a room, each a device of its own; `problems` is what nobody expected on any of them. */
export class Classroom {
  readonly problems: string[] = [];
  readonly #browser: Browser;
  /** Words of the console that a test brings about itself: a server that is killed, a network that is cut. */
  readonly #expected: RegExp;

  constructor(browser: Browser, expected = /^$/) {
    this.#browser = browser;
    this.#expected = expected;
  }

  async open(origin: string, cookie: string, path: string, size: keyof typeof sizes): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: sizes[size], reducedMotion: 'reduce' });
    await context.addCookies([cookieFor(origin, cookie)]);
    const { page, problems } = await openPage(context, origin);
    page.setDefaultTimeout(30_000);
    problems.push = (...added: string[]) =>
      this.problems.push(...added.filter((problem) => !this.#expected.test(problem)));
    await page.goto(origin + path);
    return page;
  }
}

/** Waits until a pupil's page shows the stage, at this version of the room or a later one. */
export async function untilStage(page: Page, stage: string): Promise<void> {
  await page.locator(`.play[data-stage="${stage}"]`).waitFor();
}

/** Taps an option and gives it. */
export async function answerOnPage(page: Page, key: string): Promise<void> {
  await page.locator(`.play .question input[value="${key}"]`).check({ force: true });
  await page.locator('.play .question button[type=submit]').click();
}

/** Does a host's action from a page of the host's, at the version that stands. */
export async function actFrom(host: Page, liveId: string, event: unknown): Promise<void> {
  const { origin } = new URL(host.url());
  const at = `${origin}/api/live/${liveId}`;
  const view = (await (await host.request.get(at)).json()) as { session: { version: number } };
  const random = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  const data = { id: `0192f0c1-0000-7000-8000-${random.join('')}`, version: view.session.version, event };
  const done = await host.request.post(`${at}/events`, { data, headers: { origin } });
  expect(done.status()).toBe(200);
}
