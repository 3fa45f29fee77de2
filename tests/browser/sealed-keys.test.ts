import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import type { Catalogue } from '#catalogue/schema.ts';
import { projectFolder } from '#cli/project-folder.ts';

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
