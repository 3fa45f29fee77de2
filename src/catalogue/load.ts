import { heldCatalogue, setCatalogue } from './catalogue.ts';
import { readCompiled } from './compiled-file.ts';
import type { Catalogue } from './schema.ts';

/**
 * The catalogue for the server, commands and tests: the one in memory, else the compiled file when it is up to
 * date, else content/ compiled afresh. Throws ContentBroken when content/ has faults.
 */
export async function loadCatalogue(): Promise<Catalogue> {
  const found = heldCatalogue() ?? readCompiled();
  if (found) {
    setCatalogue(found);
    return found;
  }
  // The MDX parser and the pinyin dictionary stay out of a server whose catalogue is compiled.
  const { refreshCatalogue } = await import('./refresh.ts');
  return refreshCatalogue();
}
