import { and, desc, eq, gt, inArray, lte, ne, sql } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import {
  accounts,
  authSessions,
  classes,
  classGrants,
  memberships,
  organisations,
  seats,
} from '../schema/index.ts';
import { preparedOnce } from './prepared-once.ts';

export type AuthSessionRow = typeof authSessions.$inferSelect;
export type AccountRow = typeof accounts.$inferSelect;

export interface AccountSession {
  readonly session: AuthSessionRow;
  readonly account: AccountRow;
}

/** What a request by a seat needs to know, and no more: every answer reads it. */
export interface SeatSession {
  readonly session: AuthSessionRow;
  readonly seat: Pick<typeof seats.$inferSelect, 'id' | 'number' | 'character'>;
  readonly class: Pick<
    typeof classes.$inferSelect,
    'id' | 'name' | 'grade' | 'joinOpenUntilMs' | 'archivedAtMs'
  >;
}

const seatSessionByHash = preparedOnce((database) =>
  database.drizzle
    .select({
      session: authSessions,
      seat: { id: seats.id, number: seats.number, character: seats.character },
      class: {
        id: classes.id,
        name: classes.name,
        grade: classes.grade,
        joinOpenUntilMs: classes.joinOpenUntilMs,
        archivedAtMs: classes.archivedAtMs,
      },
    })
    .from(authSessions)
    .innerJoin(seats, eq(seats.id, authSessions.principalId))
    .innerJoin(classes, eq(classes.id, seats.classId))
    .where(and(eq(authSessions.idHash, sql.placeholder('idHash')), eq(authSessions.principalKind, 'seat')))
    .prepare(),
);

/** Asked at every page of an adult, and each second for each of their screens in a room. */
const accountSessionByHash = preparedOnce((database) =>
  database.drizzle
    .select({ session: authSessions, account: accounts })
    .from(authSessions)
    .innerJoin(accounts, eq(accounts.id, authSessions.principalId))
    .where(and(eq(authSessions.idHash, sql.placeholder('idHash')), eq(authSessions.principalKind, 'account')))
    .prepare(),
);

const membershipsOf = preparedOnce((database) =>
  database.drizzle
    .select({
      organisationId: memberships.organisationId,
      organisationName: organisations.name,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(eq(memberships.accountId, sql.placeholder('accountId')))
    .prepare(),
);

const grantsTo = preparedOnce((database) =>
  database.drizzle
    .select({ classId: classGrants.classId, fromMs: classGrants.fromMs, untilMs: classGrants.untilMs })
    .from(classGrants)
    .where(
      and(
        eq(classGrants.accountId, sql.placeholder('accountId')),
        gt(classGrants.untilMs, sql.placeholder('nowMs')),
      ),
    )
    .prepare(),
);

export async function findAccountSession(
  database: Database,
  idHash: string,
): Promise<AccountSession | undefined> {
  return accountSessionByHash(database).get({ idHash });
}

export async function findSeatSession(database: Database, idHash: string): Promise<SeatSession | undefined> {
  return seatSessionByHash(database).get({ idHash });
}

/** Sessions of an account or a seat that have not run out, the last used first. */
export async function listAuthSessions(
  database: Database,
  principalId: string,
  nowMs: number,
): Promise<AuthSessionRow[]> {
  return database.drizzle
    .select()
    .from(authSessions)
    .where(and(eq(authSessions.principalId, principalId), gt(authSessions.expiresAtMs, nowMs)))
    .orderBy(desc(authSessions.lastSeenAtMs));
}

export async function listMemberships(
  database: Database,
  accountId: string,
): Promise<
  { organisationId: string; organisationName: string; role: (typeof memberships.$inferSelect)['role'] }[]
> {
  return membershipsOf(database).all({ accountId });
}

/** The account's grants that have not ended. */
export async function listGrantsTo(
  database: Database,
  accountId: string,
  nowMs: number,
): Promise<{ classId: string; fromMs: number; untilMs: number }[]> {
  return grantsTo(database).all({ accountId, nowMs });
}

export function insertAuthSession(database: Database, row: typeof authSessions.$inferInsert): Statement {
  return toStatement(database.drizzle.insert(authSessions).values(row));
}

export function extendAuthSession(
  database: Database,
  idHash: string,
  expiresAtMs: number,
  lastSeenAtMs: number,
): Statement {
  return toStatement(
    database.drizzle
      .update(authSessions)
      .set({ expiresAtMs, lastSeenAtMs })
      .where(eq(authSessions.idHash, idHash)),
  );
}

export function markReauthenticated(database: Database, idHash: string, atMs: number): Statement {
  return toStatement(
    database.drizzle
      .update(authSessions)
      .set({ reauthenticatedAtMs: atMs })
      .where(eq(authSessions.idHash, idHash)),
  );
}

export function deleteAuthSession(database: Database, idHash: string): Statement {
  return toStatement(database.drizzle.delete(authSessions).where(eq(authSessions.idHash, idHash)));
}

/** Ends one session of a principal; another's session stays. */
export function deleteAuthSessionOf(database: Database, principalId: string, idHash: string): Statement {
  return toStatement(
    database.drizzle
      .delete(authSessions)
      .where(and(eq(authSessions.idHash, idHash), eq(authSessions.principalId, principalId))),
  );
}

/** Ends every session of a principal, but the one to be kept, if any. */
export function deleteAuthSessionsOf(
  database: Database,
  principalId: string,
  keptIdHash: string | null = null,
): Statement {
  const ofPrincipal = eq(authSessions.principalId, principalId);
  return toStatement(
    database.drizzle
      .delete(authSessions)
      .where(keptIdHash === null ? ofPrincipal : and(ofPrincipal, ne(authSessions.idHash, keptIdHash))),
  );
}

/** Ends what pupils opened with their pictures in a class; pupils at home stay, and so does seat 0. */
export function deleteClassSessions(database: Database, classId: string): Statement {
  const pupils = database.drizzle
    .select({ id: seats.id })
    .from(seats)
    .where(and(eq(seats.classId, classId), gt(seats.number, 0)));
  return toStatement(
    database.drizzle
      .delete(authSessions)
      .where(and(eq(authSessions.place, 'class'), inArray(authSessions.principalId, pupils))),
  );
}

export function deleteExpiredAuthSessions(database: Database, nowMs: number): Statement {
  return toStatement(database.drizzle.delete(authSessions).where(lte(authSessions.expiresAtMs, nowMs)));
}
