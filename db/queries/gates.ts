import { and, eq, gt, inArray } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accounts, classGrants, memberships, volunteerGates } from '../schema/index.ts';

export type GateRow = typeof volunteerGates.$inferSelect;
type GateColumns = Partial<Omit<GateRow, 'accountId' | 'bankId'>>;

/** How far a volunteer came with one bank; undefined for who never began. */
export async function findGate(
  database: Database,
  accountId: string,
  bankId: string,
): Promise<GateRow | undefined> {
  return database.drizzle
    .select()
    .from(volunteerGates)
    .where(and(eq(volunteerGates.accountId, accountId), eq(volunteerGates.bankId, bankId)))
    .get();
}

/** The gates of one person, one for each bank. */
export async function listGatesTo(database: Database, accountId: string): Promise<GateRow[]> {
  return database.drizzle.select().from(volunteerGates).where(eq(volunteerGates.accountId, accountId));
}

/** Somebody who goes into classes for a bank: a volunteer or a coordinator, with their gate if they began. */
export interface BankPerson {
  readonly account: typeof accounts.$inferSelect;
  readonly role: 'volunteer' | 'coordinator';
  readonly gate: GateRow | null;
}

/** Everyone of a bank by name; who both volunteers and coordinates stands there once for each. */
export async function listPeopleOfBank(database: Database, bankId: string): Promise<BankPerson[]> {
  const rows = await database.drizzle
    .select({ account: accounts, role: memberships.role, gate: volunteerGates })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .leftJoin(
      volunteerGates,
      and(eq(volunteerGates.accountId, accounts.id), eq(volunteerGates.bankId, memberships.organisationId)),
    )
    .where(
      and(eq(memberships.organisationId, bankId), inArray(memberships.role, ['volunteer', 'coordinator'])),
    )
    .orderBy(accounts.displayName, accounts.id);
  return rows.flatMap(({ account, role, gate }) =>
    role === 'volunteer' || role === 'coordinator' ? [{ account, role, gate }] : [],
  );
}

/** Writes the columns given and leaves the others as they are. */
export function setGate(
  database: Database,
  accountId: string,
  bankId: string,
  columns: GateColumns,
): Statement {
  return toStatement(
    database.drizzle
      .insert(volunteerGates)
      .values({ accountId, bankId, ...columns })
      .onConflictDoUpdate({ target: [volunteerGates.accountId, volunteerGates.bankId], set: columns }),
  );
}

/** Ends every access to a class that somebody has or will have; the rows stay as a record. */
export function endGrantsOf(database: Database, accountId: string, nowMs: number): Statement {
  return toStatement(
    database.drizzle
      .update(classGrants)
      .set({ untilMs: nowMs })
      .where(and(eq(classGrants.accountId, accountId), gt(classGrants.untilMs, nowMs))),
  );
}
