import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { catalogue, findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Lesson, Question } from '#catalogue/schema.ts';
import { botMoves } from '#games/bots.ts';
import type { TellerMove } from '#games/little-teller/rules.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { ClassLedger } from '#tests/support/class-ledger.ts';
import { DeviceDriver } from '#tests/support/device-driver.ts';
import { startDemoSite, type DemoSite } from '#tests/support/site.ts';

/**
 * A class's day on the site that `npm start` leaves: a teacher, two pupils and the room's screen in real pages,
 * 26 more devices through the pages' own submit module, and the teacher's numbers beside the drivers' ledger.
 */
const devices = 26;
const pageSeats = { zh: 41, en: 42 } as const;
const homeSeat = 43;

let site: DemoSite;
let browser: Browser;
let teacher: Page;
let classPath: string;
let code: string;
let lesson: Lesson;
let questions: readonly Question[];
const ledger = new ClassLedger();
const problems: string[] = [];
const contexts: BrowserContext[] = [];

async function open(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: site.origin });
  contexts.push(context);
  const opened = await openPage(context, site.origin);
  opened.page.setDefaultTimeout(30_000);
  opened.page.on('close', () => problems.push(...opened.problems));
  return opened.page;
}

beforeAll(async () => {
  await loadCatalogue();
  const found = findLesson('LB02');
  if (!found) throw new Error('LB02 is the lesson of this test.');
  lesson = found;
  questions = (lesson.content?.questionIds ?? []).flatMap((id) => findQuestion(id) ?? []);
  site = await startDemoSite();
  browser = await launchBrowser();
  teacher = await open(sizes.projector);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

test('a teacher signs in, makes class 四(2) with 45 seats, assigns a module and opens the door', async () => {
  await teacher.goto('/sign-in');
  await teacher.fill('input[name=email]', 'teacher@demo.test');
  await teacher.fill('input[name=password]', site.password);
  await teacher.click('main button[type=submit]');
  await teacher.waitForURL('**/teach');

  await teacher.goto('/teach/classes/new');
  await teacher.fill('input[name=name]', '四(2)');
  await teacher.selectOption('select[name=grade]', '4');
  await teacher.fill('input[name=seatCount]', '45');
  await teacher.click('main form button[type=submit]');
  await teacher.waitForURL(/\/teach\/classes\/class_/);
  classPath = new URL(teacher.url()).pathname;

  await teacher.goto(`${classPath}/assignments`);
  await teacher.check('input[name=moduleId][value=little-banker-a]');
  await teacher.click('button[name=action][value=assign]');
  await teacher.goto(classPath);
  await teacher.click('form[action$="/window"] button[value="45"]');
  await teacher.goto(classPath);
  code = /\b[A-HJ-NP-Z2-9]{6}\b/.exec(await teacher.locator('main').innerText())?.[0] ?? '';
  expect(code).toHaveLength(6);
});

describe('pupils', () => {
  test.each([
    { language: 'zh', prefix: '', size: sizes.phone, pictures: [0, 1, 2], right: true },
    { language: 'en', prefix: '/en', size: sizes.tablet, pictures: [3, 4, 5], right: false },
  ] as const)(
    'a pupil joins in $language, learns, plays and finishes',
    async ({ language, prefix, size, pictures, right }) => {
      const page = await open(size);
      const seat = pageSeats[language];
      await page.goto(`${prefix}/join/${code}`);
      await page.locator(`.grid button:has-text("${seat}")`).first().click();
      for (let times = 0; times < 2; times += 1) {
        await page.locator(`[data-stage=${times === 0 ? 'set' : 'confirm'}]`).waitFor();
        for (const picture of pictures) await page.locator('.pad button').nth(picture).click();
      }
      await page.getByRole('radio').first().check();
      await page.locator('[data-stage=character] button').last().click();
      await page.waitForURL('**/town');

      for (const question of questions) await answerOnPage(page, prefix, seat, question, right);
      await playByTable(page, prefix);
      await finishOnPage(page, prefix, seat);
      await page.close();
    },
  );

  test('a pupil at home, by the long code of the own card, does the same steps alone', async () => {
    await teacher.goto(`${classPath}/cards`);
    const longCode = await teacher
      .locator('.home .code')
      .nth(homeSeat - 1)
      .textContent();
    const page = await open(sizes.phone);
    await page.goto('/join');
    await page.locator('astro-island:not([ssr]) .other button').first().click();
    await page.locator('[data-stage=home] input').fill(longCode?.trim() ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/town');
    for (const question of questions) await answerOnPage(page, '', homeSeat, question, true);
    await playByTable(page, '');
    await finishOnPage(page, '', homeSeat);
    const me = (await (await page.request.get('/api/me')).json()) as { seat: unknown };
    expect(me.seat).toMatchObject({ number: homeSeat, place: 'home' });
    await page.close();
  });

  test(`${devices} more devices do the lesson at the same time`, async () => {
    const drivers = Array.from({ length: devices }, (_, index) => new DeviceDriver(site.origin, index + 1));
    await Promise.all(drivers.map((driver) => driver.join(code)));
    await Promise.all(drivers.map((driver) => driver.doLesson(lesson, questions, ledger)));
    expect(ledger.finishedSeats).toBeGreaterThan(15);
  });
});

/** Goes to the step that holds `selector`, as a link to it does. */
async function openStep(page: Page, prefix: string, selector: string): Promise<void> {
  await page.goto(prefix + lesson.path);
  const step = await page.locator(`.step:has(${selector})`).getAttribute('id');
  await page.goto(`${prefix}${lesson.path}#${step}`);
  await page.reload();
  await page.locator(`astro-island:not([ssr]) ${selector}`).waitFor();
}

async function openQuestion(page: Page, prefix: string, { id }: Question): Promise<Locator> {
  await openStep(page, prefix, `[data-question="${id}"]`);
  return page.locator(`[data-question="${id}"]`);
}

/** Answers as this page's pupil does: the right one at once, or a wrong one first. */
async function answerOnPage(
  page: Page,
  prefix: string,
  seat: number,
  question: Question,
  right: boolean,
): Promise<void> {
  const box = await openQuestion(page, prefix, question);
  const correct = question.options.findIndex((option) => option.correct);
  const wrong = question.options.findIndex((option) => !option.correct);
  for (const [index, place] of (right ? [correct] : [wrong, correct]).entries()) {
    await box.locator('label').nth(place).click();
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/answers'));
    await box.locator('button').first().click();
    expect((await answered).status()).toBe(200);
    if (index === 0) ledger.firstTry(seat, question, question.options[place]?.key ?? '');
  }
}

async function playByTable(page: Page, prefix: string): Promise<void> {
  await openStep(page, prefix, '[data-game]');
  const issued = page.waitForResponse((response) => response.url().endsWith('/api/games/runs'));
  await page.locator('[data-game] button').first().click();
  const run = (await (await issued).json()) as { seed: number; band: 'A' };
  // The switch is there once the game is fetched.
  await expect.poll(() => toTable(page), { timeout: 60_000, interval: 1000 }).toBe(true);
  const finished = page.waitForResponse((response) => response.url().endsWith('/api/games'));
  const moves = botMoves('little-teller', run, { seed: 1, skillBp: 10_000 }) as TellerMove[];
  for (const move of moves) await page.keyboard.press(keyOf(move));
  const reply = (await (await finished).json()) as { scoreBp: number };
  expect(reply.scoreBp).toBeGreaterThan(9000);
}

async function toTable(page: Page): Promise<boolean> {
  if (await page.locator('dialog .table').isVisible()) return true;
  await page.keyboard.press('t');
  return false;
}

function keyOf(move: TellerMove): string {
  if (move.kind === 'count') return 'c';
  if (move.kind === 'hand-over') return 'h';
  const slot = [2000, 1000, 500, 100].indexOf(move.chipFen) + 1;
  return move.kind === 'take' ? `Shift+Digit${slot}` : `Digit${slot}`;
}

async function finishOnPage(page: Page, prefix: string, seat: number): Promise<void> {
  await page.goto(prefix + lesson.path);
  const last = await page.locator('.step').last().getAttribute('id');
  const finished = page.waitForResponse((response) => response.url().endsWith('/finished'));
  await page.goto(`${prefix}${lesson.path}#${last}`);
  await page.reload();
  expect((await finished).status()).toBe(200);
  ledger.finished(seat);
  await page.goto(`${prefix}/town`);
  const title = lesson.title[prefix ? 'en' : 'zh'];
  // The wide and the tall town are both in the page; the screen's shape shows one.
  await page.locator('main').getByText(title).filter({ visible: true }).first().waitFor();
}

test('the preview as seat 0 learns too and is counted nowhere', async () => {
  await teacher.goto(classPath);
  await teacher.click('form[action$="/preview"] button');
  await teacher.waitForURL('**/town');
  const question = questions[0];
  if (!question) throw new Error('The lesson asks something.');
  const box = await openQuestion(teacher, '', question);
  await box.locator('label').first().click();
  const answered = teacher.waitForResponse((response) => response.url().endsWith('/api/answers'));
  await box.locator('button').first().click();
  expect((await answered).status()).toBe(200);
});

test('the room’s screen counts hands into the same book, through a reload', async () => {
  await teacher.goto(`${classPath}/lessons?lesson=LB02&minutes=20`);
  await teacher.click('button[value=start]');
  await teacher.waitForURL('**/board/**');
  const board = await open(sizes.board);
  await board.context().addCookies(await teacher.context().cookies());
  await board.goto(new URL(teacher.url()).pathname);
  for (let steps = 0; steps < 20 && (await board.locator('.counter input').count()) === 0; steps += 1) {
    await board.keyboard.press('ArrowRight');
    await board.waitForTimeout(400);
  }
  const stem = await board.locator('main h2').first().innerText();
  const asked = questions.find(
    ({ stem: { zh } }) =>
      zh.replaceAll(/\s/g, '') === stem.replaceAll(/\s|[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]/g, ''),
  );
  const question =
    asked ?? questions.find(({ stem: { zh } }) => stem.replaceAll(/\s/g, '').includes(zh.slice(0, 4)));
  if (!question) throw new Error(`Which question is this? ${stem}`);
  const counts = { A: 20, B: 7, C: 3 };
  for (const [index, count] of Object.values(counts).entries()) {
    await board.locator('.counter input').nth(index).fill(String(count));
    await board.locator('.counter input').nth(index).blur();
  }
  await board.waitForTimeout(2500);
  await board.reload();
  await board.locator('.counter input').first().waitFor();
  expect(
    await board
      .locator('.counter input')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
  ).toEqual(Object.values(counts).map(String));
  await board.locator('button.reveal').click();
  await board.locator('.ideas').waitFor();
  ledger.hands(question, counts);
  await board.close();
});

describe('the teacher', () => {
  test('sees each seat’s progress as the drivers wrote it down', async () => {
    for (const prefix of ['', '/en']) {
      await teacher.goto(`${prefix}${classPath}/progress?module=little-banker-a`);
      const cells = await teacher
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => row.textContent.replaceAll(/\s+/g, ' ')));
      expect(cells).toHaveLength(45);
      const finished = cells.filter((cell) => cell.includes('■')).length;
      expect(finished).toBe(ledger.finishedSeats);
      for (const seat of [1, 5, 10, 26, 41, 42]) {
        const { answered, right } = ledger.ofSeat(seat);
        const numbers = (cells[seat - 1] ?? '').match(/\d+/g)?.slice(-2).map(Number);
        const shown = prefix ? numbers?.toSorted((one, other) => one - other) : numbers;
        expect([seat, shown]).toEqual([
          seat,
          prefix ? [right, answered].toSorted((one, other) => one - other) : [right, answered],
        ]);
      }
    }
  });

  test('sees the misconceptions that were chosen, cluster by question', async () => {
    for (const prefix of ['', '/en'])
      expect(await readHeatMap(prefix)).toEqual(expectedHeatMap(prefix ? 'en' : 'zh'));
  });

  test('takes back the run of one seat, and every number follows', async () => {
    await teacher.goto(`${classPath}/seats/41`);
    const details = teacher.locator('details:has(button[value=void])');
    if ((await details.count()) > 0) await details.first().locator('summary').click();
    await teacher.locator('button[value=void]').first().click();
    await teacher.waitForLoadState();
    for (const question of questions)
      ledger.takeBack(question, question.options.find(({ correct }) => correct)?.key ?? '');
    ledger.forgetSeat(pageSeats.zh);
    expect(await readHeatMap('')).toEqual(expectedHeatMap('zh'));
    await teacher.goto(`${classPath}/progress?module=little-banker-a`);
    const cells = await teacher.locator('tbody tr').allInnerTexts();
    expect(cells.filter((cell) => cell.includes('■')).length).toBe(ledger.finishedSeats);
  });

  test('met no error on the way', async () => {
    await teacher.close();
    expect(problems).toEqual([]);
  });
});

type HeatMap = Record<string, string[]>;

/** Rows by cluster name with the counts of LB02's questions; the last row is "right/answered". */
async function readHeatMap(prefix: string): Promise<HeatMap> {
  await teacher.goto(`${prefix}${classPath}/heat-map?module=little-banker-a`);
  const rows = await teacher
    .locator('table.heat tbody tr, table.heat tfoot tr')
    .evaluateAll((found) =>
      found.map((row) =>
        [...row.children].map((cell) => (cell.querySelector('a') ?? cell).textContent.trim()),
      ),
    );
  const count = questions.length;
  const numbers = (cells: string[]): string[] =>
    cells.slice(1, count + 1).map((cell) => (/^[\d/]+$/.test(cell) ? cell : '·'));
  return Object.fromEntries(
    rows.map((cells, index) => [index === rows.length - 1 ? 'right' : (cells[0] ?? ''), numbers(cells)]),
  );
}

function expectedHeatMap(language: 'zh' | 'en'): HeatMap {
  const clusters = new Map<string, Set<string>>();
  for (const { code: one, cluster } of catalogue().misconceptions) {
    const codes = clusters.get(cluster[language]) ?? new Set<string>();
    clusters.set(cluster[language], codes.add(one));
  }
  const asks = (question: Question, codes: ReadonlySet<string>): boolean =>
    question.options.some(({ misconception }) => misconception !== null && codes.has(misconception));
  const rows = [...clusters].filter(([, codes]) => questions.some((question) => asks(question, codes)));
  return {
    ...Object.fromEntries(
      rows.map(([name, codes]) => [
        name,
        questions.map((question) => (asks(question, codes) ? String(ledger.held(question, codes)) : '·')),
      ]),
    ),
    right: questions.map((question) => ledger.rightOf(question)),
  };
}
