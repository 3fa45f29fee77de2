import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { openDatabase } from '#db/connect.ts';
import { liveSteps } from '#features/classroom/live-steps.ts';
import { setStage, type Stage } from '#tests/load/stage.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { actFrom, answerOnPage, Classroom, untilStage } from '#tests/support/classroom.ts';
import { freePort } from '#tests/support/libsql-server.ts';
import { startSite, type Site } from '#tests/support/site.ts';

/** A whole lesson on pupils' devices; the server is killed with -9 in the middle of its second question. */
let site: Site;
let browser: Browser;
let room: Stage['rooms'][number];
let classroom: Classroom;
let board: Page;
const pupils: Page[] = [];
const dataDir = mkdtempSync(join(tmpdir(), 'square-one-devices-'));
const keys = ['A', 'B', 'C', 'A'];
const env: Record<string, string> = { DATA_DIR: dataDir };

beforeAll(async () => {
  await loadCatalogue();
  env['PORT'] = String(await freePort());
  const stage = await setStage(dataDir, 6, Date.now(), { seatsPerClass: 6, lessonId: 'LB02' });
  room = stage.rooms[0] ?? { id: '', hostCookie: '', cookies: [] };
  site = await startSite(env);
  browser = await launchBrowser();
  classroom = new Classroom(
    browser,
    /ERR_CONNECTION_REFUSED|WebSocket|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/,
  );
  board = await classroom.open(site.origin, room.hostCookie, `/board/${room.id}`, 'board');
  const places = [
    ['', 'phone'],
    ['/en', 'tablet'],
    ['', 'projector'],
    ['/en', 'phone'],
  ] as const;
  for (const [index, [locale, size]] of places.entries()) {
    const cookie = room.cookies[index] ?? '';
    pupils.push(await classroom.open(site.origin, cookie, `${locale}/play/${room.id}`, size));
  }
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a lesson on devices goes from its first picture to its faces, through a kill -9 of the server', async () => {
  const plan = findLesson('LB02')?.content?.plans.find(({ minutes }) => minutes === 40);
  const steps = plan ? liveSteps(plan, findQuestion) : [];
  const questionSteps = steps.flatMap(({ kind }, at) => (kind === 'question' ? [at] : []));
  expect(questionSteps).toHaveLength(5);
  for (const pupil of pupils) await untilStage(pupil, 'watch');
  for (const [at, { kind }] of steps.entries()) {
    if (at > 0) await actFrom(board, room.id, { type: 'moved', to: at });
    if (kind === 'faces') {
      await answerFaces();
      continue;
    }
    if (kind !== 'question') {
      for (const pupil of pupils) await untilStage(pupil, 'watch');
      continue;
    }
    for (const pupil of pupils) await untilStage(pupil, 'ask');
    if (at === questionSteps[1]) await answerThroughRestart();
    else for (const [index, pupil] of pupils.entries()) await answerOnPage(pupil, keys[index] ?? 'A');
    for (const pupil of pupils) await untilStage(pupil, 'kept');
    await actFrom(board, room.id, { type: 'revealed', step: at });
    for (const pupil of pupils) await untilStage(pupil, 'shown');
  }
  await actFrom(board, room.id, { type: 'ended' });
  for (const pupil of pupils) await untilStage(pupil, 'ended');
  await board.locator('main.summary').waitFor();
  expect(classroom.problems).toEqual([]);
  await site.stop();
  expect(await storedOf()).toEqual({ answers: 20, faces: 4, finished: 4 });
  site = await startSite(env);
}, 240_000);

/** Two answer before the server dies, one while it is dead, one after it came back; nobody reloads. */
async function answerThroughRestart(): Promise<void> {
  const [one, two, three, four] = pupils as [Page, Page, Page, Page];
  for (const pupil of [one, two]) {
    await answerOnPage(pupil, 'A');
    await untilStage(pupil, 'kept');
  }
  await site.stop('SIGKILL');
  await answerOnPage(three, 'B');
  const startedMs = performance.now();
  site = await startSite(env);
  const backMs: number[] = [];
  await Promise.all(
    pupils.map(async (pupil) => {
      await pupil.locator('.play .notice').waitFor({ state: 'detached' });
      backMs.push(performance.now() - startedMs);
    }),
  );
  expect(Math.max(...backMs)).toBeLessThan(10_000);
  await untilStage(four, 'ask');
  await answerOnPage(four, 'C');
}

async function answerFaces(): Promise<void> {
  for (const pupil of pupils) {
    await untilStage(pupil, 'faces');
    await pupil.locator('.faces .gain').click();
    await pupil.locator('.faces .safety').click();
    await pupil.locator('.faces .give button').first().click();
    await untilStage(pupil, 'faces-kept');
  }
}

async function storedOf(): Promise<Record<string, number>> {
  const database = await openDatabase({ dataDir, proveLock: false });
  const count = async (sql: string): Promise<number> =>
    Number((await database.client.execute(`SELECT count(*) AS n FROM ${sql}`)).rows[0]?.['n']);
  const stored = {
    answers: await count("learning_events WHERE kind = 'question-answered' AND mode = 'devices'"),
    faces: await count("learning_events WHERE kind = 'faces-felt' AND chosen = 'gain,safety'"),
    finished: await count('lesson_progress WHERE finished_at_ms IS NOT NULL'),
  };
  await database.close();
  return stored;
}
