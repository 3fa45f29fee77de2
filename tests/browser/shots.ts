import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { BrowserContext } from 'playwright-core';

import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { routeRights } from '#domain/route-rights.ts';
import { gameIds } from '#games/rules.ts';
import { launchBrowser, sizes } from '#tests/support/browser.ts';
import { startDemoSite, type DemoSite } from '#tests/support/site.ts';

/**
 * `npm run shots [-- TEXT]`: every page that a person can open × 4 sizes × 2 languages, into shots/. TEXT keeps
 * the addresses that contain it.
 */
const wanted = process.argv[2] ?? '';
const folder = join(projectFolder, 'shots');

type Who = 'stranger' | 'pupil' | 'teacher' | 'volunteer';

interface Shot {
  readonly path: string;
  readonly who: Who;
}

const catalogue = await loadCatalogue();
const site = await startDemoSite();
const browser = await launchBrowser();
try {
  const contexts = await signEveryoneIn();
  const shots = (await listShots(contexts.teacher)).filter(({ path }) => path.includes(wanted));
  if (!wanted) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, shot] of shots.entries()) {
    console.log(`${index + 1}/${shots.length} ${shot.path}`);
    for (const language of ['zh', 'en']) await takeAll(contexts[shot.who], shot, language);
  }
} finally {
  await browser.close();
  await site.stop();
}

async function signEveryoneIn(): Promise<Record<Who, BrowserContext>> {
  const stranger = await browser.newContext({ baseURL: site.origin });
  const pupil = await browser.newContext({ baseURL: site.origin });
  const headers = { origin: site.origin };
  const joined = await pupil.request.post('/api/join', {
    headers,
    data: {
      code: site.classCode,
      seat: 44,
      pictures: ['orange', 'boat', 'kite'],
      character: 'otter',
      deviceId: 'shots-device-000000000000000000',
    },
  });
  if (!joined.ok()) throw new Error(`Joining answered ${joined.status()}: ${await joined.text()}`);
  const [teacher, volunteer] = await Promise.all(
    ['teacher@demo.test', 'volunteer@demo.test'].map((email) => signIn(site, email)),
  );
  if (!teacher || !volunteer) throw new Error('Nobody signed in.');
  return { stranger, pupil, teacher, volunteer };
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

/** One address for every page of the table of routes' rights, or more where an id has several. */
async function listShots(teacher: BrowserContext): Promise<Shot[]> {
  const page = await teacher.newPage();
  await page.goto('/teach');
  const href = await page.locator('a[href*="/teach/classes/class"]').last().getAttribute('href');
  const classId = href?.split('/')[3] ?? '';
  const live = await page.request.post(`/teach/classes/${classId}/lessons`, {
    headers: { origin: site.origin },
    form: { action: 'start', lessonId: 'LB02', minutes: '40' },
    maxRedirects: 0,
  });
  const liveId = live.headers()['location']?.split('/').at(-1) ?? '';
  await page.close();
  const ready = catalogue.lessons.filter((lesson) => lesson.ready);
  const fillings: Record<string, readonly string[]> = {
    '/courses/[course]': catalogue.courses.map(({ id }) => `/courses/${id}`),
    '/courses/[course]/[lesson]': ready.map(({ path }) => path),
    '/courses/[course]/[lesson]/plan': ready.map(({ path }) => `${path}/plan`),
    '/games/[game]': gameIds.map((id) => `/games/${id}`),
    '/join/[code]': [`/join/${site.classCode}`],
    '/live/[id]': [`/live/${liveId}`],
    '/board/[id]': [`/board/${liveId}`],
    '/teach/classes/[id]/seats/[n]': [`/teach/classes/${classId}/seats/5`],
  };
  return Object.entries(routeRights)
    .filter(([pattern, rights]) => rights.GET && !/^\/(api|health|500)|\[token\]/.test(pattern))
    .flatMap(([pattern]) =>
      (fillings[pattern] ?? [pattern.replace('[id]', classId)]).map((path) => ({
        path,
        who: whoSees(pattern),
      })),
    );
}

function whoSees(pattern: string): Who {
  if (pattern.startsWith('/visits')) return 'volunteer';
  if (/^\/(teach|live|board|account)/.test(pattern)) return 'teacher';
  if (/^\/(town|courses|practice|ask|tests)/.test(pattern)) return 'pupil';
  return 'stranger';
}

async function takeAll(context: BrowserContext, { path }: Shot, language: string): Promise<void> {
  const page = await context.newPage();
  const address = language === 'en' ? `/en${path === '/' ? '' : path}` : path;
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.goto(address, { waitUntil: 'networkidle' });
    const name = `${path.slice(1).replaceAll('/', '_') || 'home'}.${size}.${language}.png`;
    await page.screenshot({ path: join(folder, name) });
  }
  await page.close();
}
