import type { Cookie } from 'lucia';

import type { Database } from '#db/database.ts';
import type { AccountPrincipal, Principal, SeatPrincipal } from '#domain/permissions.ts';

import { authConfig, isOverHttps } from './config.server.ts';
import { createAuthorities, noteUse, type Place, type SessionAuthority } from './lucia.server.ts';
import { hashToken, newToken } from './tokens.server.ts';

/** A cookie for the answer: `cookies.set(name, value, attributes)`. */
export type SessionCookie = Cookie;

/** Puts a session's cookie into an answer: Astro's `context.cookies`. */
export function sendCookie(
  cookies: { set(name: string, value: string, options: SessionCookie['attributes']): void },
  { name, value, attributes }: SessionCookie,
): void {
  cookies.set(name, value, attributes);
}

/** What a request knows of its own sign-in session; `idHash` is not the token and opens nothing. */
export interface AuthSession {
  readonly idHash: string;
  readonly token: string;
  readonly place: Place;
  readonly reauthenticatedAtMs: number | null;
}

export interface Presence {
  readonly principal: Principal;
  readonly staffSession: AuthSession | null;
  readonly seatSession: AuthSession | null;
  /** Cookies to send back: renewed ones, and blank ones for sessions that ended. */
  readonly cookies: readonly SessionCookie[];
}

/** Between two notes that a session is in use, so that a busy class does not write at every tap. */
const seenEveryMs: Readonly<Record<Place, number>> = { staff: 300_000, class: 60_000, home: 3_600_000 };

/** The token's first letter says where it was opened, so that one cookie serves a seat in class and at home. */
const prefixes: Readonly<Record<Place, string>> = { staff: 's', class: 'c', home: 'h' };

const known = new WeakMap<Database, Readonly<Record<Place, SessionAuthority>>>();

function authorities(database: Database): Readonly<Record<Place, SessionAuthority>> {
  const found = known.get(database);
  if (found) return found;
  const made = createAuthorities(database, isOverHttps(authConfig()));
  known.set(database, made);
  return made;
}

/** Opens a session and returns its cookie. The token in it is always a fresh one. */
export async function openAuthSession(
  database: Database,
  opened: { place: Place; principalId: string; device: string; nowMs: number; byPassword?: boolean },
): Promise<SessionCookie> {
  const authority = authorities(database)[opened.place];
  const session = await authority.createSession(
    opened.principalId,
    {
      device: opened.device,
      createdAtMs: opened.nowMs,
      lastSeenAtMs: opened.nowMs,
      reauthenticatedAtMs: opened.byPassword ? opened.nowMs : null,
    },
    { sessionId: prefixes[opened.place] + newToken() },
  );
  return authority.createSessionCookie(session.id);
}

/** Ends a session at once, on every device that holds its cookie; returns the cookie that blanks it. */
export async function closeAuthSession(database: Database, session: AuthSession): Promise<SessionCookie> {
  const authority = authorities(database)[session.place];
  await authority.invalidateSession(session.token);
  return authority.createBlankSessionCookie();
}

/** Who sent this request, by its cookies. */
export async function readPresence(
  database: Database,
  cookieHeader: string,
  nowMs: number,
): Promise<Presence> {
  const { staff, class: inClass } = authorities(database);
  const staffToken = staff.readSessionCookie(cookieHeader);
  const seatToken = inClass.readSessionCookie(cookieHeader);
  const [adult, pupil] = await Promise.all([
    staffToken ? readOne(database, 'staff', staffToken, nowMs) : null,
    seatToken
      ? readOne(database, seatToken.startsWith(prefixes.home) ? 'home' : 'class', seatToken, nowMs)
      : null,
  ]);
  return {
    principal: {
      account: (adult?.principal as AccountPrincipal | undefined) ?? null,
      seat: (pupil?.principal as SeatPrincipal | undefined) ?? null,
    },
    staffSession: adult?.session ?? null,
    seatSession: pupil?.session ?? null,
    cookies: [...(adult?.cookies ?? []), ...(pupil?.cookies ?? [])],
  };
}

interface Reading {
  readonly principal: AccountPrincipal | SeatPrincipal | undefined;
  readonly session: AuthSession | null;
  readonly cookies: readonly SessionCookie[];
}

async function readOne(database: Database, place: Place, token: string, nowMs: number): Promise<Reading> {
  const authority = authorities(database)[place];
  const { session, user } = await authority.validateSession(token);
  if (!session) {
    return { principal: undefined, session: null, cookies: [authority.createBlankSessionCookie()] };
  }
  const cookies = session.fresh ? [authority.createSessionCookie(token)] : [];
  if (!session.fresh && nowMs - session.lastSeenAtMs >= seenEveryMs[place]) {
    // Lucia moves the end only in the second half of a session's life, which would cut a reading pupil
    // off after 15 idle minutes; noting each busy minute keeps the full 30.
    await noteUse(database, { token, place, expiresAtMs: session.expiresAt.getTime() }, nowMs);
  }
  const { reauthenticatedAtMs } = session;
  return {
    principal: user.principal,
    session: { idHash: hashToken(token), token, place, reauthenticatedAtMs },
    cookies,
  };
}

/** Forgets every session that has run out; the server does so now and then. */
export async function forgetExpiredSessions(database: Database): Promise<void> {
  await authorities(database).staff.deleteExpiredSessions();
}
