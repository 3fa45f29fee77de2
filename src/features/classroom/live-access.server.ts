import { readClassFor } from '#auth/class-access.server.ts';
import type { Database } from '#db/database.ts';
import type { ClassRow } from '#db/queries/classes.ts';
import { findLiveSession, type LiveSessionRow } from '#db/queries/live.ts';
import type { LiveSession } from '#domain/live-session.ts';
import type { ClassPermission, Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export interface LiveAccess {
  readonly row: LiveSessionRow;
  readonly class: ClassRow;
}

/** The session and its class, if who asks may do that there; a foreign one looks like none. */
export async function findLive(
  database: Database,
  who: Principal,
  permission: ClassPermission,
  id: string,
  nowMs: number,
): Promise<Result<LiveAccess, 'not-found'>> {
  const row = await findLiveSession(database, id);
  if (!row) return refuse('not-found');
  const found = await readClassFor(database, who, permission, row.classId, nowMs);
  return found.ok ? ok({ row, class: found.value }) : found;
}

export function stateOf(row: Pick<LiveSessionRow, 'state'>): LiveSession {
  return row.state as LiveSession;
}
