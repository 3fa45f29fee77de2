import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { findQuestion } from '#catalogue/catalogue.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { listSeats } from '#db/queries/seats.ts';
import { listSeatEvents } from '#db/queries/learning-events.ts';
import { openJoinWindow, closeJoinWindow } from '#features/accounts/join-window.server.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';

const lesson = '/courses/little-banker/meet-the-renminbi';

let running: Running;
let browser: Browser;
let origin: string;
let teacher: Adult;
let classId: string;
let code: string;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    teacher = await makeAdult(database, 'teacher');
    classId = await makeClass(database, teacher.who, { name: '二(3)', grade: 2, seatCount: 45 });
    const opened = await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    if (!opened.ok) throw new Error(opened.problem);
    code = opened.value.code;
  });
  origin = running.address;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: sizes.tablet, baseURL: origin });
  ({ page, problems } = await openPage(context, origin));
  page.setDefaultTimeout(20_000);
});
afterEach(async () => {
  await context.close();
});

const threePictures = ['瓯柑', '帆船', '风筝'];

async function tapPictures(names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name, exact: true }).click();
}

async function sitDown(seat: number): Promise<void> {
  await page.goto(`/join/${code}`);
  await page.getByRole('button', { name: new RegExp(`^${seat} 号`) }).click();
  await page.getByRole('heading', { name: `${seat} 号` }).waitFor();
  const isFirst = (await page.locator('[data-stage=set]').count()) > 0;
  await tapPictures(threePictures);
  if (isFirst) {
    await page.getByRole('heading', { name: '再点一遍' }).waitFor();
    await tapPictures(threePictures);
    await page.getByRole('radio', { name: '小水獭' }).check();
    await page.getByRole('button', { name: '进小镇' }).click();
  }
  await page.waitForURL('**/town');
}

async function openQuestion(id: string, path = lesson): Promise<ReturnType<Page['locator']>> {
  await page.goto(path);
  const step = await page.locator(`.step:has([data-question="${id}"])`).getAttribute('id');
  await page.goto(`${path}#${step}`);
  const question = page.locator(`[data-question="${id}"]`);
  await question.waitFor({ state: 'visible' });
  // The island is alive when its options answer.
  await page.locator(`astro-island:not([ssr]) [data-question="${id}"]`).waitFor();
  return question;
}

function keysOf(id: string): { right: number; wrong: [number, number] } {
  const options = findQuestion(id)?.options ?? [];
  const right = options.findIndex(({ correct }) => correct);
  const [first = 0, second = 0] = [0, 1, 2].filter((index) => index !== right);
  return { right, wrong: [first, second] };
}

async function eventsOf(seat: number, kind: string): Promise<number> {
  const seats = await listSeats(running.database, classId);
  const events = await listSeatEvents(
    running.database,
    seats.find(({ number }) => number === seat)?.id ?? '',
  );
  return events.filter((event) => event.kind === kind).length;
}

describe('joining', () => {
  test('a forgiving class code, a seat by arrows, three pictures twice, a friend, the town', async () => {
    await page.goto('/join');
    const spaced = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`;
    const fullWidth = spaced.replace(/[A-Z0-9]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    await page.getByLabel('班级码').fill(fullWidth);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '你坐几号' }).waitFor();

    await page.getByRole('button', { name: /^1 号/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '2 号，选你的三张图' }).waitFor();
    await tapPictures(threePictures);
    await tapPictures(['瓯柑', '风筝', '帆船']);
    await page.getByText('和刚才不一样').waitFor();
    await tapPictures(threePictures);
    await tapPictures(threePictures);
    await page.getByRole('radio', { name: '小白鹭' }).check();
    await page.getByRole('button', { name: '进小镇' }).click();
    await page.waitForURL('**/town');
    expect(await page.locator('header').innerText()).toContain('2 号');
    expect(problems).toEqual([]);
  });

  test('a taken seat asks for its pictures, and says what to do when they are wrong', async () => {
    await sitDown(5);
    await context.clearCookies();
    await page.goto(`/join/${code}`);
    await page.getByRole('button', { name: '5 号, 有人' }).click();
    await tapPictures(['熊猫', '小鱼', '石桥']);
    await page.getByText('这三张图不对').waitFor();
    await tapPictures(threePictures);
    await page.waitForURL('**/town');
    // The refusal itself is a 401 that the browser notes.
    expect(problems.filter((problem) => !problem.includes('401'))).toEqual([]);
  });

  test.each([
    ['/join', '没有这个班级码'],
    ['/en/join', 'There is no such class code'],
  ])('an unknown code on %s is answered in words', async (path, words) => {
    await page.goto(path);
    await page.locator('#code').fill('ZZZZZZ');
    await page.keyboard.press('Enter');
    await page.getByText(words).waitFor();
    await page.locator('#code').fill('ZZZ');
    await page.keyboard.press('Enter');
    await page.getByText('3').first().waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/3/);
  });

  test('a closed door is said before a seat is chosen', async () => {
    await closeJoinWindow(running.database, teacher.who, classId, Date.now());
    try {
      await page.goto(`/en/join/${code}`);
      await page.getByText('The door is closed').waitFor();
    } finally {
      await openJoinWindow(running.database, teacher.who, classId, 60, Date.now());
    }
  });

  test('“not me” lets the next pupil sit down', async () => {
    await sitDown(6);
    await page.getByRole('button', { name: '不是我' }).click();
    await page.waitForURL('**/join');
    expect(await (await page.request.get('/api/me')).json()).toMatchObject({ seat: null });
    expect(problems).toEqual([]);
  });
});

describe('a question', () => {
  test('a wrong try gets a clue and stays marked; a second one the answer; a reload keeps both', async () => {
    await sitDown(10);
    const { right, wrong } = keysOf('LB02-Q1');
    const question = await openQuestion('LB02-Q1');
    const options = question.locator('label');
    await options.nth(wrong[0]).click();
    await question.getByRole('button', { name: '就选它' }).click();
    await question.getByText('再看看').waitFor();
    expect(await options.nth(wrong[0]).getByRole('radio').isDisabled()).toBe(true);
    expect(await question.getByRole('status').innerText()).not.toBe('');
    expect(await question.innerText()).not.toContain('答案在这里');

    await options.nth(wrong[1]).click();
    await question.getByRole('button', { name: '再试一次' }).click();
    await options.nth(right).getByText('答案在这里').waitFor();
    expect(await question.getByRole('button').count()).toBe(0);

    await page.reload();
    await page.locator('[data-question="LB02-Q1"] label').nth(right).getByText('答案在这里').waitFor();
    expect(await eventsOf(10, 'question-answered')).toBe(2);
    expect(problems).toEqual([]);
  });

  test('digits choose and Enter answers, in English too', async () => {
    await sitDown(11);
    const { right } = keysOf('LB02-Q2');
    const question = await openQuestion('LB02-Q2', `/en${lesson}`);
    await question.getByRole('radio').first().focus();
    await page.keyboard.press(String(right + 1));
    await page.keyboard.press('Enter');
    await question.locator('.right .mark').getByText('Right').waitFor();
    expect(problems).toEqual([]);
  });

  test('a visitor without a seat is shown the way in', async () => {
    const question = await openQuestion('LB02-Q1');
    await question.locator('label').first().click();
    await question.getByRole('button', { name: '就选它' }).click();
    await question.getByRole('link', { name: '去加入班级' }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe('without a network', () => {
  const down = () => page.route('**/api/answers', (route) => route.abort());

  test('an answer is kept over a reload, sent once when the network is back, and marked', async () => {
    await sitDown(20);
    const { right } = keysOf('LB02-Q1');
    let question = await openQuestion('LB02-Q1');
    await down();
    await question.locator('label').nth(right).click();
    await question.getByRole('button', { name: '就选它' }).click();
    await question.getByText('网络断了').waitFor();
    await page.reload();
    question = page.locator('[data-question="LB02-Q1"]');
    await question.getByText('存好了', { exact: true }).waitFor();
    expect(await eventsOf(20, 'question-answered')).toBe(0);

    await page.unroute('**/api/answers');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await question.locator('.right .mark').getByText('对').waitFor();
    expect(await eventsOf(20, 'question-answered')).toBe(1);
  });

  test('kept answers wait for their own seat when another pupil sits down', async () => {
    await sitDown(21);
    const question = await openQuestion('LB02-Q1');
    await down();
    await question.locator('label').first().click();
    await question.getByRole('button', { name: '就选它' }).click();
    await question.getByText('网络断了').waitFor();
    await page.unroute('**/api/answers');

    await page.goto('/town');
    await page.getByRole('button', { name: '不是我' }).click();
    await page.waitForURL('**/join');
    await sitDown(22);
    const others = await openQuestion('LB02-Q2');
    await others.locator('label').first().click();
    await others.getByRole('button', { name: '就选它' }).click();
    await others.getByRole('status').getByText(/./).first().waitFor();
    expect(await eventsOf(21, 'question-answered')).toBe(0);
    expect(await eventsOf(22, 'question-answered')).toBe(1);

    await page.goto('/town');
    await page.getByRole('button', { name: '不是我' }).click();
    await page.waitForURL('**/join');
    await sitDown(21);
    await openQuestion('LB02-Q1');
    await page.locator('[data-question="LB02-Q1"] .mark').first().waitFor();
    expect(await eventsOf(21, 'question-answered')).toBe(1);
  });
});

describe('a lesson', () => {
  test('shows a step at a time, remembers it, and can be linked to', async () => {
    await page.goto(lesson);
    await page.locator('html[data-steps]').waitFor();
    const ids = await page.locator('.step').evaluateAll((steps) => steps.map(({ id }) => id));
    expect(ids).toEqual(ids.map((_, index) => `step-${index + 1}`));
    expect(await page.locator('.step:visible').count()).toBe(1);
    await page.getByRole('button', { name: '下一步' }).click();
    expect(page.url()).toContain('#step-2');
    await page.goto(lesson);
    await page.locator('#step-2').waitFor({ state: 'visible' });
    await page.goto(`${lesson}#step-4`);
    await page.locator('#step-4').waitFor({ state: 'visible' });
    expect(problems).toEqual([]);
  });

  test('is whole without scripts', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: origin });
    const sheet = await plain.newPage();
    await sheet.goto(lesson);
    const steps = await sheet.locator('.step').count();
    expect(steps).toBeGreaterThan(5);
    expect(await sheet.locator('.step:visible').count()).toBe(steps);
    await plain.close();
  });

  test('carries no key, and no request goes elsewhere', async () => {
    const html = await (await page.request.get(lesson)).text();
    const question = findQuestion('LB02-Q1');
    for (const { feedback } of question?.options ?? []) expect(html).not.toContain(feedback.en);
    expect(html).not.toMatch(/M-VAL-|&quot;correct&quot;|misconception/);
    // The same search finds what the page does hold.
    expect(html).toContain('LB02-Q1');
  });
});

describe('for everybody', () => {
  test.each([
    '/',
    '/en',
    '/join',
    '/en/join',
    lesson,
    `/en${lesson}`,
    '/courses/little-banker/the-magic-of-interest',
    '/en/courses/little-banker/the-magic-of-interest',
    '/courses/financial-integrity/a-promise-is-worth-gold',
    '/en/courses/financial-integrity/a-promise-is-worth-gold',
    '/courses/little-banker',
    `${lesson}/plan`,
    '/glossary',
    '/privacy',
  ])('nothing serious stands in the way on %s', async (path) => {
    // A step fades in for a quarter of a second; axe would read its words half faded.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('nothing serious stands in the way in the town', async () => {
    await sitDown(30);
    for (const path of ['/town', '/en/town']) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    }
    expect(problems).toEqual([]);
  });
});
