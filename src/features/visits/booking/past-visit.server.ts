import { newId } from '#auth/tokens.server.ts';
import { findDistrict } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { findOrganisationByName, insertOrganisation } from '#db/queries/accounts.ts';
import { addToYear } from '#db/queries/ledger.ts';
import { insertVisitChange } from '#db/queries/visit-booking.ts';
import { insertVisit, type VisitRow } from '#db/queries/visits.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Bilingual } from '#domain/text.ts';
import { dayBounds } from '#i18n/school-time.ts';

/** A visit from before the platform: what a published source says of it, and nothing else. */
export interface PastVisit {
  readonly school: string;
  readonly districtCode: string;
  readonly area: VisitRow['area'];
  /** The last day that the source leaves possible; screens show the source instead. */
  readonly day: string;
  readonly grade: number;
  readonly lessonId: string;
  /** The theme under which the bank came. */
  readonly label: string;
  readonly source: Bilingual;
}

/** Records a held visit of the coordinator's bank without class, pupils, crew or times. */
export async function recordPastVisit(
  database: Database,
  who: Principal,
  past: PastVisit,
  nowMs: number,
): Promise<Result<string, ProblemCode>> {
  const bank = who.account?.memberships.find(({ role }) => role === 'coordinator');
  if (!who.account || !bank) return refuse('not-found');
  const { school, day, ...columns } = past;
  const { fromMs } = dayBounds(day);
  if (!findDistrict(past.districtCode) || fromMs >= nowMs) return refuse('bad-input');
  const { districtCode, area } = past;
  const known = await findOrganisationByName(database, school);
  const schoolId = known?.id ?? newId('organisation');
  const id = newId('visit');
  const created = { createdByAccountId: who.account.id, createdAtMs: nowMs };
  await database.write([
    ...(known
      ? []
      : [
          insertOrganisation(database, {
            ...{ id: schoolId, kind: 'school', name: school, districtCode, area, createdAtMs: nowMs },
          }),
        ]),
    insertVisit(database, {
      ...{ ...columns, ...created, id, day, schoolId, bankId: bank.organisationId },
      ...{ origin: 'bank', status: 'held', version: 1, channel: 'classroom', language: 'zh-CN' },
      ...{ startMinute: 0, minutes: 0, startsAtMs: fromMs, endsAtMs: fromMs, heldAtMs: fromMs },
      ...{ pupilsExpected: 0, planMinutes: 40, mode: 'hand-count', isDemo: false },
    }),
    insertVisitChange(database, {
      ...{ visitId: id, version: 1, kind: 'recorded', byAccountId: who.account.id, atMs: nowMs },
    }),
    ...(['visits-agreed', 'visits-held'] as const).map((measure) =>
      addToYear(database, { bankId: bank.organisationId, month: day.slice(0, 7), measure, by: 1 }),
    ),
  ]);
  return ok(id);
}
