import type { AstroGlobal } from 'astro';
import { z } from 'zod';

import type { AccountPrincipal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { ok, refuse } from '#domain/result.ts';
import { pagePath } from '#i18n/index.ts';
import { attemptLimits } from '#features/accounts/attempt-limits.server.ts';
import {
  changePassword,
  hasPassword,
  listOwnSessions,
  revokeOtherSessions,
  revokeSession,
  type OpenSession,
} from '#features/accounts/own-account.server.ts';
import { readForm } from '#server/request-body.ts';
import { visitorOf } from '#server/visitor.ts';

import { deskPath } from './desk-path.ts';
import { refusePage } from './refuse-page.ts';

const form = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('revoke'), session: z.string().max(64) }),
  z.strictObject({ do: z.literal('revoke-others') }),
  z.strictObject({
    do: z.literal('change-password'),
    old: z.string().min(1).max(1000),
    fresh: z.string().min(1).max(1000),
  }),
]);

type Done = 'revoked' | 'others-revoked' | 'password-changed';
const dones: readonly string[] = ['revoked', 'others-revoked', 'password-changed'] satisfies Done[];

export interface AccountPage {
  readonly problem: ProblemCode | null;
  readonly done: Done | null;
  readonly account: AccountPrincipal;
  readonly sessions: readonly OpenSession[];
  readonly hasPassword: boolean;
  readonly desk: string;
}

/** The account's own page: its devices and its password. */
export async function handleAccount(page: AstroGlobal): Promise<Response | AccountPage> {
  const { database, locale, nowMs, principal, staffSession } = page.locals;
  const { account } = principal;
  if (!account || !staffSession) return new Response(null, { status: 404 });
  if (page.request.method === 'POST') {
    const done = await carryOut(page, account.id);
    if (done.ok) return page.redirect(`${pagePath(locale, '/account')}?done=${done.value}`, 303);
    return refusePage(page, done.problem, await show());
  }
  const said = page.url.searchParams.get('done') ?? '';
  return { ...(await show()), problem: null, done: dones.includes(said) ? (said as Done) : null };

  async function show(): Promise<Omit<AccountPage, 'problem'>> {
    const id = account?.id ?? '';
    const [sessions, withPassword] = await Promise.all([
      listOwnSessions(database, id, staffSession, nowMs),
      hasPassword(database, id),
    ]);
    return {
      account: account as AccountPrincipal,
      sessions,
      done: null,
      hasPassword: withPassword,
      desk: deskPath(locale, principal),
    };
  }
}

async function carryOut(page: AstroGlobal, accountId: string): Promise<Result<Done, ProblemCode>> {
  const { database, staffSession: session } = page.locals;
  const typed = await readForm(page.request, form);
  if (!typed.ok) return typed;
  if (!session) return refuse('not-signed-in');
  if (typed.value.do === 'revoke') {
    const revoked = await revokeSession(database, accountId, typed.value.session);
    return revoked.ok ? ok('revoked') : revoked;
  }
  if (typed.value.do === 'revoke-others') {
    await revokeOtherSessions(database, accountId, session);
    return ok('others-revoked');
  }
  const { old: oldPassword, fresh: freshPassword } = typed.value;
  const asked = { accountId, session, oldPassword, freshPassword };
  const changed = await changePassword(database, attemptLimits, asked, visitorOf(page));
  return changed.ok ? ok('password-changed') : changed;
}
