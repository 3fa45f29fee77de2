import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

/** What every page of a bank's desk is given. */
export interface BankFrame {
  readonly locale: Locale;
  readonly signedInAs: string;
  /** What the form that was just sent came to. */
  readonly problem?: ProblemCode | null;
  readonly told?: string | null;
}
