import { z } from 'zod';

import { readClassFor } from '#auth/class-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { gateVersions } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listMemberships } from '#db/queries/auth-sessions.ts';
import { endGrant, findGuest, insertGrant, listGrants } from '#db/queries/classes.ts';
import { listGatesTo } from '#db/queries/gates.ts';
import { isCleared } from '#domain/gate.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dayBounds } from '#i18n/school-time.ts';

const formSchema = z.strictObject({
  email: z.string().trim().toLowerCase().max(254).includes('@'),
  day: z.iso.date(),
});

/** Opens the class for an adult with an account, for one school day; access ends with that day. */
export async function inviteGuest(
  database: Database,
  who: Principal,
  classId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  const parsed = formSchema.safeParse(form);
  if (!parsed.success || !who.account) return refuse('bad-input');
  const day = dayBounds(parsed.data.day);
  if (day.untilMs <= nowMs) return refuse('day-is-over');
  const guest = await findGuest(database, parsed.data.email);
  if (!guest || guest.id === who.account.id) return refuse('account-unknown');
  if (!(await mayStandInClass(database, guest.id, found.value, day.untilMs)))
    return refuse('gate-not-passed');
  const grants = await listGrants(database, classId, nowMs);
  const already = grants.some((grant) => grant.accountId === guest.id && grant.fromMs === day.fromMs);
  if (already) return ok(null);
  await database.write(
    insertGrant(database, {
      id: newId('grant'),
      classId,
      accountId: guest.id,
      ...day,
      createdByAccountId: who.account.id,
    }),
  );
  return ok(null);
}

export async function endInvitation(
  database: Database,
  who: Principal,
  classId: string,
  grantId: string,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  await database.write(endGrant(database, classId, grantId, nowMs));
  return ok(null);
}

/** Who goes into classes for a bank has passed its gate, one of them where there are several; colleagues of
 * the class's teacher just come. */
async function mayStandInClass(
  database: Database,
  accountId: string,
  { organisationId: schoolId }: { readonly organisationId: string },
  untilMs: number,
): Promise<boolean> {
  const memberships = await listMemberships(database, accountId);
  if (memberships.some(({ role, organisationId }) => role === 'teacher' && organisationId === schoolId))
    return true;
  const forBanks = memberships.filter(({ role }) => role === 'volunteer' || role === 'coordinator');
  if (forBanks.length === 0) return true;
  const gates = await listGatesTo(database, accountId);
  return forBanks.some(({ organisationId }) =>
    isCleared(
      gates.find(({ bankId }) => bankId === organisationId),
      untilMs,
      gateVersions(),
    ),
  );
}
