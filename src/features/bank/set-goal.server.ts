import { z } from 'zod';

import type { Database } from '#db/database.ts';
import { setGoal } from '#db/queries/ledger-reads.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

import { bankOf } from './own-bank.ts';

const formSchema = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100),
  activities: z.coerce.number().int().min(1).max(100_000),
});

/** How many activities the coordinator's bank means to hold in a year; answers the year. */
export async function planYear(
  database: Database,
  who: Principal,
  form: unknown,
): Promise<Result<number, ProblemCode>> {
  const bank = bankOf(who);
  if (!bank) return refuse('not-found');
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  await database.write([setGoal(database, { bankId: bank.id, ...parsed.data })]);
  return ok(parsed.data.year);
}
