import { gateVersions } from '#catalogue/catalogue.ts';
import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database } from '#db/database.ts';
import { findGate } from '#db/queries/gates.ts';
import { isCleared } from '#domain/gate.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { startProblem } from '#domain/visit-run.ts';
import { dayBounds } from '#i18n/school-time.ts';

import { todayOf } from '../offline/offline-copy.server.ts';

/** Why who asks cannot begin the visit's lesson at this moment, or null: a volunteer must be cleared until the day's end. */
export async function whyNotBegin(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  nowMs: number,
): Promise<ProblemCode | null> {
  const problem = startProblem(visit, todayOf(visit, nowMs));
  const accountId = who.account?.id ?? '';
  if (problem !== null || accountId === visit.teacherAccountId) return problem;
  const gate = await findGate(database, accountId, visit.bankId ?? '');
  return isCleared(gate, dayBounds(visit.day).untilMs, gateVersions()) ? null : 'gate-not-passed';
}
