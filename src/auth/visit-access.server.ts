import type { Database } from '#db/database.ts';
import { findVisit, listCrewOf, type CrewMember, type VisitRow } from '#db/queries/visits.ts';
import { mayOnVisit, type Principal, type VisitPermission } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export interface VisitWithCrew extends VisitRow {
  readonly crew: readonly CrewMember[];
}

/** The visit with its crew, if who asks may do that with it; a foreign visit and a missing one look the same. */
export async function readVisitFor(
  database: Database,
  who: Principal,
  permission: VisitPermission,
  visitId: string,
): Promise<Result<VisitWithCrew, 'not-found'>> {
  const [found, crew] = await Promise.all([findVisit(database, visitId), listCrewOf(database, visitId)]);
  const subject = found && { ...found, crew };
  return subject && mayOnVisit(who, permission, subject) ? ok(subject) : refuse('not-found');
}
