import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { newEventId } from '#domain/event-id.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { liveModes, type LiveMode } from '#domain/live-session.ts';
import { routeRights } from '#domain/route-rights.ts';
import type { LiveView } from '#features/classroom/live-view.ts';
import { gameIds } from '#games/rules.ts';
import { launchBrowser, sizes } from '#tests/support/browser.ts';
import { startDemoSite, type DemoSite } from '#tests/support/site.ts';

/**
 * `npm run shots [-- TEXT]`: every page that a person can open × 4 sizes × 2 languages, into shots/, and the
 * screens of a room in each way of answering, moment by moment. TEXT keeps the addresses that contain it.
 */
const wanted = process.argv[2] ?? '';
const roomPages = ['board', 'live', 'play', 'scan'] as const;
const folder = join(projectFolder, 'shots');

/** What a room has answered when its picture is taken. */
const answersOf: Record<LiveMode, (step: number) => readonly LiveEvent[]> = {
  devices: () => [],
  'one-screen': (step) => [
    { type: 'team-answered', step, team: 'square', option: 'A' },
    { type: 'team-answered', step, team: 'triangle', option: 'B' },
  ],
  cards: (step) => [{ type: 'cards-read', step, reads: { 1: 'A', 2: 'B', 3: 'B', 5: 'C', 8: '?', 12: 'A' } }],
  'hand-count': (step) => [{ type: 'hands-counted', step, counts: { A: 21, B: 12, C: 4 } }],
};

/** Seats of the demo's first class that nobody took, and what they tap when a question is asked: one still thinks. */
const tappedBySeat = { 39: 'A', 40: 'A', 41: 'B', 42: 'A', 43: 'C', 45: null } as const;

type Who = 'stranger' | 'pupil' | 'older-pupil' | 'teacher' | 'volunteer' | 'coordinator';

interface Shot {
  readonly path: string;
  readonly who: Who;
}

const catalogue = await loadCatalogue();
const site = await startDemoSite();
const browser = await launchBrowser();
try {
  const contexts = await signEveryoneIn();
  const classId = await idOf(contexts.teacher, '/teach', 'class', '五(1)');
  const visitId = await idOf(contexts.volunteer, '/visits', 'visit', '');
  const reportedId = await idOf(contexts.volunteer, '/visits', 'visit', '利息的魔法');
  await openTest(contexts.teacher, classId);
  const testPath = await whereLeads(contexts['older-pupil'], '/tests');
  const shots = listShots({ classId, visitId, reportedId, testPath }).filter(({ path }) =>
    path.includes(wanted),
  );
  if (!wanted) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, shot] of shots.entries()) {
    console.log(`${index + 1}/${shots.length} ${shot.path}`);
    await takeAll(contexts[shot.who], shot.path);
  }
  const pupilsClassId = await idOf(contexts.teacher, '/teach', 'class', '二(2)');
  for (const mode of liveModes) await takeRoom(contexts, pupilsClassId, mode);
} finally {
  await browser.close();
  await site.stop();
}

async function signEveryoneIn(): Promise<Record<Who, BrowserContext>> {
  const stranger = await browser.newContext({ baseURL: site.origin });
  const pupil = await sitDown(44);
  const [teacher, volunteer, coordinator] = await Promise.all([
    signIn(site, 'teacher@demo.test'),
    signIn(site, 'volunteer@demo.test'),
    signIn(site, 'coordinator@demo.test'),
  ]);
  const olderClassId = await idOf(teacher, '/teach', 'class', '五(1)');
  const page = await teacher.newPage();
  await page.goto(`/teach/classes/${olderClassId}`);
  const code = (await page.locator('.code').first().textContent())?.trim();
  await page.close();
  return { stranger, pupil, 'older-pupil': await sitDown(41, code), teacher, volunteer, coordinator };
}

/** The class of grade 5 sits a test of its own for a day. */
async function openTest({ request }: BrowserContext, classId: string): Promise<void> {
  const form = { action: 'open', moduleId: 'little-banker-c', purpose: 'before', visitId: '', days: '1' };
  const headers = { origin: site.origin };
  const opened = await request.post(`/teach/classes/${classId}/tests`, { headers, form });
  if (!opened.ok()) throw new Error(`Opening a test answered ${opened.status()}.`);
}

async function whereLeads(context: BrowserContext, path: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(path);
  const { pathname } = new URL(page.url());
  await page.close();
  return pathname;
}

/** A device of a demo class, of the first one by itself, joined as a seat that nobody has taken yet. */
async function sitDown(seat: number, code = site.classCode): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: site.origin });
  const joined = await context.request.post('/api/join', {
    headers: { origin: site.origin },
    data: {
      code,
      seat,
      pictures: ['orange', 'boat', 'kite'],
      character: 'otter',
      deviceId: `shots-device-0000000000000000${seat}`,
    },
  });
  if (!joined.ok()) throw new Error(`Joining answered ${joined.status()}: ${await joined.text()}`);
  return context;
}

async function signIn({ origin, password }: DemoSite, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('main button[type=submit]');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  await page.close();
  return context;
}

async function idOf(
  context: BrowserContext,
  path: string,
  kind: 'class' | 'visit',
  name: string,
): Promise<string> {
  const page = await context.newPage();
  await page.goto(path);
  const within = name ? page.locator('main li', { hasText: name }) : page.locator('main');
  const link = within.locator(`a[href*="/${kind}_"]`).first();
  const href = await link.getAttribute('href');
  await page.close();
  return href?.split('/').find((part) => part.startsWith(`${kind}_`)) ?? '';
}

/** One address for every page of the table of routes' rights, or more where an id has several; rooms apart. */
function listShots(ids: { classId: string; visitId: string; reportedId: string; testPath: string }): Shot[] {
  const { classId, visitId, reportedId, testPath } = ids;
  const ready = catalogue.lessons.filter((lesson) => lesson.ready);
  const fillings: Record<string, readonly string[]> = {
    '/courses/[course]': catalogue.courses.map(({ id }) => `/courses/${id}`),
    '/courses/[course]/[lesson]': ready.map(({ path }) => path),
    '/courses/[course]/[lesson]/plan': ready.map(({ path }) => `${path}/plan`),
    '/games/[game]': gameIds.map((id) => `/games/${id}`),
    '/join/[code]': [`/join/${site.classCode}`],
    ...Object.fromEntries(roomPages.map((page) => [`/${page}/[id]`, []])),
    '/tests/[id]': [testPath],
    // A visit that is to come is empty here: the one that was held shows more.
    ...Object.fromEntries(
      ['report', 'questions', 'ratings', 'follow-ups', 'bulletin'].map((part) => [
        `/visits/[id]/${part}`,
        [visitId, reportedId].map((id) => `/visits/${id}/${part}`),
      ]),
    ),
    '/teach/classes/[id]/seats/[n]': [`/teach/classes/${classId}/seats/5`],
  };
  return Object.entries(routeRights)
    .filter(
      ([pattern, rights]) => rights.GET && !/^\/(api|health|500)|\[token\]|\.(xlsx|json|ics)$/.test(pattern),
    )
    .flatMap(([pattern]) =>
      (fillings[pattern] ?? [pattern.replace('[id]', pattern.startsWith('/visits') ? visitId : classId)]).map(
        (path) => ({
          path,
          who: whoSees(pattern),
        }),
      ),
    );
}

function whoSees(pattern: string): Who {
  if (/^\/bank|^\/visits\/(new|open|.*\/(sign|corrections))/.test(pattern)) return 'coordinator';
  if (pattern.startsWith('/visits')) return 'volunteer';
  if (/^\/(teach|live|board|account)/.test(pattern)) return 'teacher';
  if (pattern.startsWith('/tests/')) return 'older-pupil';
  if (/^\/(town|courses|practice|ask|tests)/.test(pattern)) return 'pupil';
  return 'stranger';
}

async function takeAll(
  context: BrowserContext,
  path: string,
  name = path.slice(1).replaceAll('/', '_') || 'home',
): Promise<void> {
  const page = await context.newPage();
  for (const language of ['zh', 'en']) {
    const address = language === 'en' ? `/en${path === '/' ? '' : path}` : path;
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await page.goto(address, { waitUntil: 'networkidle' });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) console.log(`  ${size} ${language}: ${wider} px wider than the screen`);
      await page.screenshot({ path: join(folder, `${name}.${size}.${language}.png`) });
    }
  }
  await page.close();
}

/** The screens of a room that answers in this way: as it begins, asks, has opened its question, and ends. */
async function takeRoom(
  { teacher, pupil }: Record<Who, BrowserContext>,
  classId: string,
  mode: LiveMode,
): Promise<void> {
  const headers = { origin: site.origin };
  const form = { action: 'start', lessonId: 'LB02', minutes: '40', mode };
  const address = `/teach/classes/${classId}/lessons`;
  const started = await teacher.request.post(address, { headers, form, maxRedirects: 0 });
  const id = started.headers()['location']?.split('/').at(-1) ?? '';
  const read = async (): Promise<LiveView> =>
    (await (await teacher.request.get(`/api/live/${id}`)).json()) as LiveView;
  const at = (await read()).session.steps.findIndex(({ kind }) => kind === 'question');
  const act = async (event: LiveEvent): Promise<void> => {
    const { session } = await read();
    const data = { id: newEventId(Date.now(), randomBytes), version: session.version, event };
    const done = await teacher.request.post(`/api/live/${id}/events`, { headers, data });
    if (!done.ok()) throw new Error(`${event.type} answered ${done.status()}: ${await done.text()}`);
  };
  const moments: Record<string, readonly LiveEvent[]> = {
    begins: [],
    asks: [{ type: 'moved', to: at }, ...answersOf[mode](at)],
    opened: [{ type: 'revealed', step: at }],
    ends: [{ type: 'ended' }],
  };
  const devices = mode === 'devices' ? await openDevices(`/play/${id}`) : [];
  for (const [moment, events] of Object.entries(moments)) {
    if (moment === 'opened' && mode === 'devices') {
      const page = await pupil.newPage();
      await page.goto(`/play/${id}`);
      await tapAnswers([{ page, key: 'B' }]);
      await page.locator('.play[data-stage="kept"]').waitFor();
      await page.close();
    }
    for (const event of events) await act(event);
    if (moment === 'asks') await tapAnswers(devices);
    for (const page of roomPages) {
      const name = `${page}_${mode}_${moment}`;
      if (!name.includes(wanted) || (page === 'scan' && mode !== 'cards')) continue;
      console.log(name);
      await takeAll(page === 'play' ? pupil : teacher, `/${page}/${id}`, name);
    }
  }
  for (const { page } of devices) await page.close();
}

interface Device {
  readonly page: Page;
  readonly key: string | null;
}

/** Pupils' devices in a room, each at its own page. */
async function openDevices(path: string): Promise<Device[]> {
  const devices: Device[] = [];
  for (const [seat, key] of Object.entries(tappedBySeat)) {
    const page = await (await sitDown(Number(seat))).newPage();
    await page.goto(path);
    await page.locator('.play').waitFor();
    devices.push({ page, key });
  }
  return devices;
}

async function tapAnswers(devices: readonly Device[]): Promise<void> {
  for (const { page, key } of devices) {
    if (!key) continue;
    await page.locator(`.play .question input[value="${key}"]`).check({ force: true });
    await page.locator('.play .question button[type=submit]').click();
  }
}
