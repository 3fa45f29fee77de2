import { eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, classes, organisations, visitCrew, visits } from '../schema/index.ts';

export type VisitRow = typeof visits.$inferSelect;

export interface CrewMember {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: (typeof visitCrew.$inferSelect)['role'];
  readonly grantId: string | null;
}

export function insertVisit(database: Database, row: typeof visits.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visits).values(row));
}

export function insertCrewMember(database: Database, row: typeof visitCrew.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(visitCrew).values(row));
}

export async function findVisit(database: Database, id: string): Promise<VisitRow | undefined> {
  return database.drizzle.select().from(visits).where(eq(visits.id, id)).get();
}

export async function listCrewOf(database: Database, visitId: string): Promise<CrewMember[]> {
  return database.drizzle
    .select({
      accountId: visitCrew.accountId,
      displayName: accounts.displayName,
      email: accounts.email,
      role: visitCrew.role,
      grantId: visitCrew.grantId,
    })
    .from(visitCrew)
    .innerJoin(accounts, eq(accounts.id, visitCrew.accountId))
    .where(eq(visitCrew.visitId, visitId))
    .orderBy(visitCrew.joinedAtMs);
}

const banks = alias(organisations, 'banks');
const schools = alias(organisations, 'schools');

/** What the bank, the school, the class and the teacher of a visit are called; null for who is not there yet. */
export async function findVisitNames(
  database: Database,
  visitId: string,
): Promise<Record<'bank' | 'school' | 'class' | 'teacher', string | null>> {
  const found = await database.drizzle
    .select({
      bank: banks.name,
      school: schools.name,
      class: classes.name,
      teacher: accounts.displayName,
    })
    .from(visits)
    .leftJoin(banks, eq(banks.id, visits.bankId))
    .leftJoin(schools, eq(schools.id, visits.schoolId))
    .leftJoin(classes, eq(classes.id, visits.classId))
    .leftJoin(accounts, eq(accounts.id, visits.teacherAccountId))
    .where(eq(visits.id, visitId))
    .get();
  return found ?? { bank: null, school: null, class: null, teacher: null };
}
