import type { Database } from '#db/database.ts';
import { deleteClassSessions } from '#db/queries/auth-sessions.ts';
import type { ClassRow } from '#db/queries/classes.ts';
import { setClassCode, setJoinWindow } from '#db/queries/seats.ts';
import { classCodeLifetimeMs } from '#domain/seat-identity.ts';

import { newClassCode } from './seat-secrets.server.ts';

/**
 * Opens a class's door for its pupils' pictures, or moves its closing time; the caller has checked who may. A
 * code that ran out is renewed on the way, so that the answer's code always works. Sessions of an earlier
 * opening do not come back to life.
 */
export async function openJoinDoor(
  database: Database,
  itsClass: Pick<ClassRow, 'id' | 'code' | 'codeExpiresAtMs' | 'joinOpenUntilMs'>,
  openUntilMs: number,
  nowMs: number,
): Promise<{ readonly code: string; readonly openUntilMs: number }> {
  const { id, joinOpenUntilMs, codeExpiresAtMs } = itsClass;
  const wasOpen = joinOpenUntilMs !== null && nowMs < joinOpenUntilMs;
  const code = codeExpiresAtMs <= nowMs ? await putFreshCode(database, id, nowMs) : itsClass.code;
  await database.write([
    ...(wasOpen ? [] : [deleteClassSessions(database, id)]),
    setJoinWindow(database, id, openUntilMs),
  ]);
  return { code, openUntilMs };
}

/** A class code that no other class has; the one before stops working. */
export async function putFreshCode(database: Database, classId: string, nowMs: number): Promise<string> {
  for (;;) {
    const code = newClassCode();
    const codeExpiresAtMs = nowMs + classCodeLifetimeMs;
    const kept = await database.write([setClassCode(database, classId, { code, codeExpiresAtMs })]);
    // The only constraint is that codes are unique: another class has this one, so draw again.
    if (kept.ok) return code;
  }
}
