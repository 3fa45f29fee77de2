import { StartProblem } from '#db/start-problem.ts';
import { fill, words } from '#i18n/index.ts';

/** What to do about a start that was refused, Chinese first, then English. */
export function startProblemText(problem: StartProblem): string {
  const details = { ...problem.details, backup: problem.details['backup'] ?? '' };
  return (['zh-CN', 'en'] as const)
    .map((locale) => {
      const { start } = words(locale);
      const hint = details.backup ? start.restoreThis : start.noGoodBackup;
      return fill(start[problem.code] + (problem.code === 'database-corrupt' ? hint : ''), details);
    })
    .join('\n');
}

/** Ends a command with the sentence of its problem; anything unexpected with its message and code 1. */
export function endWithProblem(error: unknown): never {
  if (error instanceof StartProblem) console.error(startProblemText(error));
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
