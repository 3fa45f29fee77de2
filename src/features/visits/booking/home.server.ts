import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database } from '#db/database.ts';
import { findAccount } from '#db/queries/accounts.ts';
import { findClass } from '#db/queries/classes.ts';
import {
  listVisitChanges,
  listVisitHosts,
  type VisitChange,
  type VisitHost,
} from '#db/queries/visit-booking.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import { mayOnVisit, type Principal } from '#domain/permissions.ts';
import { mayStillChange } from '#domain/visit.ts';

import { isFree, readCapacity } from './capacity.server.ts';
import { lessonChoices, type LessonChoice } from './lesson-choices.ts';
import type { Labels } from './say-change.ts';
import { readClassDay, readSchoolSide, type KnownSchool, type OwnClass } from './new-visit.server.ts';

/** What the home of a visit shows beside its frame. */
export interface VisitHome {
  readonly hosts: readonly VisitHost[];
  readonly changes: readonly VisitChange[];
  /** What persons and classes in the history are called. */
  readonly labels: Labels;
  readonly lessons: readonly LessonChoice[];
  /** The class's other visits of that day. */
  readonly sameDay: readonly VisitRow[];
  readonly mayChange: boolean;
  readonly mayNoteNotHeld: boolean;
  readonly mayLeave: boolean;
  /** The teacher's own classes, to choose another; empty for anybody else. */
  readonly classes: readonly OwnClass[];
  /** What taking it asks for; null when it is not theirs to take. */
  readonly take:
    | { readonly side: 'bank'; readonly free: number; readonly volunteers: number; readonly contact: string }
    | { readonly side: 'school'; readonly classes: readonly OwnClass[]; readonly known: KnownSchool }
    | null;
}

export async function readVisitHome(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  nowMs: number,
): Promise<VisitHome> {
  const [hosts, changes, sameDay, take] = await Promise.all([
    listVisitHosts(database, visit.id),
    listVisitChanges(database, visit.id),
    readClassDay(database, visit.classId ?? '', visit.day, visit.id),
    readTaking(database, who, visit, nowMs),
  ]);
  const mayChange = mayOnVisit(who, 'change-visit', visit) && mayStillChange(visit.status);
  const isTeacher = visit.teacherAccountId !== null && visit.teacherAccountId === who.account?.id;
  return {
    ...{ hosts, changes, sameDay, take, mayChange },
    labels: await readLabels(database, changes),
    lessons: lessonChoices(visit.grade),
    mayNoteNotHeld: mayChange && visit.status === 'agreed' && visit.startsAtMs <= nowMs,
    mayLeave: mayOnVisit(who, 'leave-visit', visit) && mayStillChange(visit.status),
    classes: isTeacher && mayChange ? (await readSchoolSide(database, who)).classes : [],
  };
}

async function readTaking(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
  nowMs: number,
): Promise<VisitHome['take']> {
  if (!mayOnVisit(who, 'take-visit', visit) || visit.startsAtMs <= nowMs) return null;
  if (visit.bankId !== null) return { side: 'school', ...(await readSchoolSide(database, who)) };
  const bank = who.account?.memberships.find(({ role }) => role === 'coordinator');
  const volunteers = (await readCapacity(database, bank?.organisationId ?? '', [visit])).get(visit.id) ?? [];
  const free = volunteers.filter(isFree).length;
  return { side: 'bank', free, volunteers: volunteers.length, contact: who.account?.displayName ?? '' };
}

async function readLabels(database: Database, changes: readonly VisitChange[]): Promise<Labels> {
  const details = changes.flatMap(({ detail }) => Object.entries(detail ?? {}));
  const classIds = details.flatMap(([field, values]) => (field === 'classId' ? values.map(String) : []));
  const accountIds = details.flatMap(([field]) => (field.startsWith('account_') ? [field] : []));
  const labels = await Promise.all([
    ...[...new Set(classIds)].map(async (id) => [id, (await findClass(database, id))?.name] as const),
    ...[...new Set(accountIds)].map(
      async (id) => [id, (await findAccount(database, id))?.displayName] as const,
    ),
  ]);
  return new Map(labels.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
}
