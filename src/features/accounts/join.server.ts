import { timingSafeEqual } from 'node:crypto';

import {
  closeAuthSession,
  openAuthSession,
  type AuthSession,
  type SessionCookie,
} from '#auth/auth-sessions.server.ts';
import { authConfig } from '#auth/config.server.ts';
import { pictureHmac } from '#auth/seat-secrets.server.ts';
import { hashToken } from '#auth/tokens.server.ts';
import type { Database } from '#db/database.ts';
import {
  claimSeat,
  countTry,
  findClassByCode,
  findSeat,
  findSeatByLongCode,
  forgetTries,
  listSeatLocks,
  listSeats,
  setSeatCharacter,
  type ClassRow,
  type SeatRow,
} from '#db/queries/seats.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  normaliseCode,
  wrongTriesPerDevice,
  wrongTriesPerSeat,
  type CharacterId,
  type PictureId,
} from '#domain/seat-identity.ts';

import type { AttemptLimits } from './attempt-limits.server.ts';

/** Who knocks: the address for limits, the device's name for lists of sessions, the server's time. */
export interface Visitor {
  readonly address: string;
  readonly device: string;
  readonly nowMs: number;
}

export interface ClassToJoin {
  readonly className: string;
  readonly classCode: string;
  readonly grade: number;
  readonly open: boolean;
  readonly seats: readonly { readonly number: number; readonly claimed: boolean; readonly locked: boolean }[];
}

export interface Joined {
  readonly seat: number;
  readonly classId: string;
  readonly town: '/town';
  readonly cookie: SessionCookie;
}

type CodeProblem = 'code-unknown' | 'code-expired' | 'too-many-attempts';

async function findClassToJoin(
  database: Database,
  limits: AttemptLimits,
  typedCode: string,
  { address, nowMs }: Visitor,
): Promise<Result<ClassRow, CodeProblem>> {
  const code = normaliseCode(typedCode);
  if (!(await limits.mayTryClassCode(address, code))) return refuse('too-many-attempts');
  const found = await findClassByCode(database, code);
  await limits.noteClassCode(address, code, found !== undefined);
  if (!found) return refuse('code-unknown');
  return found.codeExpiresAtMs <= nowMs ? refuse('code-expired') : ok(found);
}

function windowIsOpen(itsClass: ClassRow, nowMs: number): boolean {
  return itsClass.joinOpenUntilMs !== null && nowMs < itsClass.joinOpenUntilMs;
}

/** The class behind a code, with its seats; `locked` is told for the device that asks, when it says who it is. */
export async function lookUpClass(
  database: Database,
  limits: AttemptLimits,
  asked: { code: string; deviceId?: string | undefined },
  visitor: Visitor,
): Promise<Result<ClassToJoin, CodeProblem>> {
  const found = await findClassToJoin(database, limits, asked.code, visitor);
  if (!found.ok) return found;
  const itsClass = found.value;
  const [seats, locks] = await Promise.all([
    listSeats(database, itsClass.id),
    listSeatLocks(database, itsClass.id),
  ]);
  const locked = (seatId: string): boolean => {
    const ofSeat = locks.filter((lock) => lock.seatId === seatId);
    const failures = ofSeat.reduce((sum, lock) => sum + lock.failures, 0);
    return (
      failures >= wrongTriesPerSeat ||
      ofSeat.some((lock) => lock.deviceId === asked.deviceId && lock.lockedAtMs !== null)
    );
  };
  return ok({
    className: itsClass.name,
    classCode: itsClass.code,
    grade: itsClass.grade,
    open: windowIsOpen(itsClass, visitor.nowMs),
    seats: seats
      .filter(({ number }) => number > 0)
      .map(({ id, number, pictureHmac: kept }) => ({ number, claimed: kept !== null, locked: locked(id) })),
  });
}

export interface JoinRequest {
  readonly code: string;
  readonly seat: number;
  readonly pictures: readonly PictureId[];
  readonly character?: CharacterId | undefined;
  /** Made by the device; wrong pictures are counted against it. */
  readonly deviceId: string;
}

type JoinProblem =
  CodeProblem | 'join-closed' | 'not-found' | 'seat-taken' | 'seat-locked' | 'wrong-pictures';

/**
 * Takes a seat in class: the first pupil sets its pictures, later ones enter them. Only while the teacher's
 * join window is open. The same request again (its answer was lost) opens the seat again. `before` is the
 * seat session that the device still holds: it ends.
 */
export async function joinSeat(
  database: Database,
  limits: AttemptLimits,
  request: JoinRequest,
  visitor: Visitor,
  before: AuthSession | null = null,
): Promise<Result<Joined, JoinProblem>> {
  const found = await findClassToJoin(database, limits, request.code, visitor);
  if (!found.ok) return found;
  if (!windowIsOpen(found.value, visitor.nowMs)) return refuse('join-closed');
  if (!(await limits.countJoin(found.value.id))) return refuse('too-many-attempts');
  const seat = request.seat > 0 ? await findSeat(database, found.value.id, request.seat) : undefined;
  if (!seat) return refuse('not-found');

  const secret = pictureHmac(authConfig().keys, seat.id, request.pictures);
  if (seat.pictureHmac === null) {
    const first = await claim(database, seat, secret, request, visitor.nowMs);
    if (!first.ok) return first;
  } else {
    const known = await checkPictures(database, seat, secret, request, visitor.nowMs);
    if (!known.ok) return known;
  }
  return ok(await open(database, seat, 'class', visitor, before));
}

async function claim(
  database: Database,
  seat: SeatRow,
  secret: string,
  request: JoinRequest,
  nowMs: number,
): Promise<Result<null, 'seat-taken'>> {
  const values = { pictureHmac: secret, character: request.character ?? seat.character, claimedAtMs: nowMs };
  const kept = await database.write([claimSeat(database, seat.id, values)]);
  if (kept.ok && kept.results[0]?.rowsAffected === 1) return ok(null);
  const taken = await findSeat(database, seat.classId, seat.number);
  return taken?.pictureHmac === secret ? ok(null) : refuse('seat-taken');
}

async function checkPictures(
  database: Database,
  seat: SeatRow,
  secret: string,
  { deviceId, character }: JoinRequest,
  nowMs: number,
): Promise<Result<null, 'seat-locked' | 'wrong-pictures'>> {
  const counted = await database.write([
    countTry({
      seatId: seat.id,
      deviceId,
      atMs: nowMs,
      perDevice: wrongTriesPerDevice,
      perSeat: wrongTriesPerSeat,
    }),
  ]);
  if (!counted.ok || counted.results[0]?.rowsAffected !== 1) return refuse('seat-locked');
  const isRight = timingSafeEqual(
    Buffer.from(secret),
    Buffer.from(seat.pictureHmac ?? ''.padEnd(secret.length)),
  );
  if (!isRight) return refuse('wrong-pictures');
  const changes = character && character !== seat.character;
  await database.write([
    forgetTries(database, seat.id, deviceId),
    ...(changes ? [setSeatCharacter(database, seat.id, character)] : []),
  ]);
  return ok(null);
}

/** Opens a seat from home by the long code on the pupil's own card; no window, no pictures. */
export async function joinFromHome(
  database: Database,
  limits: AttemptLimits,
  typedCode: string,
  visitor: Visitor,
  before: AuthSession | null = null,
): Promise<Result<Joined, 'wrong-long-code' | 'too-many-attempts'>> {
  if (!(await limits.mayTryLongCode(visitor.address))) return refuse('too-many-attempts');
  const found = await findSeatByLongCode(database, hashToken(normaliseCode(typedCode)));
  if (!found) {
    await limits.noteWrongLongCode(visitor.address);
    return refuse('wrong-long-code');
  }
  return ok(await open(database, found.seat, 'home', visitor, before));
}

async function open(
  database: Database,
  seat: SeatRow,
  place: 'class' | 'home',
  { device, nowMs }: Visitor,
  before: AuthSession | null,
): Promise<Joined> {
  if (before) await closeAuthSession(database, before);
  const cookie = await openAuthSession(database, { place, principalId: seat.id, device, nowMs });
  return { seat: seat.number, classId: seat.classId, town: '/town', cookie };
}

/** "Not me": ends the seat's session on this device. */
export async function leaveSeat(
  database: Database,
  session: AuthSession | null,
): Promise<SessionCookie | null> {
  return session && closeAuthSession(database, session);
}
