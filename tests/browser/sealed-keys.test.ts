import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import type { Catalogue } from '#catalogue/schema.ts';
import { projectFolder } from '#cli/project-folder.ts';
import { setStage } from '#tests/load/stage.ts';
import { crawl } from '#tests/support/crawl.ts';
import { startSite } from '#tests/support/site.ts';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue();
});

/** Every file below a folder as text, pictures and fonts too: a key could hide in any of them. */
function filesBelow(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: plain(readFileSync(file, 'utf8')) }));
}

/** Words as a reader sees them: readings and markup taken out, escapes undone. */
function plain(text: string): string {
  return text
    .replaceAll(/<rt>.*?<\/rt>/g, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Which words of sealed questions a set of files gives away. */
function leaks(files: readonly { file: string; text: string }[]): string[] {
  const sealed = catalogue.questions.filter((question) => question.sealed);
  const secrets = sealed.flatMap(({ id, stem, options }) => [
    id,
    stem.zh,
    stem.en,
    ...options.flatMap(({ feedback }) => [feedback.zh, feedback.en]),
  ]);
  return files.flatMap(({ file, text }) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${file}: ${secret}`),
  );
}

/** Feedback of the right option of an open question: it names the key. */
function openKeys(files: readonly { file: string; text: string }[]): string[] {
  const open = catalogue.questions.filter((question) => !question.sealed);
  const secrets = open.flatMap(({ options }) =>
    options.filter(({ correct }) => correct).flatMap(({ feedback }) => [feedback.zh, feedback.en]),
  );
  return files.flatMap(({ file, text }) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${file}: ${secret}`),
  );
}

describe('the files that the site serves', () => {
  test('there are sealed questions to look for', () => {
    expect(catalogue.questions.filter(({ sealed }) => sealed).length).toBeGreaterThanOrEqual(18);
  });

  test('hold nothing of a sealed question and no key of an open one', () => {
    const files = filesBelow(join(projectFolder, 'dist/client'));
    expect(files.length).toBeGreaterThan(50);
    expect(leaks(files)).toEqual([]);
    expect(openKeys(files)).toEqual([]);
  });

  test('a planted key is found, with readings and without', () => {
    const folder = mkdtempSync(join(tmpdir(), 'square-one-leak-'));
    const sealed = catalogue.questions.find(({ id }) => id === 'LB02-S1');
    const ruby = sealed?.stem.ruby.map(({ text, pinyin }) =>
      pinyin ? `<ruby>${text}<rt>${pinyin}</rt></ruby>` : text,
    );
    writeFileSync(join(folder, 'a.html'), `<p>${ruby?.join('') ?? ''}</p>`);
    writeFileSync(join(folder, 'b.js'), 'const id="LB09-S3"');
    writeFileSync(
      join(folder, 'c.js'),
      catalogue.questions[0]?.options.find(({ correct }) => correct)?.feedback.en ?? '',
    );
    const files = filesBelow(folder);
    expect(leaks(files)).toHaveLength(2);
    expect(openKeys(files)).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});

describe('every byte that a signed-in pupil is served', () => {
  test('holds no key, no belief behind an option and no sealed question but the one that a test asks', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'square-one-crawl-'));
    const { cookies, sittings } = await setStage(dataDir, 60, Date.now(), { testOf: 'little-banker-a' });
    const site = await startSite({ DATA_DIR: dataDir });
    try {
      const starts = [
        '/',
        '/en',
        '/town',
        '/en/town',
        '/join',
        '/games/little-teller',
        '/api/me',
        '/api/town',
      ];
      const lessons = catalogue.lessons.filter(({ ready }) => ready).map(({ id }) => `/api/lessons/${id}`);
      const tests = ['/tests', ...sittings.map((id) => `/tests/${id}`)];
      const served = await crawl(site.origin, cookies[0] ?? '', [...starts, ...lessons, ...tests]);
      const files = served.map(({ file, text }) => ({ file, text: plain(text) }));
      expect(files.length).toBeGreaterThan(80);
      expect(files.some(({ file }) => file.includes('/plan'))).toBe(true);
      expect(openKeys(files.filter(({ file }) => !file.includes('/plan')))).toEqual([]);
      const inTests = /^\/(en\/)?tests\//;
      expect(leaks(files.filter(({ file }) => !inTests.test(file)))).toEqual([]);
      expect(leaks(files.filter(({ file }) => inTests.test(file))).length).toBeGreaterThan(0);
      const said = catalogue.questions.flatMap(({ options }) => options.map(({ feedback }) => feedback.zh));
      expect(
        files.filter(({ file, text }) => inTests.test(file) && said.some((one) => text.includes(one))),
      ).toEqual([]);
      const beliefs = catalogue.misconceptions.map(({ code }) => code);
      const told = served.filter(
        ({ file, text }) => !/\.js$/.test(file) && beliefs.some((code) => text.includes(code)),
      );
      expect(told.map(({ file }) => file)).toEqual([]);
    } finally {
      await site.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  test('a key planted behind two links is found by the crawl', async () => {
    const pages: Record<string, [string, string]> = {
      '/': ['text/html', '<script src="/a.js"></script>'],
      '/a.js': ['text/javascript', 'import("./b.js")'],
      '/b.js': ['text/javascript', 'const id="LB09-S3"'],
    };
    const server = createServer((request, response) => {
      const [type, body] = pages[request.url ?? ''] ?? ['text/plain', ''];
      response.setHeader('content-type', type);
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const served = await crawl(`http://127.0.0.1:${port}`, '', ['/']);
    server.close();
    expect(leaks(served)).toEqual(['/b.js: LB09-S3']);
  });
});
