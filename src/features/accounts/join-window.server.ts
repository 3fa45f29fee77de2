import { readClassFor } from '#auth/class-access.server.ts';
import { openJoinDoor, putFreshCode } from '#auth/join-door.server.ts';
import type { Database } from '#db/database.ts';
import { deleteClassSessions } from '#db/queries/auth-sessions.ts';
import { setJoinWindow } from '#db/queries/seats.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** Longest that pupils' pictures may open seats at one go, in minutes. */
const longestWindowMinutes = 240;

export interface JoinWindow {
  readonly code: string;
  readonly openUntilMs: number;
}

/**
 * Opens the join window, or moves its end. A code that ran out is renewed on the way, so that the answer's
 * code always works. Sessions of an earlier window do not come back to life.
 */
export async function openJoinWindow(
  database: Database,
  who: Principal,
  classId: string,
  minutes: number,
  nowMs: number,
): Promise<Result<JoinWindow, 'not-found' | 'bad-input'>> {
  const found = await readClassFor(database, who, 'open-join-window', classId, nowMs);
  if (!found.ok) return found;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > longestWindowMinutes) return refuse('bad-input');
  return ok(await openJoinDoor(database, found.value, nowMs + minutes * 60_000, nowMs));
}

/** Closes the window and ends what pupils opened in class; pupils at home go on. */
export async function closeJoinWindow(
  database: Database,
  who: Principal,
  classId: string,
  nowMs: number,
): Promise<Result<null, 'not-found'>> {
  const found = await readClassFor(database, who, 'open-join-window', classId, nowMs);
  if (!found.ok) return found;
  await database.write([setJoinWindow(database, classId, null), deleteClassSessions(database, classId)]);
  return ok(null);
}

/** A fresh class code; the one on the printed cards stops working. */
export async function renewClassCode(
  database: Database,
  who: Principal,
  classId: string,
  nowMs: number,
): Promise<Result<string, 'not-found'>> {
  const found = await readClassFor(database, who, 'manage-seats', classId, nowMs);
  return found.ok ? ok(await putFreshCode(database, classId, nowMs)) : found;
}
