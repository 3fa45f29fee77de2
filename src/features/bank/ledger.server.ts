import type { Database } from '#db/database.ts';
import {
  listActivities,
  sumActivities,
  type ActivityRow,
  type ActivitySums,
  type LedgerPlace,
} from '#db/queries/ledger-reads.ts';

import { filterOf, type LedgerChoice } from './ledger-filter.ts';

const rowsOfPage = 50;

export interface LedgerView {
  readonly rows: readonly ActivityRow[];
  /** Of all rows of the choice that count, not of this page. */
  readonly sums: ActivitySums;
  /** `day~id` to go on from; null at an end. */
  readonly older: string | null;
  readonly newer: string | null;
}

/** A page of a bank's ledger; `older` and `newer` are places that an earlier page named. */
export async function readLedger(
  database: Database,
  bankId: string,
  choice: LedgerChoice,
  asked: { readonly older: string | null; readonly newer: string | null },
): Promise<LedgerView> {
  const filter = filterOf(choice);
  const after = readPlace(asked.older);
  const before = after ? null : readPlace(asked.newer);
  const [found, sums] = await Promise.all([
    listActivities(database, bankId, filter, {
      ...(after ? { after } : {}),
      ...(before ? { before } : {}),
      limit: rowsOfPage + 1,
    }),
    sumActivities(database, bankId, filter),
  ]);
  const hasMore = found.length > rowsOfPage;
  // The row too many lies on the side that was read towards.
  const rows = hasMore ? (before ? found.slice(1) : found.slice(0, rowsOfPage)) : found;
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    sums,
    older: last && (before || hasMore) ? sayPlace(last) : null,
    newer: first && (after || (before && hasMore)) ? sayPlace(first) : null,
  };
}

/** The rows of a choice as a file holds them: the latest, `limit` at most. */
export function readLedgerRows(
  database: Database,
  bankId: string,
  choice: LedgerChoice,
  limit: number,
): Promise<ActivityRow[]> {
  return listActivities(database, bankId, filterOf(choice), { limit });
}

function sayPlace({ day, id }: LedgerPlace): string {
  return `${day}~${id}`;
}

function readPlace(text: string | null): LedgerPlace | null {
  const found = /^(\d{4}-\d\d-\d\d)~([\w-]{1,64})$/.exec(text ?? '');
  return found?.[1] && found[2] ? { day: found[1], id: found[2] } : null;
}
