import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { WebSocket } from 'ws';

import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { buildSite } from '#cli/build-site.ts';
import { openDatabase } from '#db/connect.ts';
import { newEventId } from '#domain/event-id.ts';
import type { LiveAnswer } from '#domain/live-event.ts';
import type { ServerMessage } from '#features/classroom/live-protocol.ts';
import { LiveSocket } from '#features/classroom/live-socket.ts';
import { liveSteps } from '#features/classroom/live-steps.ts';
import { timesOf } from '#tests/load/live/protocol.ts';
import { setStage } from '#tests/load/stage.ts';
import { freePort } from '#tests/support/libsql-server.ts';
import { LiveDevice } from '#tests/support/live-device.ts';
import { startSite, type Site } from '#tests/support/site.ts';

/**
 * `npm run drill:restart [-- --pupils 500 --times 20 --json]`: the server is killed with -9 in the middle of a
 * question, again and again, and started anew on the same port. Every device runs the very socket of the
 * pupils' pages, with its jitter, and sends what was not acknowledged again under the same id.
 */
const { values } = parseArgs({
  options: {
    pupils: { type: 'string', default: '500' },
    times: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const pupils = Number(values.pupils);
const times = Number(values.times);
const seatsPerRoom = 50;
const longestReturnMs = 10_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One pupil's device: what it answered and what the server has acknowledged. */
class Device {
  views = 0;
  letter: LiveAnswer | null = null;
  readonly kept = new Set<string>();
  readonly socket: LiveSocket;

  constructor(origin: string, id: string, cookie: string) {
    const address = `${origin.replace('http', 'ws')}/api/live/${id}/socket?as=play`;
    const open = (): never => {
      const socket = new WebSocket(address, { headers: { cookie }, origin });
      // A browser's socket says 'close' and nothing else; this one would throw.
      socket.on('error', () => undefined);
      return socket as never;
    };
    this.socket = new LiveSocket(
      { open, random: Math.random },
      (message) => this.#hear(message),
      () => undefined,
    );
    this.socket.start();
  }

  answer(letter: LiveAnswer): void {
    this.letter = letter;
    this.socket.send({ t: 'answer', answer: letter });
  }

  #hear(message: ServerMessage): void {
    if (message.t === 'kept') {
      this.kept.add(message.id);
      if (message.id === this.letter?.id) this.letter = null;
    }
    if (message.t !== 'view') return;
    this.views += 1;
    if (this.letter) this.socket.send({ t: 'answer', answer: this.letter });
  }
}

async function until(isSo: () => boolean, name: string): Promise<number> {
  const startedMs = performance.now();
  while (!isSo()) {
    if (performance.now() - startedMs > 60_000) throw new Error(`Waited a minute in vain: ${name}.`);
    await pause(5);
  }
  return performance.now() - startedMs;
}

await buildSite((line) => console.log(line));
await loadCatalogue();
const plan = findLesson('LB02')?.content?.plans.find(({ minutes }) => minutes === 40);
const steps = plan ? liveSteps(plan, findQuestion) : [];
const questions = steps.flatMap(({ kind, questionId = '', questionVersion = '' }, at) =>
  kind === 'question' ? [{ at, questionId, version: questionVersion }] : [],
);
const returnsMs: number[] = [];
const acknowledged: string[] = [];
let lost = 0;
for (let done = 0; done < times; done += questions.length) {
  const folder = mkdtempSync(join(tmpdir(), 'square-one-drill-'));
  const options = { seatsPerClass: seatsPerRoom, lessonId: 'LB02' };
  const { rooms } = await setStage(folder, pupils, Date.now(), options);
  const env = { DATA_DIR: folder, PORT: String(await freePort()), LOG_LEVEL: 'silent' };
  let site: Site = await startSite(env);
  const { origin } = site;
  const devices = rooms.flatMap(({ id, cookies }) => cookies.map((cookie) => new Device(origin, id, cookie)));
  await until(() => devices.every(({ views }) => views > 0), 'the first view');
  for (const { at, questionId, version } of questions.slice(0, times - done)) {
    for (const { id, hostCookie } of rooms) {
      const host = await LiveDevice.open(origin, id, 'staff', hostCookie);
      const { session } = await host.staffView(0);
      await host.act(session.version, { type: 'moved', to: at });
      host.close();
    }
    for (const device of devices) {
      const id = newEventId(Date.now(), randomBytes);
      void pause(Math.random() * 1500).then(() =>
        device.answer({ id, step: at, questionId, version, chosen: 'A' }),
      );
    }
    await pause(300 + Math.random() * 900);
    const before = devices.map(({ views }) => views);
    const downMs = performance.now();
    await site.stop('SIGKILL');
    site = await startSite(env);
    await until(() => devices.every(({ views }, index) => views > (before[index] ?? 0)), 'everybody back');
    returnsMs.push(performance.now() - downMs);
    await pause(1300);
    await until(() => devices.every(({ letter }) => letter === null), 'every answer kept');
    console.log(
      `${returnsMs.length}: all ${pupils} back after ${((returnsMs.at(-1) ?? 0) / 1000).toFixed(1)} s`,
    );
  }
  for (const device of devices) {
    device.socket.stop();
    acknowledged.push(...device.kept);
  }
  await site.stop();
  lost += await countMissing(
    folder,
    devices.flatMap(({ kept }) => [...kept]),
  );
  rmSync(folder, { recursive: true, force: true });
}
const { p50, p99 } = timesOf(returnsMs);
const backInTime = returnsMs.filter((ms) => ms <= longestReturnMs).length;
const figures = {
  pupils,
  times: returnsMs.length,
  backInTime,
  backMs: { p50, p99 },
  acknowledged: acknowledged.length,
  lost,
};
console.log(values.json ? JSON.stringify(figures) : figures);
process.exit(lost === 0 && backInTime === returnsMs.length ? 0 : 1);

/** Answers that a device was told are kept and that the file does not hold. */
async function countMissing(dataDir: string, ids: readonly string[]): Promise<number> {
  const database = await openDatabase({ dataDir, proveLock: false });
  const { rows } = await database.client.execute('SELECT device_event_id AS id FROM learning_events');
  const stored = new Set(rows.map((row) => row['id']));
  await database.close();
  return ids.filter((id) => !stored.has(id)).length;
}
