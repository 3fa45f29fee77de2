import type { AstroGlobal } from 'astro';
import { z } from 'zod';

import type { ProblemCode } from '#domain/problems.ts';
import { attemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { reauthenticate } from '#features/accounts/sign-in.server.ts';
import { readForm } from '#server/request-body.ts';
import { safePath } from '#server/safe-path.ts';
import { visitorOf } from '#server/visitor.ts';

import { deskPath } from './desk-path.ts';
import { refusePage } from './refuse-page.ts';

const form = z.object({ password: z.string().min(1).max(1000), next: z.string().max(1000).optional() });

/** Takes the password once more before something that matters, and goes on to `next`. */
export async function handleConfirm(
  page: AstroGlobal,
): Promise<Response | { problem: ProblemCode | null; next: string }> {
  const { database, locale, principal, staffSession: session } = page.locals;
  const next = page.url.searchParams.get('next') ?? '';
  if (!principal.account || !session) return new Response(null, { status: 404 });
  if (page.request.method !== 'POST') return { problem: null, next };
  const typed = await readForm(page.request, form);
  if (!typed.ok) return refusePage(page, typed.problem, { next });
  const { password } = typed.value;
  const asked = { accountId: principal.account.id, session, password };
  const known = await reauthenticate(database, attemptLimits, asked, visitorOf(page));
  if (!known.ok) return refusePage(page, known.problem, { next: typed.value.next ?? next });
  return page.redirect(safePath(typed.value.next ?? next, deskPath(locale, principal)), 303);
}
