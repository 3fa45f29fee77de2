import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import { words } from './index.ts';

/** The refusals a game can meet; a page hands an island no sentence that it cannot need. */
const met = [
  ...([
    'not-signed-in',
    'not-found',
    'unknown-game',
    'unknown-lesson',
    'bad-input',
    'body-too-large',
  ] as const),
  ...([
    'run-unknown',
    'run-finished',
    'move-log-impossible',
    'move-log-unfinished',
    'session-ended',
  ] as const),
  ...(['too-many-attempts', 'storage-refused', 'database-down'] as const),
] satisfies readonly ProblemCode[];

/** What `Game.svelte` takes as `words`. */
export function gameWords(locale: Locale) {
  const { games, problems } = words(locale);
  const sentences: Partial<Record<ProblemCode, string>> = {};
  for (const code of met) sentences[code] = problems[code];
  return { ...games, problems: sentences };
}
