import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { shortHash } from './canonical.ts';
import type { Catalogue } from './schema.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');
const compiledFile = join(projectRoot, '.cache', 'catalogue.json');

/** The catalogue on disk: valid as long as nothing that it was made from changed. */
interface Compiled {
  readonly sources: string;
  readonly catalogue: Catalogue;
}

/** The compiled catalogue; null when there is none or when content/ changed since. */
export function readCompiled(): Catalogue | null {
  try {
    const compiled = JSON.parse(readFileSync(compiledFile, 'utf8')) as Compiled;
    return compiled.sources === hashSources() ? compiled.catalogue : null;
  } catch {
    // Missing or cut short: compiling replaces it.
    return null;
  }
}

export function writeCompiled(catalogue: Catalogue): void {
  const compiled: Compiled = { sources: hashSources(), catalogue };
  mkdirSync(dirname(compiledFile), { recursive: true });
  const draft = `${compiledFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(compiled));
  renameSync(draft, compiledFile);
}

/** Changes when a file of content/, of the compiler, of the question kinds or the list of drawings changes. */
function hashSources(): string {
  const read = ['content', 'src/catalogue', 'src/questions'].flatMap((folder) =>
    filesBelow(folder).map((file) => `${file}\0${readFileSync(join(projectRoot, file), 'utf8')}`),
  );
  return shortHash([...read, ...filesBelow('src/ui/art')].join('\0'));
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
    .sort();
}
