import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { findQuestion } from '#catalogue/catalogue.ts';
import type { Question } from '#catalogue/schema.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { HeldLesson } from '#tests/support/held-lesson.ts';
import { makeAdult, type Adult } from '#tests/support/people.ts';

/** A pupil's device: its page in one language, and what went wrong on it. */
interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly prefix: string;
  readonly problems: string[];
}

let running: Running;
let browser: Browser;
let teacher: Adult;
let lesson: HeldLesson;
const devices: Device[] = [];

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  process.env['FAST_COMPRESSION'] = '1';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    teacher = await makeAdult(database, 'teacher');
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});
afterEach(async () => {
  for (const { context } of devices.splice(0)) await context.close();
});

async function open(size: { width: number; height: number } = sizes.phone, prefix = ''): Promise<Device> {
  const context = await browser.newContext({ viewport: size, baseURL: running.address });
  const { page, problems } = await openPage(context, running.address);
  page.setDefaultTimeout(20_000);
  const device = { context, page, prefix, problems };
  devices.push(device);
  return device;
}

async function begin(grade = 2, lessonId = 'LB02'): Promise<void> {
  lesson = await HeldLesson.begin(running, teacher, { name: `${grade}(3)`, grade, lessonId });
}

/** A device that sits at a seat of the class and is in the room. */
async function enter(seat: number, size?: { width: number; height: number }, prefix = ''): Promise<Device> {
  const device = await open(size, prefix);
  await lesson.seatDevice(device.page, seat);
  await device.page.goto(`${prefix}/play/${lesson.id}`);
  await alive(device);
  return device;
}

/** The page has its script: what is tapped is heard. */
async function alive({ page }: Device): Promise<void> {
  await page.locator('astro-island:not([ssr]) .play').waitFor();
}

const sees = ({ page }: Device, stage: string): Promise<void> =>
  page.locator(`.play[data-stage="${stage}"]`).waitFor();

const says = ({ page }: Device, selector: string, text: string): Promise<void> =>
  page.locator(selector, { hasText: text }).waitFor();

async function give({ page }: Device, option: number): Promise<void> {
  await page.locator('.option').nth(option).click();
  await page.locator('.give button').click();
}

async function ask(): Promise<{ at: number; question: Question; right: number; wrong: number }> {
  const at = await lesson.goTo('question');
  const question = findQuestion((await lesson.session()).steps[at]?.questionId ?? '');
  if (!question) throw new Error('the lesson asks nothing');
  const right = question.options.findIndex(({ correct }) => correct);
  return { at, question, right, wrong: (right + 1) % question.options.length };
}

async function joinByCode(device: Device, seat: number, pictures: readonly number[]): Promise<void> {
  const { page, prefix } = device;
  await page.goto(`${prefix}/join/${lesson.code}`);
  await page.locator(`.grid button:has-text("${seat}")`).first().click();
  for (const stage of ['set', 'confirm']) {
    await page.locator(`[data-stage=${stage}]`).waitFor();
    for (const picture of pictures) await page.locator('.pad button').nth(picture).click();
  }
  await page.getByRole('radio').first().check();
  await page.locator('[data-stage=character] button').last().click();
  await page.waitForURL(`**${prefix}/play/${lesson.id}`);
  await alive(device);
}

const axeOf = async ({ page }: Device): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
};

describe('a lesson by devices', () => {
  test('three pupils join by the code, answer, see why, and finish', async () => {
    await begin();
    const phone = await open(sizes.phone);
    const tablet = await open(sizes.tablet, '/en');
    const laptop = await open(sizes.projector);
    await joinByCode(phone, 1, [0, 1, 2]);
    await joinByCode(tablet, 2, [3, 4, 5]);
    await joinByCode(laptop, 3, [6, 7, 8]);
    const all = [phone, tablet, laptop];
    for (const device of all) await sees(device, 'watch');
    expect(await axeOf(phone)).toEqual([]);
    expect(await phone.page.locator('header').innerText()).toMatch(/1 号/);

    const { at, question, right, wrong } = await ask();
    for (const device of all) await sees(device, 'ask');
    expect(await axeOf(phone)).toEqual([]);
    expect(await axeOf(tablet)).toEqual([]);
    await give(phone, right);
    await give(tablet, wrong);
    await laptop.page.locator('.unsure').click();
    await laptop.page.keyboard.press('Enter');
    for (const device of all) await sees(device, 'kept');
    await says(phone, '.sign', '记下了');
    await says(tablet, '.sign', 'Got it');
    const chosen = await Promise.all([1, 2, 3].map(async (seat) => (await lesson.eventsOf(seat))[0]?.chosen));
    expect(chosen).toEqual([question.options[right]?.key, question.options[wrong]?.key, '?']);

    await lesson.act({ type: 'revealed', step: at });
    for (const device of all) await sees(device, 'shown');
    expect(await phone.page.locator('.box .sign').innerText()).toContain('对');
    expect(await tablet.page.locator('.box.again').innerText()).toContain('Look again');
    expect(await laptop.page.locator('.answer').innerText()).toContain('还不知道，没关系');
    expect(await axeOf(tablet)).toEqual([]);

    await lesson.goTo('faces');
    for (const device of all) await sees(device, 'faces');
    expect(await axeOf(phone)).toEqual([]);
    await phone.page.getByRole('button', { name: '我有收获' }).click();
    await phone.page.getByRole('button', { name: '我更安心' }).click();
    await phone.page.getByRole('button', { name: '告诉老师' }).click();
    await tablet.page.getByRole('button', { name: 'None of them yet' }).click();
    for (const device of [phone, tablet]) await sees(device, 'faces-kept');
    await expect
      .poll(async () => (await lesson.eventsOf(1)).find(({ kind }) => kind === 'faces-felt')?.chosen)
      .toBe('gain,safety');

    await lesson.act({ type: 'ended' });
    for (const device of all) await sees(device, 'ended');
    expect(await tablet.page.locator('.learned li').count()).toBeGreaterThan(0);
    expect(await axeOf(tablet)).toEqual([]);
    expect(all.flatMap(({ problems }) => problems)).toEqual([]);
  });

  test('refreshed five times and in a second tab, a device is where it was and nothing counts twice', async () => {
    await begin();
    const pupil = await enter(4);
    const { question, right } = await ask();
    await sees(pupil, 'ask');
    const second = { ...pupil, page: await pupil.context.newPage() };
    await second.page.goto(`/play/${lesson.id}`);
    await alive(second);
    await sees(second, 'ask');
    await give(pupil, right);
    await sees(pupil, 'kept');
    for (let times = 0; times < 5; times += 1) {
      await pupil.page.reload();
      await sees(pupil, 'kept');
    }
    // The other tab has not heard of it: its own answer does not replace the first.
    await give(second, (right + 1) % 3);
    await sees(second, 'kept');
    await second.page.locator('.box.right').waitFor();
    const events = await lesson.eventsOf(4);
    expect(events.map(({ chosen }) => chosen)).toEqual([question.options[right]?.key]);
  });

  test('an answer given without a network waits on the device and arrives once', async () => {
    await begin();
    const pupil = await enter(5);
    const { right } = await ask();
    await sees(pupil, 'ask');
    // Nothing gets out, not by a socket either.
    await pupil.page.routeWebSocket(/socket/, (socket) => void socket.close());
    await pupil.page.reload();
    await alive(pupil);
    await pupil.context.setOffline(true);
    await give(pupil, right);
    await says(pupil, '.sign', '存在这台设备上了');
    await says(pupil, '.notice', '网络断了');
    expect(await lesson.eventsOf(5)).toEqual([]);
    await pupil.context.setOffline(false);
    await says(pupil, '.sign', '记下了');
    expect(await lesson.eventsOf(5)).toHaveLength(1);
    await pupil.page.reload();
    await sees(pupil, 'kept');
    expect(await lesson.eventsOf(5)).toHaveLength(1);
  });

  test('without sockets the same lesson goes on by plain requests', async () => {
    await begin(5, 'FI01');
    const pupil = await open(sizes.tablet, '/en');
    await pupil.page.routeWebSocket(/socket/, (socket) => void socket.close());
    await lesson.seatDevice(pupil.page, 1);
    await pupil.page.goto(`/en/play/${lesson.id}`);
    await alive(pupil);
    const { at, right } = await ask();
    await sees(pupil, 'ask');
    await give(pupil, right);
    await says(pupil, '.sign', 'Got it');
    await lesson.act({ type: 'revealed', step: at });
    await sees(pupil, 'shown');
  });

  test('who comes late is at the room’s question; a curtain hides it and gives back what was tapped', async () => {
    await begin();
    const { right } = await ask();
    const late = await enter(6, sizes.tablet);
    await sees(late, 'ask');
    await late.page.locator('.option').nth(right).click();
    await lesson.act({ type: 'curtain-set', drawn: true });
    await sees(late, 'curtain');
    await lesson.act({ type: 'curtain-set', drawn: false });
    await sees(late, 'ask');
    expect(await late.page.locator('.option input').nth(right).isChecked()).toBe(true);
    await lesson.act({ type: 'mode-changed', mode: 'cards' });
    await sees(late, 'aside');
    await says(late, 'h2', '举起你的卡片');
    await lesson.act({ type: 'mode-changed', mode: 'devices' });
    await sees(late, 'ask');
    await lesson.act({ type: 'pace-changed', pace: 'own' });
    await sees(late, 'own-pace');
    await late.page.getByRole('link', { name: '打开这节课' }).click();
    await late.page.waitForURL('**/courses/little-banker/meet-the-renminbi*');
    await late.page.getByRole('link', { name: '回到课堂' }).click();
    await sees(late, 'own-pace');
  });
});

describe('the door of the room', () => {
  test('is shut for who is not inside, and opens by itself when the teacher unlocks it', async () => {
    await begin();
    await lesson.act({ type: 'lobby-set', locked: true });
    const { page } = await open();
    await lesson.seatDevice(page, 7);
    await page.goto(`/play/${lesson.id}`);
    await page.getByText('这一课的门关上了').waitFor();
    expect(await page.locator('.door').innerText()).toContain('7 号');
    await lesson.act({ type: 'lobby-set', locked: false });
    await sees({ page } as Device, 'watch');
  });

  test('a device that was sent out is told so at once and comes back when it may', async () => {
    await begin();
    const pupil = await enter(8);
    await ask();
    await sees(pupil, 'ask');
    await lesson.act({ type: 'device-sent-out', seat: 8, out: true });
    await sees(pupil, 'stopped');
    await pupil.page.getByText('老师请这台设备先出去了').waitFor();
    await lesson.act({ type: 'device-sent-out', seat: 8, out: false });
    await pupil.page.getByRole('button', { name: '再试试' }).click();
    await sees(pupil, 'ask');
  });

  test('a pupil finds no host’s address, and another class’s room is not there', async () => {
    await begin();
    const pupil = await enter(9);
    const statusOf = async (path: string): Promise<number> =>
      (await pupil.page.request.get(path, { maxRedirects: 0 })).status();
    expect(await statusOf(`/api/live/${lesson.id}`)).toBe(404);
    const act = await pupil.page.request.post(`/api/live/${lesson.id}/events`, {
      headers: { origin: running.address },
      data: {},
    });
    expect(act.status()).toBe(404);
    expect(await statusOf(`/api/play/${lesson.id}`)).toBe(200);
    await begin();
    expect(await statusOf(`/play/${lesson.id}`)).toBe(404);
    expect(await statusOf(`/api/play/${lesson.id}`)).toBe(404);
  });

  test('town and lesson show the way back; what the room asks is answered in the room alone', async () => {
    await begin();
    const pupil = await enter(10, sizes.tablet, '/en');
    const { question, right } = await ask();
    await sees(pupil, 'ask');
    const { page } = pupil;
    await page.goto('/en/town');
    await page.getByRole('link', { name: 'Back to the classroom' }).waitFor();
    const path = '/en/courses/little-banker/meet-the-renminbi';
    await page.goto(path);
    const step = await page.locator(`.step:has([data-question="${question.id}"])`).getAttribute('id');
    await page.goto(`${path}#${step}`);
    await page.reload();
    const box = page.locator(`[data-question="${question.id}"]`);
    await page.locator(`astro-island:not([ssr]) [data-question="${question.id}"]`).waitFor();
    await box.locator('label').nth(right).click();
    await box.locator('.send button').click();
    await box.getByText('Your class is answering this').waitFor();
    await box.getByRole('link', { name: 'Back to the classroom' }).click();
    await sees(pupil, 'ask');
  });
});
