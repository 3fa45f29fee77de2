import type { AstroGlobal } from 'astro';
import { z } from 'zod';

import { sendCookie } from '#auth/auth-sessions.server.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { pagePath } from '#i18n/index.ts';
import { attemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { signIn } from '#features/accounts/sign-in.server.ts';
import { readForm } from '#server/request-body.ts';
import { safePath } from '#server/safe-path.ts';
import { visitorOf } from '#server/visitor.ts';

import { deskPath } from './desk-path.ts';
import { refusePage } from './refuse-page.ts';

const form = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1000),
  next: z.string().max(1000).optional(),
});

interface SignInPage {
  readonly problem: ProblemCode | null;
  readonly email: string;
  readonly next: string;
}

/** Reads the sign-in form: a redirect once inside, or what the page shows. */
export async function handleSignIn(page: AstroGlobal): Promise<Response | SignInPage> {
  const { database, locale, principal, staffSession } = page.locals;
  const asked = page.url.searchParams.get('next') ?? '';
  if (page.request.method !== 'POST') {
    if (principal.account) return page.redirect(safePath(asked, deskPath(locale, principal)), 303);
    return { problem: null, email: '', next: asked };
  }
  const typed = await readForm(page.request, form);
  if (!typed.ok) return refusePage(page, typed.problem, { email: '', next: asked });
  const { email, password, next = '' } = typed.value;
  const opened = await signIn(database, attemptLimits, { email, password }, visitorOf(page), staffSession);
  if (!opened.ok) return refusePage(page, opened.problem, { email, next });
  sendCookie(page.cookies, opened.value);
  // The next request knows the roles; /sign-in sends them on to their desk.
  return page.redirect(safePath(next, pagePath(locale, '/sign-in')), 303);
}
