import type { AuthSession } from '#auth/auth-sessions.server.ts';
import { isWeakPassword } from '#auth/password-rules.ts';
import { hashPassword } from '#auth/passwords.server.ts';
import type { Database } from '#db/database.ts';
import { findAccount, setPasswordHash } from '#db/queries/accounts.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { deleteAuthSessionOf, deleteAuthSessionsOf, listAuthSessions } from '#db/queries/auth-sessions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import type { AttemptLimits } from './attempt-limits.server.ts';
import type { Visitor } from './join.server.ts';
import { reauthenticate } from './sign-in.server.ts';

export interface OpenSession {
  /** Names the session in a form; it opens nothing. */
  readonly id: string;
  readonly device: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly isThisOne: boolean;
}

/** Where the account is signed in, this browser first, then the last used. */
export async function listOwnSessions(
  database: Database,
  accountId: string,
  current: AuthSession | null,
  nowMs: number,
): Promise<readonly OpenSession[]> {
  const rows = await listAuthSessions(database, accountId, nowMs);
  return rows
    .map(({ idHash, device, createdAtMs, lastSeenAtMs }) => ({
      id: idHash,
      device,
      createdAtMs,
      lastSeenAtMs,
      isThisOne: idHash === current?.idHash,
    }))
    .sort((one, other) => Number(other.isThisOne) - Number(one.isThisOne));
}

/** Signs one device out; an id of somebody else's session changes nothing. */
export async function revokeSession(
  database: Database,
  accountId: string,
  sessionId: string,
): Promise<Result<null, 'not-found'>> {
  const kept = await database.write([deleteAuthSessionOf(database, accountId, sessionId)]);
  return kept.ok && kept.results[0]?.rowsAffected === 1 ? ok(null) : refuse('not-found');
}

/** Signs out everywhere but here. */
export async function revokeOtherSessions(
  database: Database,
  accountId: string,
  current: AuthSession,
): Promise<void> {
  await database.write([deleteAuthSessionsOf(database, accountId, current.idHash)]);
}

/** Changes the password, knowing the old one; every other device is signed out. */
export async function changePassword(
  database: Database,
  limits: AttemptLimits,
  asked: { accountId: string; session: AuthSession; oldPassword: string; freshPassword: string },
  visitor: Visitor,
): Promise<Result<null, 'wrong-credentials' | 'too-many-attempts' | 'weak-password' | 'not-found'>> {
  const { accountId, session, oldPassword, freshPassword } = asked;
  const account = await findAccount(database, accountId);
  if (!account) return refuse('not-found');
  const known = await reauthenticate(
    database,
    limits,
    { accountId, session, password: oldPassword },
    visitor,
  );
  if (!known.ok) return known;
  if (isWeakPassword(freshPassword, account.email)) return refuse('weak-password');
  const passwordHash = await hashPassword(freshPassword);
  await database.write([
    setPasswordHash(database, accountId, passwordHash),
    deleteAuthSessionsOf(database, accountId, session.idHash),
    insertAuditEntry(database, {
      atMs: visitor.nowMs,
      actorAccountId: accountId,
      action: 'password-changed',
      subjectId: accountId,
    }),
  ]);
  return ok(null);
}

/** False for an account that only ever came in by links. */
export async function hasPassword(database: Database, accountId: string): Promise<boolean> {
  const account = await findAccount(database, accountId);
  return (account?.passwordHash ?? null) !== null;
}
