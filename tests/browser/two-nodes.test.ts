import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { liveSteps } from '#features/classroom/live-steps.ts';
import { setStage, type Stage } from '#tests/load/stage.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { actFrom, answerOnPage, Classroom, untilStage } from '#tests/support/classroom.ts';
import { freePort, serverBinary, startServer, type RunningServer } from '#tests/support/libsql-server.ts';
import { startSite, type Site } from '#tests/support/site.ts';

const redisBinary = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
].find(existsSync);
if (!serverBinary) console.warn('No libsql-server for this machine: two nodes are not tried.');
if (!redisBinary) console.warn('No redis-server on this machine: two nodes are tried without it.');

/** Nodes find each other's changes through Redis at once, and by comparing versions where it is away. */
const kinds = [...(redisBinary ? [{ redis: true }] : []), { redis: false }];

describe.skipIf(!serverBinary).each(kinds)('one lesson on two nodes (redis: $redis)', ({ redis }) => {
  const folder = mkdtempSync(join(tmpdir(), 'square-one-nodes-'));
  const secretKey = 'a secret that both nodes of this test share';
  let libsql: RunningServer;
  let redisServer: ChildProcess | null = null;
  let sites: Site[] = [];
  let browser: Browser;
  let room: Stage['rooms'][number];

  beforeAll(async () => {
    await loadCatalogue();
    libsql = await startServer(join(folder, 'libsql'));
    const options = { seatsPerClass: 4, lessonId: 'LB02', url: libsql.url, secretKey };
    const stage = await setStage(join(folder, 'stage'), 4, Date.now(), options);
    room = stage.rooms[0] ?? { id: '', hostCookie: '', cookies: [] };
    const shared = { DATABASE_URL: libsql.url, SECRET_KEY: secretKey, ...(redis ? await startRedis() : {}) };
    sites = await Promise.all(
      ['one', 'two'].map((name) => startSite({ ...shared, DATA_DIR: join(folder, name) })),
    );
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all(sites.map((site) => site.stop()));
    redisServer?.kill();
    await libsql.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function startRedis(): Promise<{ REDIS_URL: string }> {
    const port = await freePort();
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(redisBinary ?? '', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    redisServer = child;
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('Ready to accept') && resolve()),
    );
    return { REDIS_URL: `redis://127.0.0.1:${port}` };
  }

  test('pupils on both nodes follow one host, and another device takes over when the host’s node dies', async () => {
    const [one, two] = sites as [Site, Site];
    const classroom = new Classroom(browser, /ERR_CONNECTION|WebSocket/);
    const plan = findLesson('LB02')?.content?.plans.find(({ minutes }) => minutes === 40);
    const questions = (plan ? liveSteps(plan, findQuestion) : []).flatMap(({ kind }, at) =>
      kind === 'question' ? [at] : [],
    );
    const [first = 0, second = 0] = questions;
    let host = await classroom.open(one.origin, room.hostCookie, `/board/${room.id}`, 'projector');
    const pupils: Page[] = [];
    for (const [index, site] of [one, two, two].entries())
      pupils.push(await classroom.open(site.origin, room.cookies[index] ?? '', `/play/${room.id}`, 'phone'));
    await actFrom(host, room.id, { type: 'moved', to: first });
    for (const [index, pupil] of pupils.entries()) {
      await untilStage(pupil, 'ask');
      await answerOnPage(pupil, 'ABC'[index] ?? 'A');
      await untilStage(pupil, 'kept');
    }
    await actFrom(host, room.id, { type: 'revealed', step: first });
    for (const pupil of pupils) await untilStage(pupil, 'shown');

    await one.stop('SIGKILL');
    sites = [two];
    host = await classroom.open(two.origin, room.hostCookie, `/live/${room.id}`, 'phone');
    await actFrom(host, room.id, { type: 'moved', to: second });
    for (const pupil of pupils.slice(1)) {
      await untilStage(pupil, 'ask');
      await answerOnPage(pupil, 'A');
      await untilStage(pupil, 'kept');
    }
    const view = (await (await host.request.get(`${two.origin}/api/live/${room.id}`)).json()) as {
      tally: { joined: number[]; answers: Record<string, { devices: Record<string, number> }> };
    };
    expect(view.tally.joined).toEqual([1, 2, 3]);
    expect(view.tally.answers[first]?.devices).toEqual({ A: 1, B: 1, C: 1 });
    expect(view.tally.answers[second]?.devices).toEqual({ A: 2 });
    expect(classroom.problems).toEqual([]);
  }, 180_000);
});
