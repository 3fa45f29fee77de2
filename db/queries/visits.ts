import { eq } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, visitCrew, visits } from '../schema/index.ts';

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
