import { findSelling } from '#domain/no-selling.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { catalogue } from './catalogue.ts';

/**
 * Refuses what an adult typed into a visit when it sells something; give the typed text back with the refusal.
 * Not for words about selling: a report that marketing happened, a question that a child asked.
 */
export function refuseSelling(...texts: readonly string[]): Result<null, 'sells-something'> {
  const { sellingWords } = catalogue();
  return texts.some((text) => findSelling(text, sellingWords).length > 0)
    ? refuse('sells-something')
    : ok(null);
}
