import { StartProblem } from '#db/start-problem.ts';
import { fill, words } from '#i18n/index.ts';

import type { Settings } from './settings.ts';

/** Why the server did not start, in both languages, with what to do. Bugs keep their stack. */
export function explainStart(error: unknown, settings: Settings): string {
  const both = (pick: (start: ReturnType<typeof words>['start']) => string, values: Record<string, string>) =>
    (['zh-CN', 'en'] as const).map((locale) => fill(pick(words(locale).start), values)).join('\n');
  if (error instanceof StartProblem) return both((start) => start[error.code], error.details);
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const values = { port: String(settings.port), host: settings.host };
  if (code === 'EADDRINUSE') return both((start) => start.portTaken, values);
  if (code === 'EADDRNOTAVAIL') return both((start) => start.hostUnknown, values);
  if (code === 'EACCES') return both((start) => start.portForbidden, values);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
