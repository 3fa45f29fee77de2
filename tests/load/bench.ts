import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadCatalogue } from '#catalogue/load.ts';
import { buildSite } from '#cli/build-site.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { newEventId } from '#domain/event-id.ts';
import { randomBytes } from '#ui/random-bytes.ts';
import { startSite } from '#tests/support/site.ts';

import { measureBareInserts } from './bare-inserts.ts';
import { drive, type WireRequest } from './drive.ts';
import { setStage } from './stage.ts';

/** `npm run bench [-- --json]`: what the server does in a second, beside bare yardsticks in the same run. */
const connections = 60;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 6);
const floors = { lessonPagesVsBareHttp: 0.4, answersVsEmptyEndpoint: 0.35 };
const say = (line: string): void => console.log(line);

/** Requests a second that came back with 2xx; anything else fails the run, for it would not be comparable. */
async function measure(
  name: string,
  origin: string,
  requestsOf: readonly (readonly WireRequest[])[],
): Promise<number> {
  // The engine compiles what is hot; the clock starts after that.
  await drive(
    origin,
    1,
    requestsOf.map((requests) => requests.slice(0, Math.ceil(requests.length / 10))),
  );
  const left = requestsOf.map((requests) =>
    requests.length > 1 ? requests.slice(Math.ceil(requests.length / 10)) : requests,
  );
  const { perSecond, p99Ms, refused, wrapped } = await drive(origin, seconds, left);
  if (refused > 0) throw new Error(`${name}: ${refused} requests were refused.`);
  say(
    `${perSecond.toFixed(0).padStart(8)} a second  ${name} (p99 ${p99Ms} ms${wrapped ? ', some sent twice' : ''})`,
  );
  return perSecond;
}

/** The same request on every connection. */
const everywhere = (request: WireRequest): WireRequest[][] =>
  Array.from({ length: connections }, () => [request]);

async function startBareHttp(file: string): Promise<{ origin: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(projectFolder, 'tests/load/bare-http.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => resolve(String(/http:\S+/.exec(chunk.toString())?.[0]))),
  );
  return { origin, stop: () => child.kill() };
}

await buildSite(say);
const catalogue = await loadCatalogue();
const questions = catalogue.questions.filter(({ sealed }) => !sealed);
const lesson = catalogue.lessons.find(({ ready }) => ready);
if (!lesson) throw new Error('No lesson is ready.');
const dataDir = mkdtempSync(join(tmpdir(), 'square-one-bench-'));
say('Seating the pupils …');
const { cookies } = await setStage(dataDir, 3000, Date.now());
const site = await startSite({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
const page = join(projectFolder, 'dist/client', `${lesson.path}.html`);
const bare = await startBareHttp(page);
const lag = async (): Promise<number> => {
  const answer = (await (await fetch(`${site.origin}/health`)).json()) as { eventLoopLagP99Ms: number };
  return answer.eventLoopLagP99Ms;
};

/** Each connection answers for its own seats, every question once, as pupils do. */
const json = { 'content-type': 'application/json', origin: site.origin };
const answers: WireRequest[][] = Array.from({ length: connections }, (_, connection) =>
  cookies
    .filter((_cookie, index) => index % connections === connection)
    .flatMap((cookie) =>
      questions.map(({ id, version, lessonId, options }) => ({
        method: 'POST',
        path: '/api/answers',
        headers: { ...json, cookie },
        body: JSON.stringify({
          id: newEventId(Date.now(), randomBytes),
          ...{ lessonId, questionId: id, version, tryNumber: 1, answer: options[connection % 3]?.key },
        }),
      })),
    ),
);

try {
  const headers = { 'accept-encoding': 'gzip' };
  const emptyPost = { method: 'POST', path: '/api/empty', headers: json, body: '{}' } as const;
  const barePages = await measure(
    'bare node:http, the same page from memory',
    bare.origin,
    everywhere({ method: 'GET', path: '/', headers }),
  );
  const pages = await measure(
    'lesson pages',
    site.origin,
    everywhere({ method: 'GET', path: lesson.path, headers }),
  );
  const barePosts = await measure('bare node:http, an empty POST', bare.origin, everywhere(emptyPost));
  const empty = await measure('an empty endpoint of the built site', site.origin, everywhere(emptyPost));
  await lag();
  const kept = await measure('answers: signed in, marked, kept', site.origin, answers);
  const eventLoopLagP99Ms = await lag();
  const towns = cookies
    .slice(0, connections)
    .map((cookie) => [{ method: 'GET', path: '/town', headers: { cookie } } as const]);
  await measure('personal pages (the town)', site.origin, towns);
  const inserts = await measureBareInserts(connections, seconds * 500);
  say(`${inserts.toFixed(0).padStart(8)} a second  bare grouped libSQL inserts at full sync`);
  const ratio = (a: number, b: number): number => Math.round((a / b) * 1000) / 1000;
  const report = {
    lessonPagesVsBareHttp: ratio(pages, barePages),
    answersVsEmptyEndpoint: ratio(kept, empty),
    answersVsBareHttp: ratio(kept, barePosts),
    answersVsBareInserts: ratio(kept, inserts),
    answersPerSecond: Math.round(kept),
    eventLoopLagP99Ms,
  };
  const failed = Object.entries(floors).filter(
    ([name, floor]) => report[name as keyof typeof floors] < floor,
  );
  for (const [name, floor] of failed) say(`✗ ${name} is below ${floor}`);
  say(process.argv.includes('--json') ? JSON.stringify(report) : JSON.stringify(report, null, 2));
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  bare.stop();
  await site.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
