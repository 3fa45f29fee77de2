import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import type { HonoursView } from './honours.server.ts';

/** What every page of a bank's desk is given. */
export interface BankFrame {
  readonly locale: Locale;
  readonly signedInAs: string;
  /** What the form that was just sent came to. */
  readonly problem?: ProblemCode | null;
  readonly told?: string | null;
}

export interface HonoursProps extends BankFrame {
  readonly honours: HonoursView;
  readonly years: readonly number[];
  readonly year: number | null;
  readonly today: string;
  /** What was typed, given back when it could not be taken. */
  readonly given: Readonly<Partial<Record<'kind' | 'name' | 'title' | 'givenBy' | 'day', string>>>;
}
