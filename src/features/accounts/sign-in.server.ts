import {
  closeAuthSession,
  openAuthSession,
  type AuthSession,
  type SessionCookie,
} from '#auth/auth-sessions.server.ts';
import { passwordIsRight, TooManyHashes } from '#auth/passwords.server.ts';
import { accountIsClosed } from '#auth/principals.server.ts';
import type { Database } from '#db/database.ts';
import { findAccount, findAccountByEmail } from '#db/queries/accounts.ts';
import { markReauthenticated } from '#db/queries/auth-sessions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import type { AttemptLimits } from './attempt-limits.server.ts';
import type { Visitor } from './join.server.ts';

/** How long a typed password is enough for what needs it afresh: exports, erasure, rights. */
const reauthenticationLifetimeMs = 10 * 60 * 1000;

export function normaliseEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** Signs an adult in by password. `before`, the session this browser still holds, ends. */
export async function signIn(
  database: Database,
  limits: AttemptLimits,
  typed: { email: string; password: string },
  visitor: Visitor,
  before: AuthSession | null,
): Promise<Result<SessionCookie, 'wrong-credentials' | 'too-many-attempts' | 'account-closed'>> {
  const email = normaliseEmail(typed.email);
  if (!(await limits.maySignIn(visitor.address, email))) return refuse('too-many-attempts');
  const account = await findAccountByEmail(database, email);
  const isRight = await checkPassword(typed.password, account?.passwordHash ?? null);
  if (isRight === null) return refuse('too-many-attempts');
  if (!account || !isRight) {
    await limits.noteWrongPassword(visitor.address, email);
    return refuse('wrong-credentials');
  }
  if (accountIsClosed(account, visitor.nowMs)) return refuse('account-closed');
  if (before) await closeAuthSession(database, before);
  const { device, nowMs } = visitor;
  return ok(
    await openAuthSession(database, {
      place: 'staff',
      principalId: account.id,
      device,
      nowMs,
      byPassword: true,
    }),
  );
}

/** Null when too many wait for their turn. */
async function checkPassword(password: string, hash: string | null): Promise<boolean | null> {
  try {
    return await passwordIsRight(password, hash);
  } catch (error) {
    if (error instanceof TooManyHashes) return null;
    throw error;
  }
}

/** Ends the session of this browser; the returned cookie blanks its cookie. */
export async function signOut(database: Database, session: AuthSession): Promise<SessionCookie> {
  return closeAuthSession(database, session);
}

/** True for ten minutes after the password was typed: ask before an export, an erasure or a change of rights. */
export function isReauthenticated(session: AuthSession | null, nowMs: number): boolean {
  const at = session?.reauthenticatedAtMs ?? null;
  return at !== null && nowMs - at < reauthenticationLifetimeMs;
}

/** Takes the password once more, for the session that asks. */
export async function reauthenticate(
  database: Database,
  limits: AttemptLimits,
  asked: { accountId: string; session: AuthSession; password: string },
  visitor: Visitor,
): Promise<Result<null, 'wrong-credentials' | 'too-many-attempts'>> {
  const account = await findAccount(database, asked.accountId);
  if (!account) return refuse('wrong-credentials');
  if (!(await limits.maySignIn(visitor.address, account.email))) return refuse('too-many-attempts');
  const isRight = await checkPassword(asked.password, account.passwordHash);
  if (isRight === null) return refuse('too-many-attempts');
  if (!isRight) {
    await limits.noteWrongPassword(visitor.address, account.email);
    return refuse('wrong-credentials');
  }
  await database.write([markReauthenticated(database, asked.session.idHash, visitor.nowMs)]);
  return ok(null);
}
