import type { Database, Statement } from '#db/database.ts';
import {
  insertVisitChange,
  refuseBusyClass,
  refuseBusyCrew,
  setVisit,
  type ChangeDetail,
} from '#db/queries/visit-booking.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { VisitChangeKind } from '#domain/visit.ts';

export type BookingProblem = 'class-busy' | 'volunteer-busy' | 'visit-changed';

export interface Change {
  readonly kind: VisitChangeKind;
  readonly byAccountId: string;
  readonly atMs: number;
  readonly reason?: string;
  readonly detail?: ChangeDetail;
}

/**
 * Keeps a change of a visit with its line of the history and the guards against double booking, all or
 * nothing: refused when another change of the same version came first.
 */
export async function keepChange(
  database: Database,
  visit: Pick<VisitRow, 'id' | 'version'>,
  change: Change,
  columns: Parameters<typeof setVisit>[2],
  others: readonly Statement[] = [],
): Promise<Result<null, BookingProblem>> {
  const version = visit.version + 1;
  return bookingOutcome(
    await database.write([
      insertVisitChange(database, { visitId: visit.id, version, ...change }),
      setVisit(database, visit.id, { ...columns, version }),
      ...others,
      refuseBusyClass(visit.id),
      refuseBusyCrew(visit.id),
    ]),
  );
}

/** What a unit that ended with the guards came to. */
export function bookingOutcome(kept: Awaited<ReturnType<Database['write']>>): Result<null, BookingProblem> {
  if (kept.ok) return ok(null);
  if (kept.constraint.includes('visits.status')) return refuse('class-busy');
  if (kept.constraint.includes('visit_crew.role')) return refuse('volunteer-busy');
  if (kept.constraint.includes('visit_changes')) return refuse('visit-changed');
  throw new Error(`A visit's change broke ${kept.constraint}.`);
}
