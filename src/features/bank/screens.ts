import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import type { HonoursView } from './honours.server.ts';
import type { LedgerChoice } from './ledger-filter.ts';
import type { LedgerView } from './ledger.server.ts';
import type { MapView } from './map.server.ts';
import type { CampaignsView } from './campaigns.server.ts';
import type { DeskView } from './desk.server.ts';
import type { YearView } from './read-year.server.ts';
import type { PersonLine } from './people.server.ts';

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

export interface LedgerProps extends BankFrame {
  readonly ledger: LedgerView;
  readonly choice: LedgerChoice;
  readonly years: readonly number[];
  readonly today: string;
  /** Most rows that an exported file holds. */
  readonly rowsInFile: number;
  /** What was typed, given back when it could not be taken. */
  readonly given: Readonly<Record<string, string | undefined>>;
}

export interface YearProps extends BankFrame {
  readonly view: YearView;
  readonly choices: readonly number[];
  readonly hasDemo: boolean;
}

export interface MapProps extends BankFrame {
  readonly view: MapView;
  readonly choices: readonly number[];
  readonly hasDemo: boolean;
}

export interface CampaignsProps extends BankFrame {
  readonly today: string;
  readonly view: CampaignsView;
  readonly choices: readonly number[];
  readonly hasDemo: boolean;
}

export interface DeskProps extends BankFrame {
  readonly view: DeskView;
  readonly bankName: string;
  readonly nowMs: number;
}

export interface PeopleProps extends BankFrame {
  readonly nowMs: number;
  readonly people: readonly PersonLine[];
  readonly today: string;
  /** The day that is offered for a clearance, and the last that may be chosen. */
  readonly usualDay: string;
  readonly lastClearDay: string;
  /** What was typed, given back when it could not be taken. */
  readonly given: { readonly accountId: string; readonly day: string } | null;
}
