import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { setAuthConfig } from '#auth/config.server.ts';
import { loadKeys } from '#auth/keys.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { buildSite } from '#cli/build-site.ts';
import { openDatabase } from '#db/connect.ts';
import { insertAccount, insertMembership, insertOrganisation } from '#db/queries/accounts.ts';
import { startSite, type Site } from '#tests/support/site.ts';

import { bankId, fillBank, type BankSize } from './growth/fill-bank.ts';

/**
 * `npm run bench:growth [-- --json]`: a coordinator's pages after 100 visits and after ten years × 2,000
 * visits with 3,000,000 learning events, from the built server; p95 may grow by a half. Fewer events for a
 * quick look: BENCH_EVENTS=30000.
 */
const ratioAtMost = 1.5;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 300);
const events = Number(process.env['BENCH_EVENTS'] ?? 3_000_000);
const sizes = {
  small: { years: 1, visitsPerYear: 100, learningEvents: 15_000 },
  large: { years: 10, visitsPerYear: 2000, learningEvents: events },
} satisfies Record<string, BankSize>;

const nowMs = Date.now();
const thisYear = new Date(nowMs).getUTCFullYear();
const pages = {
  desk: '/bank',
  ledger: '/bank/ledger',
  'ledger-filtered': '/bank/ledger?kind=school&campaign=none',
  map: `/bank/map?year=${thisYear}&county=330329`,
  campaigns: `/bank/campaigns?year=${thisYear}`,
  'funnel-and-year': `/bank/year?year=${thisYear}`,
} as const;
type PageName = keyof typeof pages;

const isJson = process.argv.includes('--json');
const say = (line: string): void => console.error(line);

interface Held {
  readonly site: Site;
  readonly cookie: string;
}

/** A data folder with a bank of this size, and the built server on it. */
async function hold(size: BankSize, dataDir: string): Promise<Held> {
  const catalogue = await loadCatalogue();
  const database = await openDatabase({ dataDir, proveLock: false });
  setAuthConfig({ keys: loadKeys(dataDir, ''), siteUrl: null });
  await database.write([
    insertOrganisation(database, { id: bankId, kind: 'bank', name: 'Growth Bank', createdAtMs: nowMs }),
    insertAccount(database, {
      id: 'account-growth',
      email: 'growth@bank.test',
      displayName: 'Growth',
      createdAtMs: nowMs,
    }),
  ]);
  await database.write([
    insertMembership(database, {
      accountId: 'account-growth',
      organisationId: bankId,
      role: 'coordinator',
    }),
  ]);
  const session = { place: 'staff', principalId: 'account-growth', device: 'bench', nowMs } as const;
  const { name, value } = await openAuthSession(database, session);
  await database.close();
  fillBank(dataDir, size, { catalogue, nowMs, say });
  const site = await startSite({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  return { site, cookie: `${name}=${value}` };
}

async function timeOf({ site, cookie }: Held, page: PageName): Promise<number> {
  const startedMs = performance.now();
  const answer = await fetch(site.origin + pages[page], { headers: { cookie }, redirect: 'manual' });
  const text = await answer.text();
  const tookMs = performance.now() - startedMs;
  if (answer.status !== 200 || !text.includes('</html>'))
    throw new Error(`${pages[page]} answered ${answer.status}.`);
  return tookMs;
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}

/** Small and large take turns, so that whatever else the machine does meets both alike. */
async function measure(
  small: Held,
  large: Held,
  page: PageName,
): Promise<{ smallMs: number; largeMs: number; ratio: number }> {
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = -30; round < rounds; round += 1) {
    const [smallMs, largeMs] = [await timeOf(small, page), await timeOf(large, page)];
    if (round < 0) continue;
    times.small.push(smallMs);
    times.large.push(largeMs);
  }
  const rounded = (number: number): number => Math.round(number * 100) / 100;
  const [smallMs, largeMs] = [rounded(p95(times.small)), rounded(p95(times.large))];
  return { smallMs, largeMs, ratio: rounded(largeMs / smallMs) };
}

await buildSite(say);
const folders = [
  mkdtempSync(join(tmpdir(), 'square-one-small-')),
  mkdtempSync(join(tmpdir(), 'square-one-large-')),
];
const held: Held[] = [];
try {
  for (const [index, [name, size]] of Object.entries(sizes).entries()) {
    say(
      `${name}: ${size.years} years × ${size.visitsPerYear} visits, ${size.learningEvents} learning events …`,
    );
    held.push(await hold(size, folders[index] ?? ''));
  }
  const [small, large] = held;
  if (!small || !large) throw new Error('A server is missing.');
  const report: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const page of Object.keys(pages) as PageName[]) {
    const its = await measure(small, large, page);
    report[page] = its;
    say(`${page.padEnd(20)} p95 ${its.smallMs} ms → ${its.largeMs} ms, × ${its.ratio}`);
  }
  const failed = Object.entries(report).filter(([, { ratio }]) => ratio > ratioAtMost);
  for (const [page] of failed) say(`✗ ${page} grew by more than × ${ratioAtMost}`);
  console.log(isJson ? JSON.stringify({ pages: report }) : JSON.stringify({ pages: report }, null, 2));
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  for (const { site } of held) await site.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
