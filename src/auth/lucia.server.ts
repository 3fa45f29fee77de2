import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';

import { isStorageRefused, type Database } from '#db/database.ts';
import {
  deleteAuthSession,
  deleteAuthSessionsOf,
  deleteExpiredAuthSessions,
  extendAuthSession,
  findAccountSession,
  findSeatSession,
  insertAuthSession,
  listAuthSessions,
  type AuthSessionRow,
} from '#db/queries/auth-sessions.ts';
import type { AccountPrincipal, SeatPrincipal } from '#domain/permissions.ts';

import { accountIsClosed, readAccountPrincipal, seatPrincipalOf } from './principals.server.ts';
import { hashToken } from './tokens.server.ts';

/** Where a session was opened, which decides how long it lives. */
export type Place = AuthSessionRow['place'];

/** How long a session lives after it was last used. A staff room's computer is signed out by the next morning. */
const lifetimes: Readonly<Record<Place, TimeSpan>> = {
  staff: new TimeSpan(12, 'h'),
  class: new TimeSpan(30, 'm'),
  home: new TimeSpan(14, 'd'),
};

interface SessionAttributes {
  readonly device: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly reauthenticatedAtMs: number | null;
}
interface UserAttributes {
  readonly principal: AccountPrincipal | SeatPrincipal;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

export type SessionAuthority = Lucia<SessionAttributes, UserAttributes>;

function toLucia(row: AuthSessionRow, id: string): DatabaseSession {
  const { device, createdAtMs, lastSeenAtMs, reauthenticatedAtMs } = row;
  return {
    id,
    userId: row.principalId,
    expiresAt: new Date(row.expiresAtMs),
    attributes: { device, createdAtMs, lastSeenAtMs, reauthenticatedAtMs },
  };
}

/**
 * Lucia's store over the project's own queries and writer. Lucia's session id is the bearer token: it is
 * hashed at this edge, so that neither the file nor a backup of it opens a session.
 */
function createAdapter(database: Database, place: Place): Adapter {
  // Lucia reads the machine's clock, so what it compares with is read from the same one.
  const now = (): number => Date.now();
  return {
    async getSessionAndUser(id) {
      const idHash = hashToken(id);
      if (place === 'staff') {
        const found = await findAccountSession(database, idHash);
        if (!found || found.session.place !== place) return [null, null];
        const session = toLucia(found.session, id);
        if (accountIsClosed(found.account, now())) return [session, null];
        const principal = await readAccountPrincipal(database, found.account, now());
        return [session, { id: found.account.id, attributes: { principal } }];
      }
      const found = await findSeatSession(database, idHash);
      if (!found || found.session.place !== place) return [null, null];
      const session = toLucia(found.session, id);
      const principal = seatPrincipalOf(found, now());
      return [session, principal && { id: principal.id, attributes: { principal } }];
    },
    async getUserSessions(userId) {
      const rows = await listAuthSessions(database, userId, now());
      return rows.map((row) => toLucia(row, row.idHash));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      const kept = await database.write([
        insertAuthSession(database, {
          ...attributes,
          idHash: hashToken(id),
          principalKind: place === 'staff' ? 'account' : 'seat',
          principalId: userId,
          place,
          expiresAtMs: expiresAt.getTime(),
        }),
      ]);
      if (!kept.ok) throw new Error(`A session could not be kept: ${kept.constraint}`);
    },
    async updateSessionExpiration(id, expiresAt) {
      await writeIfPossible(database, [
        extendAuthSession(database, hashToken(id), expiresAt.getTime(), now()),
      ]);
    },
    async deleteSession(id) {
      await writeIfPossible(database, [deleteAuthSession(database, hashToken(id))]);
    },
    async deleteUserSessions(userId) {
      await database.write([deleteAuthSessionsOf(database, userId)]);
    },
    async deleteExpiredSessions() {
      await database.write([deleteExpiredAuthSessions(database, now())]);
    },
  };
}

/** Notes that a session is in use. Pupils' and home sessions then live their whole time again from here. */
export async function noteUse(
  database: Database,
  session: { token: string; place: Place; expiresAtMs: number },
  nowMs: number,
): Promise<void> {
  const expiresAtMs =
    session.place === 'staff' ? session.expiresAtMs : nowMs + lifetimes[session.place].milliseconds();
  await writeIfPossible(database, [
    extendAuthSession(database, hashToken(session.token), expiresAtMs, nowMs),
  ]);
}

/** Housekeeping while a page is read: a full disk stops answers being kept, not pages being read. */
async function writeIfPossible(database: Database, unit: Parameters<Database['write']>[0]): Promise<void> {
  try {
    await database.write(unit);
  } catch (error) {
    if (!isStorageRefused(error)) throw error;
  }
}

const cookieNames: Readonly<Record<Place, string>> = {
  staff: 'square-one-staff',
  class: 'square-one-seat',
  home: 'square-one-seat',
};

export function createAuthorities(
  database: Database,
  secure: boolean,
): Readonly<Record<Place, SessionAuthority>> {
  const authority = (place: Place): SessionAuthority =>
    new Lucia<SessionAttributes, UserAttributes>(createAdapter(database, place), {
      sessionExpiresIn: lifetimes[place],
      sessionCookie: {
        // Browsers take a __Host- cookie only over https, only from the very host.
        name: secure ? `__Host-${cookieNames[place]}` : cookieNames[place],
        // A shared computer's browser forgets a class session by the server's clock, not by the cookie's.
        expires: place === 'staff',
        attributes: { secure, sameSite: 'lax', path: '/' },
      },
      getSessionAttributes: (attributes) => attributes,
      getUserAttributes: (attributes) => attributes,
    });
  return { staff: authority('staff'), class: authority('class'), home: authority('home') };
}
