import { newId } from '#auth/tokens.server.ts';
import type { Database, Statement } from '#db/database.ts';
import { endVisitGrants, insertVisitGrant, setCrewMember } from '#db/queries/visit-booking.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import { dayBounds } from '#i18n/school-time.ts';

/**
 * The crew's access to the class: for the visit's day alone, once school and bank agreed. What was given
 * before ends, so that a visit that moved leaves no access behind.
 */
export function grantAnew(
  database: Database,
  visit: Pick<VisitRow, 'id' | 'status' | 'classId' | 'day'>,
  accountIds: readonly string[],
  by: { readonly byAccountId: string; readonly atMs: number },
): Statement[] {
  const { id: visitId, classId, day, status } = visit;
  const ended = endVisitGrants(database, visitId, by.atMs);
  if (status !== 'agreed' || classId === null) return [ended];
  const given = accountIds.flatMap((accountId) => {
    const grantId = newId('grant');
    return [
      insertVisitGrant(database, {
        ...{ id: grantId, visitId, classId, accountId, ...dayBounds(day) },
        createdByAccountId: by.byAccountId,
      }),
      setCrewMember(database, visitId, accountId, { grantId }),
    ];
  });
  return [ended, ...given];
}
