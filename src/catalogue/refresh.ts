import { setCatalogue } from './catalogue.ts';
import { compileContent } from './compile.ts';
import { projectRoot, writeCompiled } from './compiled-file.ts';
import type { Catalogue } from './schema.ts';

/** Compiles content/ afresh, keeps it on disk and makes it the process's catalogue. */
export function refreshCatalogue(): Catalogue {
  const { catalogue } = compileContent(projectRoot);
  writeCompiled(catalogue);
  setCatalogue(catalogue);
  return catalogue;
}
