import { and, count, eq, gt, isNull } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { accountLinks, accounts, memberships, organisations } from '../schema/index.ts';

export type AccountRow = typeof accounts.$inferSelect;
export type AccountLinkRow = typeof accountLinks.$inferSelect;
export type OrganisationRow = typeof organisations.$inferSelect;

/** Addresses are kept in small letters. */
export async function findAccountByEmail(database: Database, email: string): Promise<AccountRow | undefined> {
  return database.drizzle.select().from(accounts).where(eq(accounts.email, email)).get();
}

export async function findAccount(database: Database, accountId: string): Promise<AccountRow | undefined> {
  return database.drizzle.select().from(accounts).where(eq(accounts.id, accountId)).get();
}

export async function countAccounts(database: Database): Promise<{ all: number; demo: number }> {
  const [all, demo] = await Promise.all([
    database.drizzle.select({ count: count() }).from(accounts).get(),
    database.drizzle.select({ count: count() }).from(accounts).where(eq(accounts.isDemo, true)).get(),
  ]);
  return { all: all?.count ?? 0, demo: demo?.count ?? 0 };
}

export async function findOrganisationByName(
  database: Database,
  name: string,
): Promise<OrganisationRow | undefined> {
  return database.drizzle.select().from(organisations).where(eq(organisations.name, name)).get();
}

export function insertOrganisation(database: Database, row: typeof organisations.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(organisations).values(row));
}

export function insertAccount(database: Database, row: typeof accounts.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(accounts).values(row));
}

export function insertMembership(database: Database, row: typeof memberships.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(memberships).values(row).onConflictDoNothing());
}

export function setPasswordHash(database: Database, accountId: string, passwordHash: string): Statement {
  return toStatement(
    database.drizzle.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId)),
  );
}

/** When the account ends by itself, and since when it is closed; what is not given stays. */
export function setAccountEnd(
  database: Database,
  accountId: string,
  end: { readonly expiresAtMs?: number | null; readonly disabledAtMs?: number | null },
): Statement {
  return toStatement(database.drizzle.update(accounts).set(end).where(eq(accounts.id, accountId)));
}

export async function findAccountLink(
  database: Database,
  tokenHash: string,
): Promise<{ link: AccountLinkRow; account: AccountRow } | undefined> {
  return database.drizzle
    .select({ link: accountLinks, account: accounts })
    .from(accountLinks)
    .innerJoin(accounts, eq(accounts.id, accountLinks.accountId))
    .where(eq(accountLinks.tokenHash, tokenHash))
    .get();
}

export function insertAccountLink(database: Database, row: typeof accountLinks.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(accountLinks).values(row));
}

/** Claims the link: touches one row for the first who asks in time, none for everyone after. */
export function useAccountLink(database: Database, tokenHash: string, nowMs: number): Statement {
  return toStatement(
    database.drizzle
      .update(accountLinks)
      .set({ usedAtMs: nowMs })
      .where(
        and(
          eq(accountLinks.tokenHash, tokenHash),
          isNull(accountLinks.usedAtMs),
          gt(accountLinks.expiresAtMs, nowMs),
        ),
      ),
  );
}

/** Makes the account's other links of that purpose useless: only the last printed one works. */
export function withdrawAccountLinks(
  database: Database,
  accountId: string,
  purpose: AccountLinkRow['purpose'],
  nowMs: number,
): Statement {
  return toStatement(
    database.drizzle
      .update(accountLinks)
      .set({ usedAtMs: nowMs })
      .where(
        and(
          eq(accountLinks.accountId, accountId),
          eq(accountLinks.purpose, purpose),
          isNull(accountLinks.usedAtMs),
        ),
      ),
  );
}
