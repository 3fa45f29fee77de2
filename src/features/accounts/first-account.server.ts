import { z } from 'zod';

import type { AuthSession, SessionCookie } from '#auth/auth-sessions.server.ts';
import { isWeakPassword } from '#auth/password-rules.ts';
import { hashToken, newToken } from '#auth/tokens.server.ts';
import type { Database } from '#db/database.ts';
import { countAccounts } from '#db/queries/accounts.ts';
import { refuse, type Result } from '#domain/result.ts';

import { createAccount } from './create-account.server.ts';
import type { Visitor } from './join.server.ts';
import { makeAccountLink, useLink } from './links.server.ts';
import { normaliseEmail } from './sign-in.server.ts';

/** The one link of a fresh server. Kept in memory: the next start prints another, until somebody used one. */
interface Offer {
  readonly tokenHash: string;
  isTaken: boolean;
}

const holder = globalThis as unknown as Record<symbol, Offer | undefined>;
const key = Symbol.for('square-one.first-account');

/** What the first teacher types: everything that a class needs, in one go. */
export const firstAccountSchema = z.object({
  name: z.string().trim().min(1).max(40),
  school: z.string().trim().min(1).max(60),
  email: z.string().trim().min(3).max(254),
  password: z.string().max(1000),
});

export type FirstAccountForm = z.output<typeof firstAccountSchema>;

/**
 * On a server without any account: the address, without the site, under which whoever holds it makes the first
 * one. Null where an account exists.
 */
export async function offerFirstAccount(database: Database): Promise<string | null> {
  if ((await countAccounts(database)).all > 0) return null;
  const token = newToken();
  holder[key] = { tokenHash: hashToken(token), isTaken: false };
  return `/sign-in/first/${token}`;
}

/** Whether the link may still be used. */
export function peekFirstAccount(token: string): 'open' | 'not-found' | 'link-used' {
  const offer = holder[key];
  if (offer?.tokenHash !== hashToken(token)) return 'not-found';
  return offer.isTaken ? 'link-used' : 'open';
}

/** Makes the first teacher with a school and a password, and signs them in. Of two who press at once, one does. */
export async function createFirstAccount(
  database: Database,
  made: { token: string; form: FirstAccountForm },
  visitor: Visitor,
  before: AuthSession | null,
): Promise<
  Result<SessionCookie, 'not-found' | 'link-used' | 'account-closed' | 'weak-password' | 'bad-input'>
> {
  const { token, form } = made;
  const state = peekFirstAccount(token);
  const offer = holder[key];
  if (state !== 'open' || !offer) return refuse(state === 'link-used' ? 'link-used' : 'not-found');
  if (isWeakPassword(form.password, normaliseEmail(form.email))) return refuse('weak-password');
  offer.isTaken = true;
  if ((await countAccounts(database)).all > 0) return refuse('link-used');
  const { email, name: displayName, school: organisation, password } = form;
  const { nowMs } = visitor;
  const created = await createAccount(database, { email, displayName, role: 'teacher', organisation }, nowMs);
  if (!created.ok) {
    offer.isTaken = false;
    return created;
  }
  const { accountId } = created.value;
  const link = await makeAccountLink(database, { accountId, purpose: 'set-password', nowMs });
  return useLink(database, { token: link.split('/').at(-1) ?? '', password }, visitor, before);
}
