import { newId } from '#auth/tokens.server.ts';
import type { Database } from '#db/database.ts';
import { insertCrewMember, insertVisit } from '#db/queries/visits.ts';
import type { CrewRole } from '#domain/visit.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';
import type { Adult } from '#tests/support/people.ts';

type VisitColumns = Parameters<typeof insertVisit>[1];

const minuteMs = 60_000;

/** An agreed visit of today, 10:00 to 10:40, as a row; columns may be told otherwise. Answers its id. */
export async function makeVisit(
  database: Database,
  made: {
    readonly teacher: Adult;
    readonly coordinator: Adult;
    readonly classId: string;
    readonly crew?: readonly { readonly adult: Adult; readonly role: CrewRole }[];
    readonly columns?: Partial<VisitColumns>;
  },
): Promise<string> {
  const { teacher, coordinator, classId, crew = [], columns = {} } = made;
  const nowMs = Date.now();
  const id = newId('visit');
  const day = columns.day ?? dayOf(nowMs);
  const startMinute = columns.startMinute ?? 600;
  const minutes = columns.minutes ?? 40;
  const startsAtMs = dayBounds(day).fromMs + startMinute * minuteMs;
  const kept = await database.write([
    insertVisit(database, {
      ...{ id, origin: 'school', status: 'agreed', version: 1, day, startMinute, minutes, startsAtMs },
      endsAtMs: startsAtMs + minutes * minuteMs,
      bankId: organisationOf(coordinator),
      schoolId: organisationOf(teacher),
      ...{ districtCode: '330302', area: 'urban', channel: 'classroom', language: 'zh-CN', grade: 4 },
      ...{ pupilsExpected: 45, classId, teacherAccountId: teacher.accountId, lessonId: 'LB02' },
      ...{ planMinutes: 40, mode: 'hand-count', createdByAccountId: teacher.accountId, createdAtMs: nowMs },
      ...columns,
    }),
    ...crew.map(({ adult, role }) =>
      insertCrewMember(database, { visitId: id, accountId: adult.accountId, role, joinedAtMs: nowMs }),
    ),
  ]);
  if (!kept.ok) throw new Error(kept.constraint);
  return id;
}

function organisationOf({ who }: Adult): string {
  const id = who.account?.memberships[0]?.organisationId;
  if (!id) throw new Error('The adult belongs to no organisation.');
  return id;
}
