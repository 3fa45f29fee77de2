import { readClassFor } from '#auth/class-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database } from '#db/database.ts';
import { addToYear } from '#db/queries/ledger.ts';
import { insertVisitHost } from '#db/queries/visit-booking.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { refuse, type Result } from '#domain/result.ts';

import { settleSchoolPlace } from './arrange.server.ts';
import { keepChange } from './keep-change.server.ts';
import { grantAnew } from './visit-grants.server.ts';
import { bankTakesSchema, schoolTakesSchema } from './visit-forms.ts';

/** The side that was missing takes the visit, and it is agreed; who comes second is refused. */
export async function takeVisit(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'take-visit', visitId);
  if (!found.ok) return found;
  if (found.value.startsAtMs <= nowMs) return refuse('time-is-over');
  const taken = found.value.bankId === null ? bankTakes : schoolTakes;
  const kept = await taken(database, who, found.value, form, nowMs);
  return !kept.ok && kept.problem === 'visit-changed' ? refuse(await whyStale(database, visitId, who)) : kept;
}

/** Another took it, or who asked only changed it. */
async function whyStale(
  database: Database,
  visitId: string,
  who: Principal,
): Promise<'visit-taken' | 'visit-changed'> {
  const still = await readVisitFor(database, who, 'take-visit', visitId);
  return still.ok ? 'visit-changed' : 'visit-taken';
}

async function bankTakes(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const parsed = bankTakesSchema.safeParse(form);
  const bank = who.account?.memberships.find(({ role }) => role === 'coordinator');
  if (!parsed.success || !who.account || !bank) return refuse('bad-input');
  const { version, contact, label } = parsed.data;
  if (version !== visit.version) return refuse('visit-changed');
  const honest = refuseSelling(contact, label);
  if (!honest.ok) return honest;
  const by = { byAccountId: who.account.id, atMs: nowMs };
  return keepChange(
    database,
    visit,
    { kind: 'taken', ...by },
    { bankId: bank.organisationId, status: 'agreed', label },
    [
      insertVisitHost(database, {
        ...{ id: newId('host'), visitId: visit.id, kind: 'bank', name: bank.organisationName, contact },
        confirmedAtMs: nowMs,
      }),
      countAgreed(database, bank.organisationId, visit.day),
    ],
  );
}

async function schoolTakes(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const parsed = schoolTakesSchema.safeParse(form);
  if (!parsed.success || !who.account || visit.bankId === null) return refuse('bad-input');
  const { version, classId, place, contact, ...said } = parsed.data;
  const itsClass = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!itsClass.ok) return itsClass;
  if (version !== visit.version) return refuse('visit-changed');
  const honest = refuseSelling(place, contact);
  if (!honest.ok) return honest;
  const { organisationId, grade, seatCount } = itsClass.value;
  const school = await settleSchoolPlace(database, organisationId, said);
  if (!school.ok) return school;
  const by = { byAccountId: who.account.id, atMs: nowMs };
  const agreed = { status: 'agreed', classId } as const;
  return keepChange(
    database,
    visit,
    { kind: 'taken', ...by },
    {
      ...{ ...agreed, ...school.value.place, schoolId: organisationId, teacherAccountId: who.account.id },
      ...{ place, grade, pupilsExpected: seatCount },
    },
    [
      ...school.value.statements,
      insertVisitHost(database, {
        ...{ id: newId('host'), visitId: visit.id, kind: 'school', name: school.value.name, contact },
        confirmedAtMs: nowMs,
      }),
      countAgreed(database, visit.bankId, visit.day),
      ...grantAnew(
        database,
        { ...visit, ...agreed },
        visit.crew.map(({ accountId }) => accountId),
        by,
      ),
    ],
  );
}

function countAgreed(database: Database, bankId: string, day: string) {
  return addToYear(database, { bankId, month: day.slice(0, 7), measure: 'visits-agreed', by: 1 });
}
