import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database, Statement } from '#db/database.ts';
import {
  deleteCrewMember,
  endVisitGrants,
  setCrewMember,
  type ChangeDetail,
} from '#db/queries/visit-booking.ts';
import { findVolunteer } from '#db/queries/visit-lists.ts';
import { insertCrewMember } from '#db/queries/visits.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { crewRoles, mayStillChange, type CrewRole } from '#domain/visit.ts';

import { isClearedOn } from './clearance.server.ts';
import { keepChange } from './keep-change.server.ts';
import { grantAnew } from './visit-grants.server.ts';

/** Who should do what; null takes somebody out. Who is not named stays. */
export type WantedCrew = ReadonlyMap<string, CrewRole | null>;

export function readRole(typed: string | undefined): CrewRole | null {
  return crewRoles.find((role) => role === typed) ?? null;
}

/**
 * Puts the squad together. Who comes in is a volunteer of the bank, through the gate until the visit's day
 * is over and free at that time; who goes loses the class with the same commit. One leads at most.
 */
export async function staffVisit(
  database: Database,
  who: Principal,
  visitId: string,
  wanted: WantedCrew,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'staff-visit', visitId);
  if (!found.ok) return found;
  const visit = found.value;
  const { bankId, crew } = visit;
  if (!who.account || bankId === null) return refuse('bad-input');
  if (!mayStillChange(visit.status)) return refuse('visit-closed');
  const before = new Map(crew.map(({ accountId, role }) => [accountId, role]));
  const after = new Map(before);
  for (const [accountId, role] of wanted) {
    if (role === null) after.delete(accountId);
    else after.set(accountId, role);
  }
  if ([...after.values()].filter((role) => role === 'captain').length > 1) return refuse('two-captains');
  const entering = [...after.keys()].filter((accountId) => !before.has(accountId));
  const fit = await mayEnter(database, visit, bankId, entering);
  if (!fit.ok) return fit;
  const detail = roleChanges(before, after);
  if (Object.keys(detail).length === 0) return ok(null);
  const by = { byAccountId: who.account.id, atMs: nowMs };
  return keepChange(database, visit, { kind: 'staffed', detail, ...by }, {}, [
    ...crewStatements(database, visitId, before, after, nowMs),
    ...grantAnew(database, visit, [...after.keys()], by),
  ]);
}

async function mayEnter(
  database: Database,
  visit: VisitWithCrew,
  bankId: string,
  accountIds: readonly string[],
): Promise<Result<null, ProblemCode>> {
  for (const accountId of accountIds) {
    if (!(await findVolunteer(database, bankId, accountId))) return refuse('not-found');
    if (!(await isClearedOn(database, bankId, accountId, visit.day))) return refuse('gate-not-passed');
  }
  return ok(null);
}

type Roles = ReadonlyMap<string, CrewRole>;

function roleChanges(before: Roles, after: Roles): ChangeDetail {
  const accountIds = new Set([...before.keys(), ...after.keys()]);
  return Object.fromEntries(
    [...accountIds]
      .map((accountId) => [accountId, [before.get(accountId) ?? null, after.get(accountId) ?? null]] as const)
      .filter(([, [was, is]]) => was !== is),
  );
}

function crewStatements(
  database: Database,
  visitId: string,
  before: Roles,
  after: Roles,
  nowMs: number,
): Statement[] {
  const gone = [...before.keys()].filter((accountId) => !after.has(accountId));
  return [
    ...gone.map((accountId) => deleteCrewMember(database, visitId, accountId)),
    ...[...after].map(([accountId, role]) =>
      before.has(accountId)
        ? setCrewMember(database, visitId, accountId, { role })
        : insertCrewMember(database, { visitId, accountId, role, joinedAtMs: nowMs }),
    ),
  ];
}

/** A member of the squad steps back, with a reason; access to the class ends with the same commit. */
export async function leaveVisit(
  database: Database,
  who: Principal,
  visitId: string,
  reason: string,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'leave-visit', visitId);
  if (!found.ok) return found;
  const visit = found.value;
  const accountId = who.account?.id ?? '';
  if (!mayStillChange(visit.status)) return refuse('visit-closed');
  if (reason.trim() === '') return refuse('reason-missing');
  const role = visit.crew.find((member) => member.accountId === accountId)?.role ?? null;
  const change = { kind: 'left', reason: reason.trim(), byAccountId: accountId, atMs: nowMs } as const;
  return keepChange(database, visit, { ...change, detail: { [accountId]: [role, null] } }, {}, [
    endVisitGrants(database, visitId, nowMs, accountId),
    deleteCrewMember(database, visitId, accountId),
  ]);
}
