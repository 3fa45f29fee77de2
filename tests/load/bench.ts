import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { loadCatalogue } from '#catalogue/load.ts';
import { buildSite } from '#cli/build-site.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { newEventId, randomBytes } from '#features/learn/device-id.ts';
import { startSite } from '#tests/support/site.ts';

import { measureBareInserts } from './bare-inserts.ts';
import { setStage } from './stage.ts';

/** `npm run bench [-- --json]`: what the server does in a second, beside bare yardsticks in the same run. */
const connections = 60;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 6);
const floors = { lessonPagesVsBareHttp: 0.4, answersVsEmptyEndpoint: 0.35 };
const say = (line: string): void => console.log(line);

interface Load {
  readonly url: string;
  readonly requests: autocannon.Request[] | ((connection: number) => autocannon.Request[]);
}

/** Requests a second that came back with 2xx; anything else fails the run, for it would not be comparable. */
async function measure(name: string, { url, requests }: Load): Promise<number> {
  let next = 0;
  const options: autocannon.Options = {
    url,
    connections,
    duration: seconds,
    ...(Array.isArray(requests)
      ? { requests }
      : { setupClient: (client: autocannon.Client) => client.setRequests(requests(next++)) }),
  };
  const result = await autocannon(options);
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${name}: ${result.non2xx} answers were refused and ${result.errors} failed.`);
  const perSecond = result.requests.total / result.duration;
  say(`${perSecond.toFixed(0).padStart(8)} a second  ${name} (p99 ${result.latency.p99} ms)`);
  return perSecond;
}

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
const { cookies } = await setStage(dataDir, 6000, Date.now());
const site = await startSite({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
const page = join(projectFolder, 'dist/client', `${lesson.path}.html`);
const bare = await startBareHttp(page);
const lag = async (): Promise<number> => {
  const answer = (await (await fetch(`${site.origin}/health`)).json()) as { eventLoopLagP99Ms: number };
  return answer.eventLoopLagP99Ms;
};

/** Each connection answers for its own seats, every question once, as pupils do. */
const answersOf = (connection: number): autocannon.Request[] =>
  cookies
    .filter((_, index) => index % connections === connection % connections)
    .flatMap((cookie) =>
      questions.map(({ id, version, lessonId, options }) => ({
        method: 'POST' as const,
        path: '/api/answers',
        headers: { cookie, 'content-type': 'application/json', origin: site.origin },
        body: JSON.stringify({
          id: newEventId(Date.now(), randomBytes),
          lessonId,
          questionId: id,
          version,
          tryNumber: 1,
          answer: options[connection % 3]?.key,
        }),
      })),
    );

try {
  const gzip = { 'accept-encoding': 'gzip' };
  const barePages = await measure('bare node:http, the same page from memory', {
    url: bare.origin,
    requests: [{ method: 'GET', path: '/', headers: gzip }],
  });
  const pages = await measure('lesson pages', {
    url: site.origin,
    requests: [{ method: 'GET', path: lesson.path, headers: gzip }],
  });
  const barePosts = await measure('bare node:http, an empty POST', {
    url: bare.origin,
    requests: [{ method: 'POST', path: '/', body: '{}' }],
  });
  const empty = await measure('an empty endpoint of the built site', {
    url: site.origin,
    requests: [
      {
        method: 'POST',
        path: '/api/empty',
        body: '{}',
        headers: { 'content-type': 'application/json', origin: site.origin },
      },
    ],
  });
  await lag();
  const answers = await measure('answers: signed in, marked, kept', {
    url: site.origin,
    requests: answersOf,
  });
  const eventLoopLagP99Ms = await lag();
  const personal = await measure('personal pages (the town)', {
    url: site.origin,
    requests: cookies.slice(0, 200).map((cookie) => ({ method: 'GET', path: '/town', headers: { cookie } })),
  });
  const inserts = await measureBareInserts(connections, seconds * 500);
  say(`${inserts.toFixed(0).padStart(8)} a second  bare grouped libSQL inserts at full sync`);
  say(`${personal.toFixed(0).padStart(8)} a second  personal pages`);
  const ratio = (a: number, b: number): number => Math.round((a / b) * 1000) / 1000;
  const report = {
    lessonPagesVsBareHttp: ratio(pages, barePages),
    answersVsEmptyEndpoint: ratio(answers, empty),
    answersVsBareHttp: ratio(answers, barePosts),
    answersVsBareInserts: ratio(answers, inserts),
    answersPerSecond: Math.round(answers),
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
