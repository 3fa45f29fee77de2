import type { AstroGlobal } from 'astro';

import { sendCookie } from '#auth/auth-sessions.server.ts';
import type { ProblemCode } from '#domain/problems.ts';
import {
  createFirstAccount,
  firstAccountSchema,
  peekFirstAccount,
} from '#features/accounts/first-account.server.ts';
import { pagePath } from '#i18n/index.ts';
import { readForm } from '#server/request-body.ts';
import { visitorOf } from '#server/visitor.ts';
import { z } from 'zod';

import { refusePage } from './refuse-page.ts';

/** What was typed so far; a password is never shown again. */
interface Typed {
  readonly name: string;
  readonly school: string;
  readonly email: string;
}

interface FirstAccountPage {
  readonly problem: ProblemCode | null;
  /** Null: the link does not work; `problem` says why. */
  readonly typed: Typed | null;
}

const nothingTyped: Typed = { name: '', school: '', email: '' };
const text = z.string().max(1000).default('');
const form = z.object({ name: text, school: text, email: text, password: text });

/** The link that a fresh server prints: its form makes the first teacher and signs them in. */
export async function handleFirstAccount(page: AstroGlobal): Promise<Response | FirstAccountPage> {
  const { database, locale, staffSession } = page.locals;
  const token = page.params['token'] ?? '';
  const state = peekFirstAccount(token);
  if (state !== 'open') return refusePage(page, state, { typed: null });
  if (page.request.method !== 'POST') return { problem: null, typed: nothingTyped };
  const sent = await readForm(page.request, form);
  if (!sent.ok) return refusePage(page, sent.problem, { typed: nothingTyped });
  const { name, school, email } = sent.value;
  const typed = { name, school, email };
  const checked = firstAccountSchema.safeParse(sent.value);
  if (!checked.success) return refusePage(page, 'bad-input', { typed });
  const made = { token, form: checked.data };
  const opened = await createFirstAccount(database, made, visitorOf(page), staffSession);
  if (!opened.ok)
    return refusePage(page, opened.problem, { typed: opened.problem === 'link-used' ? null : typed });
  sendCookie(page.cookies, opened.value);
  return page.redirect(pagePath(locale, '/sign-in'), 303);
}
