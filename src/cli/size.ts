import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { projectFolder } from './project-folder.ts';

const client = join(projectFolder, 'dist/client');

/** The budget of a pupil's device, in bytes as sent. */
const budget = {
  lessonScriptGz: 40 * 1024,
  lessonTextGz: 60 * 1024,
  fontFaceGz: 35 * 1024,
  phaserBrotli: 300 * 1024,
  townScriptGz: 40 * 1024,
  roomScriptGz: 40 * 1024,
} as const;

const read = (path: string): Buffer => readFileSync(join(client, path));
const gz = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;
/** By what is in it: a chunk's name is the bundler's choice. */
const isPhaser = (path: string): boolean => read(path).includes('https://phaser.io');

/** Every script that opening the page fetches: those it names and, transitively, their static imports. */
function scriptsOf(html: string): string[] {
  const named = [
    ...html.matchAll(/(?:src|component-url|renderer-url|before-hydration-url|href)="(\/_astro\/[^"]+\.js)"/g),
  ];
  const inline = [...html.matchAll(/import\("?'?(\/_astro\/[^"')]+\.js)/g)];
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const text = read(path).toString();
    for (const [, target] of text.matchAll(/(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g)) {
      if (target) visit(`/_astro/${target.slice(2)}`);
    }
  };
  for (const [, path] of [...named, ...inline]) if (path) visit(path);
  return [...found];
}

function stylesOf(html: string): string[] {
  return [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)].flatMap(
    ([tag]) => /href="(\/_astro\/[^"]+\.css)"/.exec(tag)?.[1] ?? [],
  );
}

const isFontFace = (css: Buffer): boolean => (css.toString().match(/@font-face/g)?.length ?? 0) > 20;

interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly limit: number;
}

function measurePage(what: string, html: Buffer, scriptLimit: number, textLimit: number | null): Row[] {
  const page = html.toString();
  const scripts = scriptsOf(page);
  if (scripts.some(isPhaser)) throw new Error(`${what} fetches Phaser before a game is opened.`);
  const styles = stylesOf(page).map(read);
  const rows: Row[] = [
    {
      what: `${what}: JavaScript, gz`,
      bytes: scripts.reduce((sum, path) => sum + gz(read(path)), 0),
      limit: scriptLimit,
    },
  ];
  if (textLimit !== null) {
    const text = styles.filter((css) => !isFontFace(css)).reduce((sum, css) => sum + gz(css), gz(html));
    rows.push({ what: `${what}: HTML + CSS, gz`, bytes: text, limit: textLimit });
  }
  for (const css of styles.filter(isFontFace))
    rows.push({ what: `${what}: @font-face rules, gz`, bytes: gz(css), limit: budget.fontFaceGz });
  return rows;
}

/** Lesson pages lie in the build; what a seated pupil opens is rendered on request, by the real server. */
async function measureSeatedPages(): Promise<Row[]> {
  const { loadCatalogue } = await import('#catalogue/load.ts');
  const { setStage } = await import('#tests/load/stage.ts');
  const { startSite } = await import('#tests/support/site.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'square-one-size-'));
  await loadCatalogue();
  const { cookies, rooms } = await setStage(dataDir, 1, Date.now(), { lessonId: 'LB02' });
  const site = await startSite({ DATA_DIR: dataDir });
  const measure = async (what: string, path: string, scriptLimit: number): Promise<Row[]> => {
    const headers = { cookie: cookies[0] ?? '' };
    const response = await fetch(site.origin + path, { headers, redirect: 'manual' });
    if (response.status !== 200) throw new Error(`The ${what} answered ${response.status}.`);
    return measurePage(what, Buffer.from(await response.arrayBuffer()), scriptLimit, null);
  };
  try {
    const room = await measure('room', `/play/${rooms[0]?.id}`, budget.roomScriptGz);
    return [...(await measure('town', '/town', budget.townScriptGz)), ...room];
  } finally {
    await site.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const pages = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.html'),
);
const lessons = pages.filter((file) => /courses\/[^/]+\/[^/]+\.html$/.test(file.replaceAll('\\', '/')));
if (lessons.length === 0) throw new Error('There is no built lesson page to measure: build the site first.');
const rows = lessons.flatMap((file) =>
  measurePage(
    relative('.', file),
    readFileSync(join(client, file)),
    budget.lessonScriptGz,
    budget.lessonTextGz,
  ),
);
rows.push(...(await measureSeatedPages()));
const phaser = readdirSync(join(client, '_astro')).filter(
  (file) => file.endsWith('.js') && isPhaser(`_astro/${file}`),
);
if (phaser.length === 0) throw new Error('Phaser is in no chunk: what would the budget watch?');
for (const file of phaser)
  rows.push({
    what: `${file}, brotli`,
    bytes: brotliCompressSync(read(`_astro/${file}`)).length,
    limit: budget.phaserBrotli,
  });

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`.padStart(10);
for (const { what, bytes, limit } of rows)
  console.log(`${bytes <= limit ? '✓' : '✗'} ${kb(bytes)} of ${kb(limit)}  ${what}`);
const over = rows.filter(({ bytes, limit }) => bytes > limit);
if (process.argv.includes('--json'))
  console.log(
    JSON.stringify({
      pages: Object.fromEntries(rows.map(({ what, bytes }) => [what, bytes])),
      over: over.length,
    }),
  );
process.exit(over.length === 0 ? 0 : 1);
