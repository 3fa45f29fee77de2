import type { AstroGlobal } from 'astro';

import { problemStatus, type ProblemCode } from '#domain/problems.ts';

/** Answers with the problem's status and leaves the page to say it, beside what was typed. */
export function refusePage<Shown extends object>(
  page: AstroGlobal,
  problem: ProblemCode,
  shown: Shown,
): Shown & { problem: ProblemCode } {
  page.response.status = problemStatus[problem];
  return { ...shown, problem };
}
