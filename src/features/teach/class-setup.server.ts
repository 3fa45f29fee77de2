import { z } from 'zod';

import { readClassFor } from '#auth/class-access.server.ts';
import { authConfig } from '#auth/config.server.ts';
import { newClassCode, newSeats } from '#auth/seat-secrets.server.ts';
import { newId } from '#auth/tokens.server.ts';
import type { Database } from '#db/database.ts';
import {
  deleteSeatsAbove,
  insertClass,
  insertSeats,
  setClassNameAndGrade,
  setSeatCount,
} from '#db/queries/classes.ts';
import { listSeats } from '#db/queries/seats.ts';
import { may, type Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { classCodeLifetimeMs } from '#domain/seat-identity.ts';

const mostSeats = 60;
const tries = 3;

const seatCountSchema = z.coerce.number().int().min(1).max(mostSeats);

/** Name, grade and seats: all that setting up a class asks. */
export const classFormSchema = z.strictObject({
  name: z
    .string()
    .normalize('NFC')
    .trim()
    .min(1)
    .max(20)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u),
  grade: z.coerce.number().int().min(1).max(9),
  seatCount: seatCountSchema,
});
export type ClassForm = z.infer<typeof classFormSchema>;

/** Makes a class with its seats in the teacher's school and answers its id. */
export async function createClass(
  database: Database,
  who: Principal,
  form: ClassForm,
  nowMs: number,
): Promise<Result<string, ProblemCode>> {
  const school = who.account?.memberships.find(({ role }) => role === 'teacher');
  if (!who.account || !school || !may(who, 'make-class')) return refuse('not-found');
  for (let attempt = 0; attempt < tries; attempt++) {
    const id = newId('class');
    const row = {
      id,
      organisationId: school.organisationId,
      ownerAccountId: who.account.id,
      ...form,
      code: newClassCode(),
      codeExpiresAtMs: nowMs + classCodeLifetimeMs,
      createdAtMs: nowMs,
    };
    const written = await database.write(
      insertClass(database, row, newSeats(authConfig().keys, id, form.seatCount)),
    );
    if (written.ok) return ok(id);
    if (!written.constraint.includes('classes.code')) throw new Error(written.constraint);
  }
  throw new Error('No free class code was found.');
}

export async function editClass(
  database: Database,
  who: Principal,
  classId: string,
  form: Pick<ClassForm, 'name' | 'grade'>,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  await database.write(setClassNameAndGrade(database, classId, form));
  return ok(null);
}

/**
 * Adds seats at the end, or takes away the last ones. A seat that a pupil took is never taken away
 * ('seat-in-use'): what was learned there stays.
 */
export async function changeSeatCount(
  database: Database,
  who: Principal,
  classId: string,
  wanted: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readClassFor(database, who, 'manage-seats', classId, nowMs);
  if (!found.ok) return found;
  const parsed = seatCountSchema.safeParse(wanted);
  if (!parsed.success) return refuse('bad-input');
  const seatCount = parsed.data;
  const seats = await listSeats(database, classId);
  const lastTaken = Math.max(
    0,
    ...seats.filter((seat) => seat.claimedAtMs !== null).map((seat) => seat.number),
  );
  if (seatCount < lastTaken) return refuse('seat-in-use');
  const present = new Set(seats.map((seat) => seat.number));
  const missing = newSeats(authConfig().keys, classId, seatCount).filter((seat) => !present.has(seat.number));
  const written = await database.write([
    ...deleteSeatsAbove(database, classId, seatCount),
    ...insertSeats(database, missing),
    ...setSeatCount(database, classId, seatCount),
  ]);
  return written.ok ? ok(null) : refuse('seat-in-use');
}
