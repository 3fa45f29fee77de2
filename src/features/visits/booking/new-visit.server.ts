import type { Database } from '#db/database.ts';
import { listClassesOf } from '#db/queries/classes.ts';
import { listVisitHosts } from '#db/queries/visit-booking.ts';
import { findLastVisitOfSchool, findOrganisation, listVisitsOfClassOn } from '#db/queries/visit-lists.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import type { Principal } from '#domain/permissions.ts';

import { readCapacity, type VolunteerAt } from './capacity.server.ts';
import { stretchOf } from './visit-forms.ts';

export interface OwnClass {
  readonly id: string;
  readonly name: string;
  readonly grade: number;
  readonly seatCount: number;
}

/** What a school need not say again. */
export interface KnownSchool {
  readonly name: string;
  readonly districtCode: string | null;
  readonly area: VisitRow['area'] | null;
  readonly place: string;
  readonly contact: string;
}

export type ArrangingSide = 'school' | 'bank';

/** On which sides somebody can arrange visits; a person may teach and coordinate. */
export function sidesOf(who: Principal): readonly ArrangingSide[] {
  const roles = (who.account?.memberships ?? []).map(({ role }) => role);
  return [
    ...(roles.includes('teacher') ? (['school'] as const) : []),
    ...(roles.includes('coordinator') ? (['bank'] as const) : []),
  ];
}

/** The teacher's classes and what their school said before, with the teacher as the contact where nobody else was. */
export async function readSchoolSide(
  database: Database,
  who: Principal,
): Promise<{ classes: readonly OwnClass[]; known: KnownSchool }> {
  const membership = who.account?.memberships.find(({ role }) => role === 'teacher');
  const schoolId = membership?.organisationId ?? '';
  const [classes, school, last] = await Promise.all([
    listClassesOf(database, who.account?.id ?? ''),
    findOrganisation(database, schoolId),
    findLastVisitOfSchool(database, schoolId),
  ]);
  const hosts = last ? await listVisitHosts(database, last.id) : [];
  return {
    classes: classes.map(({ id, name, grade, seatCount }) => ({ id, name, grade, seatCount })),
    known: {
      name: membership?.organisationName ?? '',
      districtCode: school?.districtCode ?? null,
      area: school?.area ?? null,
      place: last?.place ?? '',
      contact: hosts.find(({ kind }) => kind === 'school')?.contact || (who.account?.displayName ?? ''),
    },
  };
}

/** What stands in the way of a time: the class's other visits of that day. */
export async function readClassDay(
  database: Database,
  classId: string,
  day: string,
  exceptVisitId = '',
): Promise<readonly VisitRow[]> {
  if (classId === '' || !/^\d{4}-\d\d-\d\d$/.test(day)) return [];
  return (await listVisitsOfClassOn(database, classId, day)).filter(({ id }) => id !== exceptVisitId);
}

/** Who of the coordinator's bank could come then. */
export async function readBankDay(
  database: Database,
  who: Principal,
  when: { day: string; time: string; minutes: number },
): Promise<readonly VolunteerAt[]> {
  const bank = who.account?.memberships.find(({ role }) => role === 'coordinator');
  if (!bank) return [];
  const capacity = await readCapacity(database, bank.organisationId, [{ id: '', ...stretchOf(when) }]);
  return capacity.get('') ?? [];
}
