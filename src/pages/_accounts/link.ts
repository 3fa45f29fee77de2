import type { AstroGlobal } from 'astro';
import { z } from 'zod';

import { sendCookie } from '#auth/auth-sessions.server.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { pagePath } from '#i18n/index.ts';
import { peekAccountLink, useLink, type LinkPurpose } from '#features/accounts/links.server.ts';
import { readForm } from '#server/request-body.ts';
import { safePath } from '#server/safe-path.ts';
import { visitorOf } from '#server/visitor.ts';

import { refusePage } from './refuse-page.ts';

const form = z.object({
  password: z.string().max(1000).optional(),
  next: z.string().max(1000).optional(),
});

interface LinkPage {
  readonly problem: ProblemCode | null;
  readonly link: {
    readonly purpose: LinkPurpose;
    readonly displayName: string;
    readonly email: string;
  } | null;
  readonly next: string;
}

/** A one-time link: looking at it (GET) changes nothing, pressing its button (POST) uses it up. */
export async function handleLink(page: AstroGlobal): Promise<Response | LinkPage> {
  const { database, locale, nowMs, staffSession } = page.locals;
  const token = page.params['token'] ?? '';
  const asked = page.url.searchParams.get('next') ?? '';
  const peeked = await peekAccountLink(database, token, nowMs);
  if (!peeked.ok) return refusePage(page, peeked.problem, { link: null, next: asked });
  const shown = { link: peeked.value, next: asked };
  if (page.request.method !== 'POST') return { ...shown, problem: null };
  const typed = await readForm(page.request, form);
  if (!typed.ok) return refusePage(page, typed.problem, shown);
  const used = { token, password: typed.value.password ?? null };
  const opened = await useLink(database, used, visitorOf(page), staffSession);
  if (!opened.ok) {
    const isOver = opened.problem === 'link-used';
    return refusePage(page, opened.problem, isOver ? { ...shown, link: null } : shown);
  }
  sendCookie(page.cookies, opened.value);
  return page.redirect(safePath(typed.value.next ?? asked, pagePath(locale, '/sign-in')), 303);
}
