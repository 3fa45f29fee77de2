import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, ne, notInArray, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import type { VisitStatus } from '#domain/visit.ts';

import type { Database } from '../database.ts';
import { accounts, classes, memberships, organisations, visitCrew, visits } from '../schema/index.ts';
import type { OrganisationRow } from './accounts.ts';
import type { VisitRow } from './visits.ts';

/** A visit as a list shows it. */
export interface ListedVisit {
  readonly visit: VisitRow;
  readonly bank: string | null;
  readonly school: string | null;
  readonly class: string | null;
}

const banks = alias(organisations, 'banks');
const schools = alias(organisations, 'schools');

function listed(database: Database) {
  return database.drizzle
    .select({ visit: visits, bank: banks.name, school: schools.name, class: classes.name })
    .from(visits)
    .leftJoin(banks, eq(banks.id, visits.bankId))
    .leftJoin(schools, eq(schools.id, visits.schoolId))
    .leftJoin(classes, eq(classes.id, visits.classId));
}

/** Whose visits: a teacher's, those of a crew member, those of banks that somebody coordinates. */
export interface WhoseVisits {
  readonly accountId: string;
  readonly bankIds: readonly string[];
}

function isTheirs(database: Database, { accountId, bankIds }: WhoseVisits): SQL | undefined {
  const crewed = database.drizzle
    .select({ id: visitCrew.visitId })
    .from(visitCrew)
    .where(eq(visitCrew.accountId, accountId));
  return or(
    eq(visits.teacherAccountId, accountId),
    inArray(visits.id, crewed),
    bankIds.length > 0 ? inArray(visits.bankId, [...bankIds]) : undefined,
  );
}

/** Their visits that are arranged and not over, the soonest first. */
export async function listComingVisits(
  database: Database,
  whose: WhoseVisits,
  fromMs: number,
  limit: number,
): Promise<ListedVisit[]> {
  return listed(database)
    .where(
      and(
        isTheirs(database, whose),
        inArray(visits.status, ['open', 'agreed']),
        gte(visits.endsAtMs, fromMs),
      ),
    )
    .orderBy(asc(visits.startsAtMs), asc(visits.id))
    .limit(limit);
}

/** Their visits of these states that began before a moment, the last first. */
export async function listEarlierVisits(
  database: Database,
  whose: WhoseVisits,
  statuses: readonly VisitStatus[],
  beforeMs: number,
  limit: number,
): Promise<ListedVisit[]> {
  return listed(database)
    .where(
      and(isTheirs(database, whose), inArray(visits.status, [...statuses]), lt(visits.startsAtMs, beforeMs)),
    )
    .orderBy(desc(visits.startsAtMs), desc(visits.id))
    .limit(limit);
}

/** Visits that wait for a bank or for a school, the soonest first. */
export async function listOpenVisits(
  database: Database,
  waitsFor: 'bank' | 'school',
  from: { readonly afterMs: number; readonly beforeMs?: number },
  limit: number,
): Promise<ListedVisit[]> {
  return listed(database)
    .where(
      and(
        eq(visits.status, 'open'),
        isNull(waitsFor === 'bank' ? visits.bankId : visits.schoolId),
        gte(visits.startsAtMs, from.afterMs),
        from.beforeMs === undefined ? undefined : lt(visits.startsAtMs, from.beforeMs),
      ),
    )
    .orderBy(asc(visits.startsAtMs), asc(visits.id))
    .limit(limit);
}

/** No visit is longer than its day: the index on its beginning needs to look no further back. */
const longestMs = 24 * 60 * 60 * 1000;
const standing = notInArray(visits.status, ['cancelled', 'not-held']);

/** A class's visits on a day, those called off left out. */
export async function listVisitsOfClassOn(
  database: Database,
  classId: string,
  day: string,
): Promise<VisitRow[]> {
  return database.drizzle
    .select()
    .from(visits)
    .where(and(eq(visits.classId, classId), eq(visits.day, day), standing))
    .orderBy(visits.startsAtMs);
}

/** Who is in which of a bank's visits between two moments, one visit left out. */
export async function listEngagements(
  database: Database,
  bankId: string,
  { fromMs, untilMs, exceptVisitId = '' }: { fromMs: number; untilMs: number; exceptVisitId?: string },
): Promise<{ accountId: string; visit: VisitRow }[]> {
  return database.drizzle
    .select({ accountId: visitCrew.accountId, visit: visits })
    .from(visitCrew)
    .innerJoin(visits, eq(visits.id, visitCrew.visitId))
    .where(
      and(
        eq(visits.bankId, bankId),
        gte(visits.startsAtMs, fromMs - longestMs),
        lt(visits.startsAtMs, untilMs),
        gt(visits.endsAtMs, fromMs),
        ne(visits.id, exceptVisitId),
        standing,
      ),
    );
}

/** The last visit that a school arranged: what it said of its place is offered again. */
export async function findLastVisitOfSchool(
  database: Database,
  schoolId: string,
): Promise<VisitRow | undefined> {
  return database.drizzle
    .select()
    .from(visits)
    .where(and(eq(visits.schoolId, schoolId), ne(visits.place, '')))
    .orderBy(desc(visits.createdAtMs))
    .limit(1)
    .get();
}

export async function findOrganisation(database: Database, id: string): Promise<OrganisationRow | undefined> {
  return database.drizzle.select().from(organisations).where(eq(organisations.id, id)).get();
}

/** The open account of somebody who volunteers for a bank. */
export async function findVolunteer(
  database: Database,
  bankId: string,
  accountId: string,
): Promise<{ id: string } | undefined> {
  return database.drizzle
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(memberships, eq(memberships.accountId, accounts.id))
    .where(
      and(
        eq(accounts.id, accountId),
        isNull(accounts.disabledAtMs),
        eq(memberships.organisationId, bankId),
        eq(memberships.role, 'volunteer'),
      ),
    )
    .get();
}
