import { startProblemText } from '#cli/start-problem-text.ts';
import { StartProblem } from '#db/start-problem.ts';
import { fill, words } from '#i18n/index.ts';

import type { Settings } from './settings.ts';

const sentences = {
  EADDRINUSE: 'portTaken',
  EADDRNOTAVAIL: 'hostUnknown',
  EACCES: 'portForbidden',
} as const;

/** Why the server did not start, in both languages, with what to do. Bugs keep their stack. */
export function explainStart(error: unknown, { port, host }: Settings): string {
  if (error instanceof StartProblem) return startProblemText(error);
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code in sentences) {
    const sentence = sentences[code as keyof typeof sentences];
    return (['zh-CN', 'en'] as const)
      .map((locale) => fill(words(locale).server[sentence], { port, host }))
      .join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
