import { z } from 'zod';

import { readClassFor } from '#auth/class-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { findModule } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import {
  insertAssignment,
  listAssignments,
  removeAssignment,
  setAssignmentDueOn,
} from '#db/queries/classes.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

const formSchema = z.strictObject({ moduleId: z.string().max(64), dueOn: z.iso.date() });

/** Gives a module to a class; a module it already has gets the new day instead of a second row. */
export async function assignModule(
  database: Database,
  who: Principal,
  classId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readClassFor(database, who, 'manage-assignments', classId, nowMs);
  if (!found.ok) return found;
  const parsed = formSchema.safeParse(form);
  if (!parsed.success || !findModule(parsed.data.moduleId)) return refuse('bad-input');
  const { moduleId, dueOn } = parsed.data;
  const given = (await listAssignments(database, classId)).find((row) => row.moduleId === moduleId);
  await database.write(
    given
      ? setAssignmentDueOn(database, classId, given.id, dueOn)
      : insertAssignment(database, { id: newId('assignment'), classId, moduleId, dueOn, createdAtMs: nowMs }),
  );
  return ok(null);
}

/** Takes an assignment away; what pupils did stays. */
export async function withdrawModule(
  database: Database,
  who: Principal,
  classId: string,
  assignmentId: string,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readClassFor(database, who, 'manage-assignments', classId, nowMs);
  if (!found.ok) return found;
  await database.write(removeAssignment(database, classId, assignmentId, nowMs));
  return ok(null);
}
