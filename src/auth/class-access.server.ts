import type { Database } from '#db/database.ts';
import { findClass, type ClassRow } from '#db/queries/classes.ts';
import { mayOnClass, type ClassPermission, type Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** The class, if who asks may do that with it; a foreign class and a missing one look the same. */
export async function readClassFor(
  database: Database,
  who: Principal,
  permission: ClassPermission,
  classId: string,
  nowMs: number,
): Promise<Result<ClassRow, 'not-found'>> {
  const found = await findClass(database, classId);
  return found && mayOnClass(who, permission, found, nowMs) ? ok(found) : refuse('not-found');
}
