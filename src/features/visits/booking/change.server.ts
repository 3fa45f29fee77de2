import { readClassFor } from '#auth/class-access.server.ts';
import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database, Statement } from '#db/database.ts';
import { addToYear } from '#db/queries/ledger.ts';
import {
  endVisitGrants,
  listVisitHosts,
  setVisitHost,
  type ChangeDetail,
} from '#db/queries/visit-booking.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import type { VisitMeasure } from '#domain/bank-year.ts';
import { campaignOn } from '#domain/campaign-day.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { mayStillChange } from '#domain/visit.ts';

import { checkWhenAndWhat } from './check-wish.ts';
import { crewIsCleared } from './clearance.server.ts';
import { keepChange } from './keep-change.server.ts';
import { grantAnew } from './visit-grants.server.ts';
import { changeFormSchema, endFormSchema } from './visit-forms.ts';

/** Fields that a change names in the history, in the order in which a person reads them. */
const changingFields = [
  ...(['day', 'startMinute', 'minutes', 'classId', 'lessonId', 'mode', 'language'] as const),
  ...(['place', 'pupilsExpected'] as const),
];

/**
 * Changes what was arranged, with a reason. A form that was filled on an older version is refused. Another
 * time asks every host but the one who changed it to confirm again, and moves the crew's access with it.
 */
export async function changeVisit(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'change-visit', visitId);
  if (!found.ok) return found;
  const visit = found.value;
  const parsed = changeFormSchema.safeParse(form);
  if (!parsed.success || !who.account) return refuse('bad-input');
  const { version, reason, classId, ...wanted } = parsed.data;
  if (!mayStillChange(visit.status)) return refuse('visit-closed');
  if (version !== visit.version) return refuse('visit-changed');
  if (reason === '') return refuse('reason-missing');
  const honest = refuseSelling(reason, wanted.place);
  if (!honest.ok) return honest;
  const stretch = checkWhenAndWhat(wanted, nowMs);
  if (!stretch.ok) return stretch;
  const ofClass = await classColumns(database, who, visit, classId, nowMs);
  if (!ofClass.ok) return ofClass;

  const { mode, language, lessonId, place, pupilsExpected } = wanted;
  const columns = {
    ...{ ...stretch.value, mode, language, lessonId, place, pupilsExpected, ...ofClass.value },
    planMinutes: stretch.value.minutes,
    campaignId: campaignOn(catalogue().campaigns, stretch.value.day)?.id ?? null,
  };
  const detail = differences(visit, { ...visit, ...columns });
  if (Object.keys(detail).length === 0) return ok(null);
  const moved = visit.startsAtMs !== columns.startsAtMs || visit.endsAtMs !== columns.endsAtMs;
  if (moved && !(await crewIsCleared(database, visit, columns.day))) return refuse('gate-not-passed');
  const by = { byAccountId: who.account.id, atMs: nowMs };
  return keepChange(database, visit, { kind: 'changed', reason, detail, ...by }, columns, [
    ...(moved ? await confirmAnew(database, who, visit, nowMs) : []),
    ...(moved || visit.classId !== columns.classId
      ? grantAnew(
          database,
          { ...visit, ...columns },
          visit.crew.map(({ accountId }) => accountId),
          by,
        )
      : []),
    ...moveAgreed(database, visit, columns.day),
  ]);
}

/** Another class of the same teacher brings its grade and its size; anybody else leaves the class as it is. */
async function classColumns(
  database: Database,
  who: Principal,
  visit: VisitRow,
  classId: string | undefined,
  nowMs: number,
): Promise<Result<Pick<VisitRow, 'classId' | 'grade'> & { pupilsExpected?: number }, ProblemCode>> {
  const { grade } = visit;
  if (classId === undefined || classId === '' || classId === visit.classId)
    return ok({ classId: visit.classId, grade });
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  if (found.value.organisationId !== visit.schoolId) return refuse('bad-input');
  return ok({ classId, grade: found.value.grade, pupilsExpected: found.value.seatCount });
}

function differences(before: VisitRow, after: VisitRow): ChangeDetail {
  return Object.fromEntries(
    changingFields
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, [before[field], after[field]] as const]),
  );
}

/** Every host is asked again, but for the side that moved the visit. */
async function confirmAnew(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  nowMs: number,
): Promise<Statement[]> {
  const own = who.account?.id === visit.teacherAccountId ? 'school' : 'bank';
  const hosts = await listVisitHosts(database, visit.id);
  return hosts.map(({ id, kind }) =>
    setVisitHost(database, id, { confirmedAtMs: kind === own ? nowMs : null }),
  );
}

/** The year's count of agreed visits follows a visit into another month. */
function moveAgreed(database: Database, { status, bankId, day }: VisitRow, toDay: string): Statement[] {
  const [from, to] = [day.slice(0, 7), toDay.slice(0, 7)];
  if (status !== 'agreed' || bankId === null || from === to) return [];
  const count = (month: string, by: number): Statement =>
    addToYear(database, { bankId, month, measure: 'visits-agreed', by });
  return [count(from, -1), count(to, 1)];
}

/** Calls the visit off; the crew's access to the class ends with the same commit. */
export const cancelVisit = endVisitAs('cancelled', 'visits-cancelled');

/** Notes that an agreed visit did not happen; asked for once its time has come. */
export const noteNotHeld = endVisitAs('not-held', 'visits-not-held');

function endVisitAs(
  status: 'cancelled' | 'not-held',
  measure: VisitMeasure,
): (
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
) => Promise<Result<null, ProblemCode>> {
  return async (database, who, visitId, form, nowMs) => {
    const found = await readVisitFor(database, who, 'change-visit', visitId);
    if (!found.ok) return found;
    const visit = found.value;
    const parsed = endFormSchema.safeParse(form);
    if (!parsed.success || !who.account) return refuse('bad-input');
    const { version, reason } = parsed.data;
    if (!mayStillChange(visit.status)) return refuse('visit-closed');
    if (status === 'not-held' && (visit.status !== 'agreed' || nowMs < visit.startsAtMs))
      return refuse('visit-not-begun');
    if (version !== visit.version) return refuse('visit-changed');
    if (reason === '') return refuse('reason-missing');
    const honest = refuseSelling(reason);
    if (!honest.ok) return honest;
    const { bankId, day } = visit;
    return keepChange(
      database,
      visit,
      { kind: status, reason, byAccountId: who.account.id, atMs: nowMs },
      { status },
      [
        endVisitGrants(database, visitId, nowMs),
        ...(bankId === null ? [] : [addToYear(database, { bankId, month: day.slice(0, 7), measure, by: 1 })]),
      ],
    );
  };
}
