import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import type { LiveView } from '#features/classroom/live-view.ts';
import { ratingItems } from '#domain/visit-rating.ts';
import type { VisitReport } from '#domain/visit-report-shape.ts';
import { pagePath, words } from '#i18n/index.ts';
import { dayOf, timeOf } from '#i18n/school-time.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { launchBrowser, openPage, sizes } from '#tests/support/browser.ts';
import { actFrom } from '#tests/support/classroom.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, type Adult } from '#tests/support/people.ts';
import { startSite, type Site } from '#tests/support/site.ts';

/** One visit from a teacher's request to a coordinator's signature, by the pages that people use. */
const ways = [
  { locale: 'zh-CN', way: 'online' },
  { locale: 'en', way: 'online' },
  { locale: 'zh-CN', way: 'offline' },
  { locale: 'en', way: 'offline' },
] as const;
type Person = 'teacher' | 'volunteer' | 'coordinator';

const folder = temporaryFolder();
const hands = { A: 24, B: 9, C: 5 };
const seats = 40;
/** The last hour in which a 20 minutes' visit of today can still be arranged; a visit is run on its day alone. */
const start = '23:39';
const tooLate = timeOf(Date.now()) >= '23:30';

let running: Running;
let origin: string;
let browser: Browser;
const adults = new Map<string, Adult>();

beforeAll(async () => {
  process.env['LOG_LEVEL'] = 'warn';
  const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
  if (!settings.ok) throw new Error(settings.problem.name);
  running = await serve(settings.value, async (database) => {
    for (const { locale, way } of ways) {
      const name = `${way}-${locale}`;
      const bank = { organisation: `Bank ${name}` };
      const teacher = await makeAdult(database, 'teacher', {
        name: `wang-${name}`,
        organisation: `School ${name}`,
      });
      const volunteer = await makeAdult(database, 'volunteer', { name: `zhou-${name}`, ...bank });
      const coordinator = await makeAdult(database, 'coordinator', { name: `lin-${name}`, ...bank });
      await clearVolunteer(database, volunteer);
      await makeClass(database, teacher.who, { name: '四(2)', grade: 2, seatCount: seats });
      for (const [who, adult] of Object.entries({ teacher, volunteer, coordinator }))
        adults.set(`${who} ${name}`, adult);
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

describe.skipIf(tooLate).each(ways)(
  'a visit from request to signed report ($way, $locale)',
  ({ locale, way }) => {
    const say = words(locale);
    const pages = new Map<Person, Page>();
    const noise: string[] = [];
    let visitId = '';
    let laptop: Site | null = null;
    const at = (path: string): string => origin + pagePath(locale, path);
    const ofVisit = (path = ''): string => at(`/visits/${visitId}${path}`);
    const pageOf = (person: Person): Page => {
      const page = pages.get(person);
      if (!page) throw new Error(`${person} did not sign in.`);
      return page;
    };

    beforeAll(async () => {
      for (const person of ['teacher', 'volunteer', 'coordinator'] as const) {
        const adult = adults.get(`${person} ${way}-${locale}`);
        const context = await browser.newContext({
          ...{ viewport: person === 'volunteer' ? sizes.phone : sizes.projector, acceptDownloads: true },
        });
        const { page, problems } = await openPage(context, origin);
        problems.push = (...added) => noise.push(...added);
        await page.goto(at('/sign-in'));
        await page.locator('input[name=email]').fill(adult?.email ?? '');
        await page.locator('input[name=password]').fill(adult?.password ?? '');
        await submit(page, 'main button[type=submit]');
        pages.set(person, page);
      }
    });
    afterAll(async () => {
      for (const page of pages.values()) await page.context().close();
      await laptop?.stop();
      expect(noise).toEqual([]);
    });

    test('the teacher asks in three steps and says everything once', async () => {
      const page = pageOf('teacher');
      await page.goto(at('/visits/new'));
      await page.locator('select[name=districtCode]').selectOption('330382');
      await submit(page, 'form button.main');
      await page.locator('input[name=day]').fill(dayOf(Date.now()));
      await page.locator('input[name=time]').fill(start);
      await page.locator('select[name=lessonId]').selectOption('LB02');
      await page.locator('select[name=minutes]').selectOption('20');
      await submit(page, 'form button.main');
      await page.locator('input[name=mode][value=hand-count]').check();
      await page.locator('input[name=place]').fill('301');
      await page.locator('input[name=contact]').fill('Wang');
      expect(await axeProblems(page)).toEqual([]);
      await submit(page, 'form button.main');
      visitId = /visit_\w+/.exec(page.url())?.[0] ?? '';
      expect(visitId).not.toBe('');
      expect(await page.locator('main').textContent()).toContain(say.visitBooking.status.open);
    });

    test('the coordinator takes it and names a captain', async () => {
      const page = pageOf('coordinator');
      await page.goto(at('/visits/open'));
      await submit(page, `a[href$="/visits/${visitId}"]`);
      await page.locator('form.take input[name=contact]').fill('Lin');
      await submit(page, 'form.take button');
      await page.goto(ofVisit('/crew'));
      await page.locator('select[name^=role-]').selectOption('captain');
      await submit(page, 'form button.main');
      await page.goto(ofVisit());
      expect(await page.locator('main').textContent()).toContain(say.visitBooking.status.agreed);
      expect(await axeProblems(page)).toEqual([]);
    });

    test('the volunteer prepares, and holds the lesson', async () => {
      const page = pageOf('volunteer');
      await page.goto(ofVisit('/plan'));
      expect(await page.locator('main').textContent()).toContain(say.visitRun.roles.captain);
      if (way === 'online') {
        await runLesson(page, origin, (path) => ofVisit(path));
        return;
      }
      await page.goto(ofVisit('/pack'));
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: say.visitOffline.packButton }).click(),
      ]);
      const file = join(folder, `${visitId}.visit.json`);
      await download.saveAs(file);
      const dataDir = join(folder, `laptop-${visitId}`);
      const bag = await startSite({ HOST: '', DATA_DIR: dataDir }, 'src/cli/start.ts', ['--visit', file]);
      laptop = bag;
      const there = (path: string): string => bag.origin + pagePath(locale, `/visits/${visitId}${path}`);
      const context = await browser.newContext({ viewport: sizes.projector, acceptDownloads: true });
      const { page: away, problems } = await openPage(context, bag.origin);
      await away.goto(/http\S+\/sign-in\/link\/\S+/.exec(bag.output())?.[0] ?? '');
      await submit(away, 'main button');
      await runLesson(away, bag.origin, there);
      await away.goto(there('/hand-in'));
      const [made] = await Promise.all([
        away.waitForEvent('download'),
        away.getByRole('button', { name: say.visitOffline.makeButton }).click(),
      ]);
      const results = join(folder, `${visitId}.results`);
      await made.saveAs(results);
      expect(problems).toEqual([]);
      await context.close();
      for (let time = 1; time <= 2; time += 1) {
        await page.goto(ofVisit('/hand-in'));
        await page.locator('input[type=file]').setInputFiles(results);
        await Promise.all([
          page.waitForEvent('load'),
          page.getByRole('button', { name: say.visitOffline.takeButton }).click(),
        ]);
        await page.locator('#taken').waitFor();
      }
    });

    test('a question is answered in class, school and bank rate each other', async () => {
      const volunteer = pageOf('volunteer');
      await volunteer.goto(ofVisit('/questions'));
      await volunteer
        .locator('[name=text]')
        .fill(locale === 'en' ? 'Why are coins round?' : '硬币为什么是圆的？');
      await submit(volunteer, 'button[value=ask]');
      await submit(volunteer, 'button[value=take]');
      await volunteer
        .locator('[name=answer]')
        .fill(locale === 'en' ? 'They roll and wear less.' : '圆的不容易磨坏。');
      await volunteer.locator('select[name=stage]').selectOption('class');
      await submit(volunteer, 'button[value=answer]');

      for (const [page, mark] of [
        [pageOf('teacher'), 4],
        [volunteer, 5],
      ] as const) {
        await page.goto(ofVisit('/ratings'));
        for (const name of ratingItems) await page.locator(`input[name=${name}][value="${mark}"]`).check();
        await submit(page, 'form button.main');
        expect(await axeProblems(page)).toEqual([]);
      }
    });

    test('the volunteer hands the report in, the coordinator signs it, and its figures are what happened', async () => {
      const volunteer = pageOf('volunteer');
      await volunteer.goto(ofVisit('/report'));
      await volunteer.locator('input[name=teachers]').fill('2');
      await submit(volunteer, 'button[value=hand-in]');
      const coordinator = pageOf('coordinator');
      await coordinator.goto(ofVisit('/report'));
      await submit(coordinator, 'form[action$="/sign"] button');
      expect(await coordinator.locator('main').textContent()).toContain(say.visitReport.states.signed.title);
      expect(await axeProblems(coordinator)).toEqual([]);

      const teacher = pageOf('teacher');
      const file = (await (await teacher.request.get(ofVisit('/report.json'))).json()) as {
        report: VisitReport;
      };
      const { reach, content, experience, identity } = file.report;
      expect(identity.school).toBe(`School ${way}-${locale}`);
      expect(content.lessons.map(({ id }) => id)).toEqual(['LB02']);
      expect(reach.personTimes).toBe(hands.A + hands.B + hands.C);
      expect(reach.teachers).toBe(2);
      expect(reach.volunteers).toBe(1);
      expect(experience.ratings.bySchool).toEqual({ first: 4, second: 4, third: 4 });
      expect(experience.ratings.byBank).toEqual({ first: 5, second: 5, third: 5 });
      expect(experience.questions).toMatchObject({ asked: 1, byClass: 1, open: 0, inTime: 1 });
      await teacher.goto(ofVisit());
      expect(await teacher.locator('main').textContent()).toContain(say.visitBooking.status.reported);
    });

    /** The lesson from the run page to its end: the first question is counted by hands on the way. */
    async function runLesson(page: Page, site: string, there: (path: string) => string): Promise<void> {
      await page.goto(there('/run'));
      await page.locator('form button[value=start]').click();
      await page.locator('.control').waitFor();
      const board = await page.locator('a[href*="/board/"]').first().getAttribute('href');
      const liveId = /live_\w+/.exec(board ?? '')?.[0] ?? '';
      const read = async (): Promise<LiveView> =>
        (await (await page.request.get(`${site}/api/live/${liveId}`)).json()) as LiveView;
      const step = (await read()).session.steps.findIndex(({ kind }) => kind === 'question');
      await actFrom(page, liveId, { type: 'moved', to: step });
      await actFrom(page, liveId, { type: 'hands-counted', step, counts: hands });
      await page.getByRole('button', { name: say.classroom.board.reveal }).click();
      await expect.poll(async () => (await read()).session.revealed).toContain(step);
      await actFrom(page, liveId, { type: 'ended' });
      await expect.poll(async () => (await read()).session.endedAtMs).not.toBeNull();
    }
  },
);
