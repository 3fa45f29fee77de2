import type { APIContext, MiddlewareNext } from 'astro';
import { defineMiddleware } from 'astro:middleware';

import { readPresence, sendCookie, type Presence } from '#auth/auth-sessions.server.ts';
import { readClassFor } from '#auth/class-access.server.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import { authConfig } from '#auth/config.server.ts';
import { database, isDatabaseDown, isStorageRefused, type Database } from '#db/database.ts';
import { findLiveSession } from '#db/queries/live.ts';
import { findSitting } from '#db/queries/sittings.ts';
import {
  couldHold,
  isClassPermission,
  isVisitPermission,
  nobody,
  wayInFor,
  type Principal,
} from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { routeRight, type RouteRight, type RouteSubject } from '#domain/route-rights.ts';
import type { Locale } from '#domain/text.ts';
import { pagePath } from '#i18n/index.ts';
import { isFromOwnOrigin } from '#server/own-origin.ts';
import { problemResponse, refusalPage } from '#server/refusal.ts';

const isApi = (pathname: string): boolean => pathname.startsWith('/api/');
const localeOf = (pathname: string): Locale => (/^\/en(\/|$)/.test(pathname) ? 'en' : 'zh-CN');

/** Before every page and API route that is rendered on request: where from, who, and whether they may. */
export const onRequest = defineMiddleware(async (context, next) => {
  const locale = localeOf(context.url.pathname);
  if (context.isPrerendered) {
    Object.assign(context.locals, { locale, principal: nobody, nowMs: 0 });
    return next();
  }
  return withSecurityHeaders(await answer(context, locale, next));
});

async function answer(context: APIContext, locale: Locale, next: MiddlewareNext): Promise<Response> {
  const { request, url } = context;
  const no = (problem: ProblemCode): Response =>
    isApi(url.pathname) ? problemResponse(problem) : refusalPage(locale, problem);
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if (changes && !isFromOwnOrigin(request.headers, authConfig().siteUrl)) return no('cross-site-request');
  try {
    const nowMs = Date.now();
    const store = database();
    const presence = await readPresence(store, request.headers.get('cookie') ?? '', nowMs);
    Object.assign(context.locals, { database: store, locale, nowMs, ...localsOf(presence) });
    for (const cookie of presence.cookies) sendCookie(context.cookies, cookie);
    if (isOfAnotherSeat(request, presence.principal)) return no('other-seat');
    return (await gate(context, store, presence.principal, locale, nowMs)) ?? (await next());
  } catch (error) {
    if (isStorageRefused(error)) return no('storage-refused');
    if (isDatabaseDown(error)) return no('database-down');
    throw error;
  }
}

/** A device that sends what it kept says whose it is: another tab may have changed seats meanwhile. */
function isOfAnotherSeat(request: Request, { seat }: Principal): boolean {
  const meant = request.headers.get('x-seat');
  return meant !== null && seat !== null && seat.id !== meant;
}

function localsOf({ principal, staffSession, seatSession }: Presence): Partial<App.Locals> {
  return { principal, staffSession, seatSession };
}

/** The refusal that the table of routes' rights asks for, or null: go on. */
async function gate(
  context: APIContext,
  store: Database,
  who: Principal,
  locale: Locale,
  nowMs: number,
): Promise<Response | null> {
  const { url, request } = context;
  const notFound = (): Response =>
    isApi(url.pathname) ? problemResponse('not-found') : new Response(null, { status: 404 });
  // An unknown address falls to the page that says so; under /api nobody reads a page.
  const isLost = isApi(url.pathname) && context.routePattern === '/404';
  const right = isLost ? null : routeRight(context.routePattern, request.method);
  if (!right) return notFound();
  if (couldHold(who, right.permission)) {
    return (await holdsOnSubject(context, right, store, who, nowMs)) ? null : notFound();
  }
  const wayIn = wayInFor(right.permission);
  const isStranger = wayIn === 'join' ? who.seat === null : who.account === null;
  // A pupil in a room finds nothing where its host acts; a teacher who looks around as seat 0 may sign in.
  const isPupilInRoom = right.subject === 'live-session' && (who.seat?.number ?? 0) > 0;
  if (!isStranger || isPupilInRoom) return notFound();
  if (isApi(url.pathname)) return problemResponse('not-signed-in');
  if (wayIn === 'join') return context.redirect(pagePath(locale, '/join'), 303);
  const after = request.method === 'GET' ? `?next=${encodeURIComponent(url.pathname + url.search)}` : '';
  return context.redirect(pagePath(locale, '/sign-in') + after, 303);
}

async function holdsOnSubject(
  { params }: APIContext,
  { permission, subject }: RouteRight,
  store: Database,
  who: Principal,
  nowMs: number,
): Promise<boolean> {
  const id = params['id'] ?? '';
  if (isVisitPermission(permission)) return (await readVisitFor(store, who, permission, id)).ok;
  if (subject === undefined || !isClassPermission(permission)) return true;
  const classId = subject === 'class' ? id : await classOf(store, subject, id);
  return classId !== undefined && (await readClassFor(store, who, permission, classId, nowMs)).ok;
}

async function classOf(store: Database, subject: RouteSubject, id: string): Promise<string | undefined> {
  return (await (subject === 'sitting' ? findSitting(store, id) : findLiveSession(store, id)))?.classId;
}

function withSecurityHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('x-content-type-options', 'nosniff');
  // `no-referrer` would make browsers send `Origin: null` with this site's own forms.
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('x-frame-options', 'DENY');
  headers.append('content-security-policy', "frame-ancestors 'none'");
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
