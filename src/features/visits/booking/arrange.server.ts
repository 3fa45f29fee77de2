import { readClassFor } from '#auth/class-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database, Statement } from '#db/database.ts';
import {
  insertVisitChange,
  insertVisitHost,
  refuseBusyClass,
  setOrganisationPlace,
} from '#db/queries/visit-booking.ts';
import { findOrganisation } from '#db/queries/visit-lists.ts';
import { insertVisit, type VisitRow } from '#db/queries/visits.ts';
import { campaignOn } from '#domain/campaign-day.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { checkWhenAndWhat, isVisitPlace } from './check-wish.ts';
import { bookingOutcome } from './keep-change.server.ts';
import { askFormSchema, offerFormSchema, type VisitStretch } from './visit-forms.ts';

/** A teacher asks for a visit to one of their classes; the school's place is kept for the next time. */
export async function askForVisit(
  database: Database,
  who: Principal,
  form: unknown,
  nowMs: number,
): Promise<Result<string, ProblemCode>> {
  const parsed = askFormSchema.safeParse(form);
  if (!parsed.success || !who.account) return refuse('bad-input');
  const { classId, place, contact, ...wanted } = parsed.data;
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  const stretch = checkWhenAndWhat(wanted, nowMs);
  if (!stretch.ok) return stretch;
  const honest = refuseSelling(place, contact);
  if (!honest.ok) return honest;
  const school = await settleSchoolPlace(database, found.value.organisationId, wanted);
  if (!school.ok) return school;
  const { name, place: itsPlace, statements } = school.value;
  const { grade, seatCount, organisationId } = found.value;
  const id = newId('visit');
  return keepNew(
    database,
    {
      ...columnsOf(wanted, stretch.value),
      ...{ id, origin: 'school', bankId: null, schoolId: organisationId, label: '' },
      ...{ ...itsPlace, place, grade, pupilsExpected: seatCount, classId },
      ...{ teacherAccountId: who.account.id, createdByAccountId: who.account.id, createdAtMs: nowMs },
      isDemo: who.account.isDemo,
    },
    [
      ...statements,
      insertVisitHost(database, {
        ...{ id: newId('host'), visitId: id, kind: 'school', name, contact, confirmedAtMs: nowMs },
      }),
    ],
  );
}

/** A coordinator offers a visit to any school of a place; which class it is, the school says when it takes it. */
export async function offerVisit(
  database: Database,
  who: Principal,
  form: unknown,
  nowMs: number,
): Promise<Result<string, ProblemCode>> {
  const parsed = offerFormSchema.safeParse(form);
  const bank = who.account?.memberships.find(({ role }) => role === 'coordinator');
  if (!parsed.success || !who.account || !bank) return refuse('bad-input');
  const { contact, label, districtCode, grade, ...wanted } = parsed.data;
  if (!isVisitPlace(districtCode)) return refuse('bad-input');
  const stretch = checkWhenAndWhat(wanted, nowMs);
  if (!stretch.ok) return stretch;
  const honest = refuseSelling(contact, label);
  if (!honest.ok) return honest;
  const id = newId('visit');
  return keepNew(
    database,
    {
      ...columnsOf(wanted, stretch.value),
      ...{ id, origin: 'bank', bankId: bank.organisationId, schoolId: null, label },
      ...{ districtCode, area: 'urban', place: '', grade, pupilsExpected: 0, classId: null },
      ...{ teacherAccountId: null, createdByAccountId: who.account.id, createdAtMs: nowMs },
      isDemo: who.account.isDemo,
    },
    [
      insertVisitHost(database, {
        ...{ id: newId('host'), visitId: id, kind: 'bank', name: bank.organisationName, contact },
        confirmedAtMs: nowMs,
      }),
    ],
  );
}

type NewVisit = Parameters<typeof insertVisit>[1] & Pick<VisitRow, 'createdByAccountId' | 'createdAtMs'>;

function columnsOf(
  wanted: { lessonId: string; minutes: 40 | 20; mode: VisitRow['mode']; language: VisitRow['language'] },
  stretch: VisitStretch,
) {
  return {
    ...stretch,
    status: 'open',
    version: 1,
    channel: 'classroom',
    language: wanted.language,
    lessonId: wanted.lessonId,
    planMinutes: wanted.minutes,
    mode: wanted.mode,
    campaignId: campaignOn(catalogue().campaigns, stretch.day)?.id ?? null,
  } as const;
}

async function keepNew(
  database: Database,
  row: NewVisit,
  others: readonly Statement[],
): Promise<Result<string, ProblemCode>> {
  const kept = bookingOutcome(
    await database.write([
      insertVisit(database, row),
      insertVisitChange(database, {
        ...{ visitId: row.id, version: 1, kind: row.origin === 'school' ? 'asked' : 'offered' },
        ...{ byAccountId: row.createdByAccountId, atMs: row.createdAtMs },
      }),
      ...others,
      refuseBusyClass(row.id),
    ]),
  );
  return kept.ok ? ok(row.id) : kept;
}

type SchoolPlace = Pick<VisitRow, 'districtCode' | 'area'>;

/** The school's name and place: what was said, else what is known; said for the first time it is kept. */
export async function settleSchoolPlace(
  database: Database,
  schoolId: string,
  said: { districtCode?: string | undefined; area?: VisitRow['area'] | undefined },
): Promise<Result<{ name: string; place: SchoolPlace; statements: Statement[] }, ProblemCode>> {
  const school = await findOrganisation(database, schoolId);
  const districtCode = said.districtCode ?? school?.districtCode;
  const area = said.area ?? school?.area;
  if (!school || !districtCode || !area || !isVisitPlace(districtCode)) return refuse('bad-input');
  const place = { districtCode, area };
  const isKnown = school.districtCode !== null && school.area !== null;
  const statements = isKnown ? [] : [setOrganisationPlace(database, schoolId, place)];
  return ok({ name: school.name, place, statements });
}
