import { openAuthSession, type SessionCookie } from '#auth/auth-sessions.server.ts';
import { readClassFor } from '#auth/class-access.server.ts';
import { authConfig } from '#auth/config.server.ts';
import { longCodeHashOf, longCodeOf } from '#auth/seat-secrets.server.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { deleteAuthSessionsOf } from '#db/queries/auth-sessions.ts';
import {
  countOpenSeats,
  findSeat,
  forgetSeatPictures,
  forgetTries,
  forgetTriesInClass,
  listSeatLocks,
  listSeats,
  renewSeatLongCode,
  type SeatRow,
} from '#db/queries/seats.ts';
import type { ClassPermission, Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { groupCode, wrongTriesPerSeat } from '#domain/seat-identity.ts';

/** What a teacher sees of who sits where; never the pictures. */
export interface SeatClaim {
  readonly number: number;
  readonly claimed: boolean;
  readonly claimedAtMs: number | null;
  readonly character: string | null;
  /** Devices signed in at the seat at this moment. */
  readonly devices: number;
  /** Wrong tries that wait to be released, and how many devices are locked for the seat by them. */
  readonly wrongTries: number;
  readonly lockedDevices: number;
  /** True when the tries over all devices have locked the seat for everyone. */
  readonly lockedForAll: boolean;
}

/** The seats of a class in order, seat 0 left out. */
export async function seatClaims(
  database: Database,
  who: Principal,
  classId: string,
  nowMs: number,
): Promise<Result<readonly SeatClaim[], 'not-found'>> {
  const found = await readClassFor(database, who, 'see-seats', classId, nowMs);
  if (!found.ok) return found;
  const [seats, locks, open] = await Promise.all([
    listSeats(database, classId),
    listSeatLocks(database, classId),
    countOpenSeats(database, classId, nowMs),
  ]);
  return ok(
    seats
      .filter(({ number }) => number > 0)
      .map((seat) => {
        const ofSeat = locks.filter((lock) => lock.seatId === seat.id);
        const wrongTries = ofSeat.reduce((sum, lock) => sum + lock.failures, 0);
        return {
          number: seat.number,
          claimed: seat.pictureHmac !== null,
          claimedAtMs: seat.claimedAtMs,
          character: seat.character,
          devices: open.get(seat.id) ?? 0,
          wrongTries,
          lockedDevices: ofSeat.filter((lock) => lock.lockedAtMs !== null).length,
          lockedForAll: wrongTries >= wrongTriesPerSeat,
        };
      }),
  );
}

/** Lets the devices that were locked for a seat try again. */
export async function releaseSeat(
  database: Database,
  who: Principal,
  at: { classId: string; number: number },
  nowMs: number,
): Promise<Result<null, 'not-found'>> {
  return changeSeat(database, who, at, nowMs, 'seat-released', (seat) => [forgetTries(database, seat.id)]);
}

export async function releaseAllSeats(
  database: Database,
  who: Principal,
  classId: string,
  nowMs: number,
): Promise<Result<null, 'not-found'>> {
  const found = await readClassFor(database, who, 'manage-seats', classId, nowMs);
  if (!found.ok) return found;
  await database.write([
    forgetTriesInClass(database, classId),
    entryOf(database, who, 'seats-released', classId, nowMs),
  ]);
  return ok(null);
}

/** Forgets a seat's pictures, so that its pupil sets them afresh, and signs the seat out; its learning stays. */
export async function resetSeatPictures(
  database: Database,
  who: Principal,
  at: { classId: string; number: number },
  nowMs: number,
): Promise<Result<null, 'not-found'>> {
  return changeSeat(database, who, at, nowMs, 'seat-reset', (seat) => [
    forgetSeatPictures(database, seat.id),
    forgetTries(database, seat.id),
    deleteAuthSessionsOf(database, seat.id),
  ]);
}

/** A fresh long code for home; the printed one stops working and its sessions end. */
export async function renewLongCode(
  database: Database,
  who: Principal,
  at: { classId: string; number: number },
  nowMs: number,
): Promise<Result<null, 'not-found'>> {
  return changeSeat(database, who, at, nowMs, 'long-code-renewed', (seat) => {
    const longCodeVersion = seat.longCodeVersion + 1;
    const longCodeHash = longCodeHashOf(authConfig().keys, seat.id, longCodeVersion);
    return [
      renewSeatLongCode(database, seat.id, { longCodeVersion, longCodeHash }),
      deleteAuthSessionsOf(database, seat.id),
    ];
  });
}

export interface SeatCard {
  readonly number: number;
  /** Grouped for reading: `ABCD-EFGH-JKLM-NPQR`. */
  readonly longCode: string;
}

/** What is printed on the pupils' own cards. */
export async function seatCards(
  database: Database,
  who: Principal,
  classId: string,
  nowMs: number,
): Promise<Result<readonly SeatCard[], 'not-found'>> {
  const found = await readClassFor(database, who, 'print-cards', classId, nowMs);
  if (!found.ok) return found;
  const { keys } = authConfig();
  const seats = await listSeats(database, classId);
  return ok(
    seats
      .filter(({ number }) => number > 0)
      .map(({ id, number, longCodeVersion }) => ({
        number,
        longCode: groupCode(longCodeOf(keys, id, longCodeVersion)),
      })),
  );
}

/** Opens seat 0 for the adult: everything a pupil sees, and nothing of it counted. */
export async function previewSeat(
  database: Database,
  who: Principal,
  classId: string,
  visitor: { device: string; nowMs: number },
): Promise<Result<SessionCookie, 'not-found'>> {
  const seat = await seatOf(database, who, 'preview-as-seat', { classId, number: 0 }, visitor.nowMs);
  if (!seat.ok) return seat;
  return ok(await openAuthSession(database, { place: 'class', principalId: seat.value.id, ...visitor }));
}

async function seatOf(
  database: Database,
  who: Principal,
  permission: ClassPermission,
  { classId, number }: { classId: string; number: number },
  nowMs: number,
): Promise<Result<SeatRow, 'not-found'>> {
  const found = await readClassFor(database, who, permission, classId, nowMs);
  if (!found.ok) return found;
  const seat = await findSeat(database, classId, number);
  return seat ? ok(seat) : refuse('not-found');
}

async function changeSeat(
  database: Database,
  who: Principal,
  at: { classId: string; number: number },
  nowMs: number,
  action: string,
  statements: (seat: SeatRow) => readonly Statement[],
): Promise<Result<null, 'not-found'>> {
  const seat = await seatOf(database, who, 'manage-seats', at, nowMs);
  if (!seat.ok) return seat;
  await database.write([...statements(seat.value), entryOf(database, who, action, seat.value.id, nowMs)]);
  return ok(null);
}

function entryOf(
  database: Database,
  who: Principal,
  action: string,
  subjectId: string,
  atMs: number,
): Statement {
  return insertAuditEntry(database, { atMs, actorAccountId: who.account?.id ?? null, action, subjectId });
}
