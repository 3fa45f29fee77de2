import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { startSite, type Site } from '#tests/support/site.ts';
import { makeTestedClass, type TestedClass } from '#tests/support/tested-class.ts';

let site: Site;
let browser: Browser;
let made: TestedClass;
const problems: string[][] = [];

beforeAll(async () => {
  const dataDir = temporaryFolder();
  made = await makeTestedClass(dataDir);
  site = await startSite({ DATA_DIR: dataDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  expect(problems.flat()).toEqual([]);
});

/** Somebody at a screen of their own. */
async function sit(
  cookie: TestedClass['teacher'],
  path: string,
  size: keyof typeof sizes = 'projector',
): Promise<Page> {
  const context = await browser.newContext({ viewport: sizes[size], baseURL: site.origin });
  await context.addCookies([{ ...cookie, url: site.origin }]);
  const opened = await openPage(context, site.origin);
  problems.push(opened.problems);
  await opened.page.goto(path);
  return opened.page;
}

async function axeFinds(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** From the town to the last question of the open test. */
async function answerTest(page: Page, prefix: string): Promise<void> {
  await page.goto(`${prefix}/town`);
  await page.click('section.test a');
  await page.waitForURL(/\/tests\/sitting_/);
  for (let answered = 0; answered < 4; answered += 1) {
    const asked = await page.inputValue('input[name=questionId]');
    await page.locator('label').nth(answered).click();
    await page.click('main button');
    await page.locator(`input[value="${asked}"]`).waitFor({ state: 'detached' });
  }
  await page.locator('main .done').waitFor();
}

/** The row of a test of the visit that is under way; the first in the list. */
const visitTest = (page: Page, purpose: string) =>
  page.locator('.visit', { hasText: /./ }).first().locator('li', { hasText: purpose });

test('a class sits the test before and after a visit, and its teacher sees how many', async () => {
  const teacher = await sit(made.teacher, `/teach/classes/${made.classId}/tests`);
  const [first, second] = [
    await sit(made.pupils[0] ?? made.teacher, '/town', 'tablet'),
    await sit(made.pupils[1] ?? made.teacher, '/en/town', 'phone'),
  ];
  expect(await first.locator('section.test').count()).toBe(0);
  await first.goto('/tests');
  expect(await first.textContent('main h2')).toBe('现在没有题');

  await visitTest(teacher, '课前').getByRole('button', { name: '打开' }).click();
  await teacher.locator('.card.fresh').waitFor();
  expect(await teacher.textContent('.card.fresh .counts')).toMatch(
    /答完 0 人\s*答了一部分 0 人\s*全班 12 人/,
  );
  await answerTest(first, '');
  await answerTest(second, '/en');
  await teacher.reload();
  expect(await teacher.textContent('.card.fresh .counts strong')).toBe('答完 2 人');
  expect(await axeFinds(teacher)).toEqual([]);

  await visitTest(teacher, '课后').getByRole('button', { name: '打开' }).click();
  await teacher.locator('.card.fresh h2', { hasText: '课后' }).waitFor();
  await answerTest(first, '');
  await answerTest(second, '/en');
  expect(await axeFinds(second)).toEqual([]);
  await teacher.goto(`/en/teach/classes/${made.classId}/tests`);
  expect(await teacher.textContent('.card.fresh .counts strong')).toBe('2 finished');
  expect(await axeFinds(teacher)).toEqual([]);

  const third = await sit(made.pupils[2] ?? made.teacher, '/tests');
  await third.waitForURL(/\/tests\/sitting_/);
  await teacher.getByRole('button', { name: 'Close it' }).click();
  await teacher.locator('.card.fresh').waitFor({ state: 'detached' });
  const rows = await teacher.locator('tbody tr').allTextContents();
  expect(rows.map((row) => /(Before|After)[\s\S]*?2\s*0\s*$/.exec(row.trim())?.[1])).toEqual([
    'After',
    'Before',
  ]);
  await third.locator('label').first().click();
  await third.click('main button');
  expect(await third.textContent('main h2')).toBe('这次的题收好了');
});

test('a class of grade 1 is told that it sits no test', async () => {
  const page = await sit(made.teacher, `/en/teach/classes/${made.youngClassId}/tests`);
  expect(await page.textContent('main .card')).toContain('Grades 1 and 2 sit no test');
  expect(await page.locator('main form').count()).toBe(0);
});

test('a question of the class is asked, taken and answered, and the funnel counts it', async () => {
  const path = `/visits/${made.runningVisitId}/questions`;
  const teacher = await sit(made.teacher, path);
  await teacher.fill('form textarea[name=text]', '打 13812345678 可以问吗？');
  await teacher.getByRole('button', { name: '放进问题箱' }).click();
  expect(await teacher.textContent('[role=alert]')).toContain('电话');
  expect(await teacher.inputValue('form textarea[name=text]')).toContain('可以问吗');
  await teacher.fill('form textarea[name=text]', '为什么银行要给利息？');
  await teacher.getByRole('button', { name: '放进问题箱' }).click();
  await teacher.locator('ol .text', { hasText: '利息' }).waitFor();

  const captain = await sit(made.captain, `/en${path}`, 'phone');
  await captain.getByRole('button', { name: 'I take it' }).click();
  await captain.locator('textarea[name=answer]').fill('银行把钱借给要用的人，用的人付利息。');
  await captain.selectOption('select[name=stage]', 'class');
  expect(await axeFinds(captain)).toEqual([]);
  await captain.getByRole('button', { name: 'Answered', exact: true }).click();
  await captain.locator('ol .chip.good').waitFor();
  await teacher.reload();
  const funnel = await teacher.locator('dl > div').allTextContents();
  expect(funnel.map((one) => one.replaceAll(/\s+/g, ''))).toEqual([
    ...['提出1', '当堂解决1', '志愿者答复0', '专家答复0', '还没答0'],
  ]);
  expect(await teacher.textContent('main')).toContain('动态清零');
  expect(await axeFinds(teacher)).toEqual([]);
});

test('school and bank rate each other, and each sees the other afterwards', async () => {
  const path = `/visits/${made.heldVisitId}/ratings`;
  const teacher = await sit(made.teacher, path);
  const rate = async (page: Page, button: string) => {
    for (const item of ['first', 'second', 'third'])
      await page.locator(`label:has(input[name=${item}][value="4"])`).click();
    await page.getByRole('button', { name: button }).click();
    await page.locator('dl').first().waitFor();
  };
  expect(await axeFinds(teacher)).toEqual([]);
  await rate(teacher, '交上评价');
  expect(await teacher.textContent('main')).toContain('对方还没有评');
  const captain = await sit(made.captain, `/en${path}`, 'tablet');
  expect(await captain.locator('dl').count()).toBe(0);
  await rate(captain, 'Hand in the rating');
  expect(await captain.locator('dl').count()).toBe(2);
  expect(await axeFinds(captain)).toEqual([]);
});

test('a belief of the class becomes a plan with an owner and a day, and is closed with what came of it', async () => {
  const path = `/visits/${made.heldVisitId}/follow-ups`;
  const teacher = await sit(made.teacher, path);
  await teacher.getByRole('button', { name: '加进跟进' }).first().click();
  await teacher.locator('input[name=outcome]').waitFor();
  expect(await axeFinds(teacher)).toEqual([]);
  const coordinator = await sit(made.coordinator, `/en${path}`);
  await coordinator.fill('input[name=outcome]', 'Taught again on Monday');
  await coordinator.getByRole('button', { name: 'Close' }).click();
  await coordinator.locator('.outcome', { hasText: 'Taught again' }).waitFor();
  expect(await axeFinds(coordinator)).toEqual([]);
});
