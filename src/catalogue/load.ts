import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { shortHash } from './canonical.ts';
import { heldCatalogue, setCatalogue } from './catalogue.ts';
import type { Catalogue } from './schema.ts';

const projectRoot = resolve(import.meta.dirname, '../..');
const compiledFile = join(projectRoot, '.cache', 'catalogue.json');

/** Compiled form on disk: valid as long as nothing that it was made from changed. */
interface Compiled {
  readonly sources: string;
  readonly catalogue: Catalogue;
}

/**
 * The catalogue for the server, commands, tests and the build: the one in memory, else the compiled file when
 * it is up to date, else content/ compiled afresh. Throws ContentBroken when content/ has faults.
 */
export async function loadCatalogue(): Promise<Catalogue> {
  const held = heldCatalogue();
  if (held) return held;
  const sources = hashSources(projectRoot);
  const catalogue = readCompiled(sources) ?? (await compileAndKeep(sources));
  setCatalogue(catalogue);
  return catalogue;
}

/** Compiles anew although one is held: after an author changed a file. */
export async function reloadCatalogue(): Promise<Catalogue> {
  const catalogue = await compileAndKeep(hashSources(projectRoot));
  setCatalogue(catalogue);
  return catalogue;
}

function readCompiled(sources: string): Catalogue | null {
  try {
    const compiled = JSON.parse(readFileSync(compiledFile, 'utf8')) as Compiled;
    return compiled.sources === sources ? compiled.catalogue : null;
  } catch {
    // Missing or cut short: compiling replaces it.
    return null;
  }
}

async function compileAndKeep(sources: string): Promise<Catalogue> {
  // The compiler needs the MDX parser and the pinyin dictionary, which a server with a compiled file never loads.
  const { compileContent } = await import('./compile.ts');
  const { catalogue } = compileContent(projectRoot);
  const compiled: Compiled = { sources, catalogue };
  mkdirSync(dirname(compiledFile), { recursive: true });
  const draft = `${compiledFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(compiled));
  renameSync(draft, compiledFile);
  return catalogue;
}

/** Changes when a file of content/, of the compiler or the list of drawings changes. */
function hashSources(root: string): string {
  const read = ['content', 'src/catalogue'].flatMap((folder) =>
    filesBelow(root, folder).map((file) => `${file}\0${readFileSync(join(root, file), 'utf8')}`),
  );
  return shortHash([...read, ...filesBelow(root, 'src/ui/art')].join('\0'));
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
