import {
  closeAuthSession,
  openAuthSession,
  type AuthSession,
  type SessionCookie,
} from '#auth/auth-sessions.server.ts';
import { isWeakPassword } from '#auth/password-rules.ts';
import { hashPassword } from '#auth/passwords.server.ts';
import { accountIsClosed } from '#auth/principals.server.ts';
import { hashToken, newToken } from '#auth/tokens.server.ts';
import type { Database } from '#db/database.ts';
import {
  findAccountLink,
  insertAccountLink,
  setPasswordHash,
  useAccountLink,
  withdrawAccountLinks,
  type AccountLinkRow,
  type AccountRow,
} from '#db/queries/accounts.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { deleteAuthSessionsOf } from '#db/queries/auth-sessions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import type { Visitor } from './join.server.ts';

export type LinkPurpose = AccountLinkRow['purpose'];

/** A sign-in link is for today's lesson; a link to set a password may lie on a desk over a weekend. */
const lifetimeMs: Readonly<Record<LinkPurpose, number>> = {
  'sign-in': 24 * 60 * 60 * 1000,
  'set-password': 72 * 60 * 60 * 1000,
};

/**
 * Makes a one-time link and returns its address without the site: `/sign-in/link/TOKEN`. It is printed or
 * shown once; the database keeps its hash. Earlier unused links of the same purpose stop working, unless
 * `keepsEarlier`.
 */
export async function makeAccountLink(
  database: Database,
  made: { accountId: string; purpose: LinkPurpose; nowMs: number; keepsEarlier?: boolean },
): Promise<string> {
  const { accountId, purpose, nowMs } = made;
  const token = newToken();
  await database.write([
    ...(made.keepsEarlier ? [] : [withdrawAccountLinks(database, accountId, purpose, nowMs)]),
    insertAccountLink(database, {
      tokenHash: hashToken(token),
      accountId,
      purpose,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + lifetimeMs[purpose],
    }),
    insertAuditEntry(database, {
      atMs: nowMs,
      actorAccountId: null,
      action: `${purpose}-link-made`,
      subjectId: accountId,
    }),
  ]);
  return `/sign-in/link/${token}`;
}

type LinkProblem = 'not-found' | 'link-used' | 'account-closed';

async function findWorkingLink(
  database: Database,
  token: string,
  nowMs: number,
): Promise<Result<{ link: AccountLinkRow; account: AccountRow }, LinkProblem>> {
  const found = await findAccountLink(database, hashToken(token));
  if (!found) return refuse('not-found');
  if (found.link.usedAtMs !== null || found.link.expiresAtMs <= nowMs) return refuse('link-used');
  return accountIsClosed(found.account, nowMs) ? refuse('account-closed') : ok(found);
}

/** What a link would do, without using it up: messengers open links to preview them. */
export async function peekAccountLink(
  database: Database,
  token: string,
  nowMs: number,
): Promise<Result<{ purpose: LinkPurpose; displayName: string; email: string }, LinkProblem>> {
  const found = await findWorkingLink(database, token, nowMs);
  if (!found.ok) return found;
  const { link, account } = found.value;
  return ok({ purpose: link.purpose, displayName: account.displayName, email: account.email });
}

/**
 * Uses a link up and signs in. A link to set a password takes the password with it, and ends every other
 * session of the account; a weak password leaves the link unused.
 */
export async function useLink(
  database: Database,
  used: { token: string; password: string | null },
  visitor: Visitor,
  before: AuthSession | null,
): Promise<Result<SessionCookie, LinkProblem | 'weak-password'>> {
  const { device, nowMs } = visitor;
  const found = await findWorkingLink(database, used.token, nowMs);
  if (!found.ok) return found;
  const { link, account } = found.value;
  const setsPassword = link.purpose === 'set-password';
  if (setsPassword && isWeakPassword(used.password ?? '', account.email)) return refuse('weak-password');
  const passwordHash = setsPassword ? await hashPassword(used.password ?? '') : null;

  const claimed = await database.write([useAccountLink(database, link.tokenHash, nowMs)]);
  if (!claimed.ok || claimed.results[0]?.rowsAffected !== 1) return refuse('link-used');
  if (passwordHash !== null) {
    await database.write([
      setPasswordHash(database, account.id, passwordHash),
      deleteAuthSessionsOf(database, account.id),
      insertAuditEntry(database, {
        atMs: nowMs,
        actorAccountId: account.id,
        action: 'password-set',
        subjectId: account.id,
      }),
    ]);
  }
  if (before) await closeAuthSession(database, before);
  return ok(
    await openAuthSession(database, {
      place: 'staff',
      principalId: account.id,
      device,
      nowMs,
      byPassword: setsPassword,
    }),
  );
}
