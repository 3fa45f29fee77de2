import {
  listGrantsTo,
  listMemberships,
  type AccountRow,
  type SeatSession,
} from '#db/queries/auth-sessions.ts';
import type { Database } from '#db/database.ts';
import type { AccountPrincipal, SeatPrincipal } from '#domain/permissions.ts';

export function accountIsClosed(account: AccountRow, nowMs: number): boolean {
  return account.disabledAtMs !== null || (account.expiresAtMs !== null && account.expiresAtMs <= nowMs);
}

export async function readAccountPrincipal(
  database: Database,
  account: AccountRow,
  nowMs: number,
): Promise<AccountPrincipal> {
  const [memberships, grants] = await Promise.all([
    listMemberships(database, account.id),
    listGrantsTo(database, account.id, nowMs),
  ]);
  const { id, email, displayName, isDemo } = account;
  return { id, email, displayName, isDemo, memberships, grants };
}

/** The seat behind a session, or null when its class is put away or its join window has closed. */
export function seatPrincipalOf(
  { session, seat, class: itsClass }: SeatSession,
  nowMs: number,
): SeatPrincipal | null {
  if (itsClass.archivedAtMs !== null) return null;
  const place = session.place === 'home' ? 'home' : 'class';
  const windowIsOpen = itsClass.joinOpenUntilMs !== null && nowMs < itsClass.joinOpenUntilMs;
  const isPreview = seat.number === 0;
  if (place === 'class' && !isPreview && !windowIsOpen) return null;
  return {
    id: seat.id,
    classId: itsClass.id,
    className: itsClass.name,
    grade: itsClass.grade,
    number: seat.number,
    character: seat.character,
    place,
  };
}
