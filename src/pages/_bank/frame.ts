import type { ProblemCode } from '#domain/problems.ts';
import { bankOf, type OwnBank } from '#features/bank/own-bank.ts';
import type { BankFrame } from '#features/bank/screens.ts';
import { words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';

import { nameOf, type PageContext } from '../_teach/frame.ts';

/** Who asks for a page of the desk, and for which bank; null where the coordinator's role has just ended. */
export interface AtDesk {
  readonly bank: OwnBank;
  readonly today: string;
  readonly thisYear: number;
  /** One value of the address's query; null when it is not there or empty. */
  readonly asked: (name: string) => string | null;
  readonly frame: (outcome?: { problem?: ProblemCode | null }) => BankFrame;
}

export function atDesk(context: PageContext): AtDesk | null {
  const { locale, principal, nowMs } = context.locals;
  const bank = bankOf(principal);
  if (!bank) return null;
  const today = dayOf(nowMs);
  const asked = (name: string): string | null => context.url.searchParams.get(name) || null;
  return {
    ...{ bank, today, asked },
    thisYear: Number(today.slice(0, 4)),
    frame: ({ problem = null } = {}) => ({
      locale,
      signedInAs: nameOf(context),
      problem,
      told: problem === null && asked('saved') !== null ? words(locale).bank.saved : null,
    }),
  };
}

/** A file to keep; its name is plain ASCII. */
export function xlsx(file: Uint8Array<ArrayBuffer>, name: string): Response {
  return new Response(file, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
