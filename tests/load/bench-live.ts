import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { buildSite } from '#cli/build-site.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { openDatabase } from '#db/connect.ts';
import { liveSteps } from '#features/classroom/live-steps.ts';
import { startSite } from '#tests/support/site.ts';

import { measureLive, type Measured } from './live/measure.ts';
import type { DrivePlan } from './live/protocol.ts';
import { setStage } from './stage.ts';

/**
 * `npm run bench:live -- --rooms 40 --pupils 50 [--json]`: rooms of pupils at the built server with durability
 * on, and at a bare durable server in the same run. The server, its yardstick and the driver are processes of
 * their own.
 */
const { values } = parseArgs({
  options: {
    rooms: { type: 'string', default: '40' },
    pupils: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  },
});
const [rooms, pupils] = [Number(values.rooms), Number(values.pupils)];
const say = (line: string): void => console.log(line);
const lessonId = 'LB02';
const joinWithinMs = Math.max(2000, (rooms * pupils * 1000) / 200);

await buildSite(say);
await loadCatalogue();
const plan40 = findLesson(lessonId)?.content?.plans.find(({ minutes }) => minutes === 40);
if (!plan40) throw new Error(`${lessonId} has no plan.`);
const steps = liveSteps(plan40, findQuestion);
const asked = steps.flatMap(({ questionId: id = '', questionVersion: version = '', kind }, at) =>
  kind === 'question' ? [{ at, question: { id, version } }] : [],
);
const [first, second] = asked;
if (!first || !second) throw new Error(`${lessonId} asks too little.`);
const walks = [
  { moves: [1, 2, first.at], question: first.question },
  { moves: [1, 2, 1, second.at], question: second.question },
];

const folder = mkdtempSync(join(tmpdir(), 'square-one-live-'));
say(`Seating ${rooms} rooms of ${pupils} pupils …`);
const stage = await setStage(folder, rooms * pupils, Date.now(), { seatsPerClass: pupils, lessonId });
const planFor = (origin: string): DrivePlan => ({
  ...{ origin, rooms: stage.rooms, walks, joinWithinMs },
  answerWithinMs: 3000,
});

const site = await startSite({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
const own = await measureLive(site.process.pid ?? 0, planFor(site.origin), folder);
await site.stop();
const lost = await countMissing(own.acknowledged);
report('square one', own);
const bare = await measureBare();
report('bare', bare);

const shown = ({ acknowledged: _, ...figures }: Measured): Omit<Measured, 'acknowledged'> => figures;
if (values.json)
  say(
    JSON.stringify({ pupils, rooms, ...shown(own), lost, bare: { pupils, rooms, ...shown(bare), lost: 0 } }),
  );
rmSync(folder, { recursive: true, force: true });
if (lost > 0) process.exit(1);

/** Answers that were acknowledged and are not in the file. */
async function countMissing(acknowledged: readonly string[]): Promise<number> {
  const database = await openDatabase({ dataDir: folder, proveLock: false });
  const { rows } = await database.client.execute('SELECT device_event_id AS id FROM learning_events');
  const kept = new Set(rows.map((row) => row['id']));
  await database.close();
  return acknowledged.filter((id) => !kept.has(id)).length;
}

async function measureBare(): Promise<Measured> {
  const bareFolder = mkdtempSync(join(tmpdir(), 'square-one-bare-'));
  const program = join(projectFolder, 'tests/load/live/bare-server.ts');
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, bareFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve) =>
    server.stdout.on('data', (chunk: Buffer) => resolve(String(/http:\S+/.exec(chunk.toString())?.[0]))),
  );
  try {
    return await measureLive(server.pid ?? 0, planFor(origin), bareFolder);
  } finally {
    server.kill();
    rmSync(bareFolder, { recursive: true, force: true });
  }
}

function report(name: string, figures: Measured): void {
  const { joinMs, ackMs, fanOutMs, cpuSecondsPer1000Answers, framesPerAnswer, kbPerConnection } = figures;
  say(`${name}, ${rooms} × ${pupils}`);
  say(`  join p50 ${joinMs.p50} p99 ${joinMs.p99} ms, ack p50 ${ackMs.p50} p99 ${ackMs.p99} ms`);
  say(`  fan-out p50 ${fanOutMs.p50} p99 ${fanOutMs.p99} ms, ${framesPerAnswer} frames an answer`);
  say(`  ${cpuSecondsPer1000Answers} CPU s per 1,000 answers, ${kbPerConnection} KB a connection`);
  say(`  ${figures.rssMb} MB at most, event loop p99 ${figures.eventLoopLagP99Ms} ms`);
}
