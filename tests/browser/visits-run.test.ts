import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { findLesson } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import type { Database } from '#db/database.ts';
import { findVisitSession } from '#db/queries/visit-runs.ts';
import { findVisit } from '#db/queries/visits.ts';
import type { LiveSession } from '#domain/live-session.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { fill, pagePath, words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';
import { clockOf } from '#i18n/visit-time.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, sizes } from '#tests/support/browser.ts';
import { actFrom, Classroom } from '#tests/support/classroom.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

let running: Running;
let database: Database;
let browser: Browser;
let room: Classroom;
let teacher: Adult;
let coordinator: Adult;
let captain: Adult;
let recorder: Adult;
let lapsed: Adult;

const minute = 60_000;

beforeAll(async () => {
  await loadCatalogue();
  process.env['LOG_LEVEL'] = 'warn';
  process.env['FAST_COMPRESSION'] = '1';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (opened) => {
    database = opened;
    const bank = { organisation: 'Bank' };
    teacher = await makeAdult(opened, 'teacher', { name: 'wang' });
    coordinator = await makeAdult(opened, 'coordinator', { name: 'lin', ...bank });
    captain = await makeAdult(opened, 'volunteer', { name: 'zhou', ...bank });
    recorder = await makeAdult(opened, 'volunteer', { name: 'chen', ...bank });
    lapsed = await makeAdult(opened, 'volunteer', { name: 'wu', ...bank });
    await clearVolunteer(opened, captain);
    await clearVolunteer(opened, lapsed, { untilMs: Date.now() - 1 });
  });
  browser = await launchBrowser();
  room = new Classroom(browser);
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

/** A visit that is on at this moment, with `minutesLeft` until it ends; answers its id. */
async function visitOfNow(
  minutesLeft: number,
  columns: Parameters<typeof makeVisit>[1]['columns'] = {},
): Promise<string> {
  const now = Date.now();
  const classId = await makeClass(database, teacher.who, { name: `四(${minutesLeft})`, seatCount: 42 });
  for (const { email } of [captain, recorder, lapsed])
    await inviteGuest(database, teacher.who, classId, { email, day: dayOf(now) }, now);
  const crew = [
    { adult: captain, role: 'captain' as const },
    { adult: recorder, role: 'recorder' as const },
    { adult: lapsed, role: 'assistant' as const },
  ];
  const endsAtMs = now + minutesLeft * minute;
  return makeVisit(database, { teacher, coordinator, classId, crew, columns: { endsAtMs, ...columns } });
}

async function open(who: Adult, path: string, size: keyof typeof sizes): Promise<Page> {
  const session = { place: 'staff', principalId: who.accountId, device: 'test', nowMs: Date.now() } as const;
  const { name, value } = await openAuthSession(database, session);
  return room.open(running.address, `${name}=${value}`, path, size);
}

async function axeProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function expectGoodPage(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([page.url(), overflow <= 0]).toEqual([page.url(), true]);
  expect(await axeProblems(page)).toEqual([]);
}

/** When the lesson's plan of this length ends that begins at 10:00. */
function endOf(length: number): string {
  const plan = findLesson('LB02')?.content?.plans.find(({ minutes }) => minutes === length);
  return clockOf(600 + (plan?.steps ?? []).reduce((sum, { minutes }) => sum + minutes, 0));
}

async function stateOf(visitId: string): Promise<LiveSession> {
  const session = await findVisitSession(database, visitId);
  if (!session) throw new Error('The visit has no lesson.');
  return session.state as LiveSession;
}

describe.each(['zh-CN', 'en'] as const)('a visit in %s', (locale) => {
  const say = words(locale).visitRun;
  const { board } = words(locale).classroom;
  const lead = words(locale).liveLead;
  const prepare = words(locale).visitPrepare;
  const at = (visitId: string, page: string): string => pagePath(locale, `/visits/${visitId}/${page}`);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: false });

  test('is run from the volunteer’s phone: late, shortened, paused and taken over by the teacher, ended and held', async () => {
    const visitId = await visitOfNow(25);
    const phone = await open(captain, at(visitId, 'run'), 'phone');
    await phone.getByText(fill(say.start.fewer, { seats: 42, expected: 45, count: 3 })).waitFor();
    await expectGoodPage(phone);
    await button(phone, say.start.button).click();
    await phone.locator('astro-island:not([ssr]) footer .buttons').waitFor();
    const session = await findVisitSession(database, visitId);
    const liveId = session?.id ?? '';
    const screen = await open(teacher, pagePath(locale, `/board/${liveId}`), 'projector');
    await screen.locator('astro-island:not([ssr]) .bar').waitFor();

    await phone.getByText(say.duties.greet).waitFor();
    expect(await phone.locator('.mine').count()).toBeGreaterThan(0);
    await expectGoodPage(phone);
    await phone.locator('.late .warm').click();
    await screen.locator('.dots .out').first().waitFor({ state: 'attached' });
    await button(phone, lead.restore).waitFor();
    const { leftOut, steps } = await stateOf(visitId);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(await screen.locator('.dots .out').count()).toBe(leftOut.length);

    await phone.locator('footer .buttons .main').click();
    const after = steps.findIndex((_, index) => index > 0 && !leftOut.includes(index));
    const place = fill(board.stepOf, { step: after + 1, steps: steps.length });
    await screen.getByText(place, { exact: true }).waitFor();

    const desk = await open(teacher, at(visitId, 'run'), 'phone');
    await desk.locator('astro-island:not([ssr]) footer .buttons').waitFor();
    await button(desk, lead.pause).click();
    await screen.locator('.curtain').getByText(lead.pausedBoard).waitFor();
    await phone.getByText(lead.pausedByTeacher).waitFor();
    expect(await phone.locator('footer .buttons').count()).toBe(0);
    await expectGoodPage(desk);
    await expectGoodPage(screen);
    await button(desk, lead.resume).click();
    await phone.locator('footer .buttons').waitFor();
    await screen.locator('.curtain').waitFor({ state: 'detached' });

    await button(desk, lead.takeOver).click();
    await phone.getByText(lead.teacherLeads).waitFor();
    expect(await phone.locator('footer .buttons').count()).toBe(0);
    await button(desk, lead.giveBack).click();
    await phone.locator('footer .buttons').waitFor();

    await button(desk, say.report).click();
    await desk.getByText(say.reported).waitFor();
    const sql = "SELECT by_account_id FROM conduct_reports WHERE visit_id = ? AND kind = 'marketing'";
    const { rows } = await database.client.execute({ sql, args: [visitId] });
    expect(rows.map((row) => row['by_account_id'])).toEqual([teacher.accountId]);

    const question = steps.findIndex(({ kind }) => kind === 'question');
    await actFrom(phone, liveId, { type: 'moved', to: question });
    await phone.locator('.control li .counter, .control li button').first().waitFor();
    await expectGoodPage(phone);
    await actFrom(phone, liveId, { type: 'moved', to: steps.length - 1 });
    expect((await findVisit(database, visitId))?.status).toBe('agreed');
    await button(phone, board.end).click();
    await phone.locator('dialog[open]').getByRole('button', { name: board.endConfirm, exact: true }).click();
    await phone.getByText(say.over.questions).waitFor();
    await expectGoodPage(phone);
    expect(await findVisit(database, visitId)).toMatchObject({ status: 'held' });
    await phone.reload();
    await phone.getByText(say.over.title).waitFor();
    expect(await button(phone, say.start.button).count()).toBe(0);
    await expectGoodPage(phone);
    for (const page of [phone, desk, screen]) await page.context().close();
  });

  test('begins for nobody whose gate has lapsed, and on no other day', async () => {
    const visitId = await visitOfNow(39);
    const shut = await open(lapsed, at(visitId, 'run'), 'phone');
    await shut.getByText(words(locale).problems['gate-not-passed']).waitFor();
    expect(await button(shut, say.start.button).count()).toBe(0);
    const form = { action: 'start' };
    const origin = new URL(shut.url()).origin;
    await shut.request.post(shut.url(), { form, headers: { origin } });
    expect(await findVisitSession(database, visitId)).toBeUndefined();
    await expectGoodPage(shut);

    const tomorrow = await visitOfNow(39, { day: dayOf(Date.now() + 24 * 60 * minute) });
    const early = await open(captain, at(tomorrow, 'run'), 'phone');
    await early.getByText(words(locale).problems['visit-not-today']).waitFor();
    expect(await button(early, say.start.button).count()).toBe(0);
    for (const page of [shut, early]) await page.context().close();
  });

  test('has a run sheet by the school’s clock and a kit to print', async () => {
    const visitId = await visitOfNow(39, { mode: 'cards' });
    const page = await open(captain, at(visitId, 'plan'), 'projector');
    await page.getByText('10:00', { exact: true }).waitFor();
    await page.getByText(fill(prepare.plan.ends, { time: endOf(40) })).waitFor();
    await expectGoodPage(page);
    await page.getByRole('link', { name: prepare.plan.short }).click();
    await page.getByText(fill(prepare.plan.ends, { time: endOf(20) })).waitFor();
    await page.setViewportSize(sizes.phone);
    await expectGoodPage(page);
    await page.goto(running.address + at(visitId, 'plan'));

    await page.goto(running.address + at(visitId, 'kit'));
    await page.getByText(prepare.kit.askTeacher).waitFor();
    await expectGoodPage(page);
    await page.setViewportSize(sizes.projector);
    for (const sheet of ['deck', 'exit', 'ask']) {
      await page.goto(`${running.address}${at(visitId, 'kit')}?sheet=${sheet}`);
      await page.locator('article').first().waitFor();
      await expectGoodPage(page);
    }
    const own = await open(teacher, at(visitId, 'kit'), 'projector');
    expect(await own.locator('a[href$="/answer-cards"]').count()).toBe(1);
    for (const one of [page, own]) await one.context().close();
  });

  test('is rehearsed alone, with a class that answers and asks, and nothing of it is kept', async () => {
    const visitId = await visitOfNow(39);
    const kept = async (): Promise<unknown[]> =>
      Promise.all(
        ['learning_events', 'live_sessions', 'visit_changes', 'visit_questions'].map(async (table) => {
          const { rows } = await database.client.execute(`SELECT count(*) AS count FROM ${table}`);
          return rows[0]?.['count'];
        }),
      );
    const before = await kept();
    const page = await open(captain, at(visitId, 'rehearse') + '?minutes=20', 'phone');
    await page.locator('astro-island:not([ssr])').waitFor({ state: 'attached' });
    await expectGoodPage(page);
    await button(page, prepare.rehearse.begin).click();
    const next = page.locator('footer .buttons .main');
    let raised = 0;
    let answered = 0;
    for (let step = 0; step < 40 && (await button(page, board.end).count()) === 0; step += 1) {
      const hand = button(page, prepare.rehearse.show);
      if ((await hand.count()) > 0) {
        await hand.click();
        await button(page, prepare.rehearse.done).click();
        raised += 1;
      }
      const answer = button(page, prepare.rehearse.answer);
      if ((await answer.count()) > 0) {
        await answer.click();
        answered += 1;
        await button(page, board.reveal).click();
        await page.locator('.control .right').waitFor();
        if (answered === 1) {
          await expectGoodPage(page);
        }
      }
      await button(page, prepare.rehearse.muchFaster).click();
      await next.click();
    }
    expect(answered).toBeGreaterThan(1);
    expect(raised).toBeGreaterThan(1);
    await page.locator('.late').waitFor({ state: 'detached' });
    await button(page, board.end).click();
    await page.locator('dialog[open]').getByRole('button', { name: board.endConfirm, exact: true }).click();
    await page.getByText(prepare.rehearse.review).waitFor();
    await expectGoodPage(page);
    expect(await kept()).toEqual(before);
    await button(page, prepare.rehearse.again).click();
    await next.waitFor();
    await page.context().close();
  });
});

test('nobody’s page had a problem that a test did not expect', () => {
  expect(room.problems).toEqual([]);
});
