import { Agent, request } from 'node:http';

import { loadCatalogue } from '#catalogue/load.ts';
import { openDatabase } from '#db/connect.ts';
import { newEventId } from '#domain/event-id.ts';
import { randomBytes } from '#ui/random-bytes.ts';
import { setStage } from '#tests/load/stage.ts';
import { startSite } from '#tests/support/site.ts';

import { newFolder, sleep } from './driver.ts';
import type { FaultResult } from './variants.ts';

const WRITERS = 30;
const SEATS = 900;

interface Letter {
  readonly id: string;
  readonly cookie: string;
  readonly body: string;
}

/** First tries of every seat at every open question: what pupils' devices send, each once. */
async function lettersOf(cookies: readonly string[]): Promise<Letter[]> {
  const questions = (await loadCatalogue()).questions.filter(({ sealed }) => !sealed);
  return questions.flatMap(({ id: questionId, version, lessonId, options }) =>
    cookies.map((cookie) => {
      const id = newEventId(Date.now(), randomBytes);
      const answer = options[0]?.key;
      const body = JSON.stringify({ id, lessonId, questionId, version, tryNumber: 1, answer });
      return { id, cookie, body };
    }),
  );
}

function post(origin: string, { cookie, body }: Letter, agent: Agent): Promise<number> {
  const headers = { cookie, origin, 'content-type': 'application/json' };
  return new Promise((resolve) => {
    const sent = request(`${origin}/api/answers`, { method: 'POST', headers, agent }, (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', () => {
        resolve(0);
      });
    });
    sent.on('error', () => {
      resolve(0);
    });
    sent.end(body);
  });
}

/**
 * The built site's own server, answers of signed-in seats: killed again and again, then ended by SIGTERM.
 * What got no reply is sent again after the restart, as a device does. Control: the comparison with what is
 * stored misses an answer that was never sent.
 */
export async function testRealServer(cycles: number): Promise<FaultResult> {
  const dataDir = newFolder();
  const { cookies } = await setStage(dataDir, SEATS, Date.now());
  const waiting = await lettersOf(cookies);
  const acknowledged: string[] = [];
  const unexpected = new Map<number, number>();
  let busy = 0;
  let exitCode: number | null = null;
  let stopMs = 0;
  for (let cycle = 0; cycle <= cycles; cycle += 1) {
    const site = await startSite({ DATA_DIR: dataDir });
    const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
    const before = acknowledged.length;
    const isLast = cycle === cycles;
    let going = true;
    const writers = Array.from({ length: WRITERS }, async () => {
      while (going) {
        const letter = waiting.shift();
        if (!letter) return;
        const status = await post(site.origin, letter, agent);
        if (status === 200) acknowledged.push(letter.id);
        else {
          waiting.push(letter);
          if (status === 0) return;
          unexpected.set(status, (unexpected.get(status) ?? 0) + 1);
        }
      }
    });
    const latestMs = performance.now() + 5000;
    while (acknowledged.length < before + WRITERS && performance.now() < latestMs) await sleep(5);
    await sleep(Math.random() * 300);
    const from = performance.now();
    const code = await site.stop(isLast ? 'SIGTERM' : 'SIGKILL');
    if (isLast) [exitCode, stopMs] = [code, performance.now() - from];
    going = false;
    await Promise.all(writers);
    agent.destroy();
    busy += (site.output().match(/BUSY|database is locked/g) ?? []).length;
  }
  const database = await openDatabase({ dataDir, proveLock: false });
  const { rows } = await database.client.execute('SELECT device_event_id FROM learning_events');
  const sound = (await database.client.execute('PRAGMA integrity_check(1)')).rows[0]?.[0] === 'ok';
  await database.close();
  const stored = new Set(rows.map((row) => row['device_event_id'] as string));
  const missing = (ids: readonly string[]) => ids.filter((id) => !stored.has(id)).length;
  const lost = missing(acknowledged);
  const odd = [...unexpected].map(([status, count]) => `${count} × ${status}`).join(', ') || 'none';
  return {
    name: 'the real server, killed under 30 pupils, then SIGTERM',
    ok:
      sound &&
      lost === 0 &&
      busy === 0 &&
      acknowledged.length > 0 &&
      unexpected.size === 0 &&
      exitCode === 0 &&
      stopMs < 5000,
    found: `${acknowledged.length} acknowledged in ${cycles} kills, ${lost} lost, ${busy} busy, other replies: ${odd}; SIGTERM: exit ${String(exitCode)} after ${stopMs.toFixed(0)} ms`,
    killCycles: cycles,
    acknowledged: acknowledged.length,
    lost,
    busy,
    control: {
      name: 'an answer that was never sent is missed',
      failed: missing([newEventId(Date.now(), randomBytes)]) === 1,
    },
  };
}
