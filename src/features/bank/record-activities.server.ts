import { z } from 'zod';

import { newId } from '#auth/tokens.server.ts';
import { findCampaign, findDistrict } from '#catalogue/catalogue.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database } from '#db/database.ts';
import { insertActivities } from '#db/queries/ledger.ts';
import { activityKinds } from '#domain/bank-year.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { leastCountedMinutes } from '#domain/visit.ts';
import { dayOf } from '#i18n/school-time.ts';

import { bankOf } from './own-bank.ts';

const activitySchema = z.strictObject({
  kind: z.enum(activityKinds),
  title: z.string().trim().min(1).max(120),
  day: z.iso.date(),
  districtCode: z.string().refine((code) => findDistrict(code) !== undefined),
  minutes: z.coerce.number().int().min(1).max(1440),
  personTimes: z.coerce.number().int().min(0).max(1_000_000),
  /** Known in schools alone. */
  uniquePupils: z.coerce.number().int().min(0).max(1_000_000).default(0),
  campaignId: z
    .string()
    .refine((id) => id === '' || findCampaign(id) !== undefined)
    .default(''),
  label: z.string().trim().max(60).default(''),
});

/** What a coordinator may type: schools enter the ledger by the report of a visit. */
const typedSchema = activitySchema.extend({ kind: z.enum(activityKinds).exclude(['school']) });

/** Enters one activity that was no visit into the ledger of the coordinator's bank. */
export function recordActivity(
  database: Database,
  who: Principal,
  typed: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const parsed = typedSchema.safeParse(typed);
  if (!parsed.success) return Promise.resolve(refuse('bad-input'));
  return recordActivities(database, who, [parsed.data], { nowMs });
}

/** Enters activities, all or none, in one unit. `isDemo` marks what is made up for the demo. */
export async function recordActivities(
  database: Database,
  who: Principal,
  given: readonly unknown[],
  { nowMs, isDemo = false }: { nowMs: number; isDemo?: boolean },
): Promise<Result<null, ProblemCode>> {
  const bank = bankOf(who);
  if (!bank) return refuse('not-found');
  const parsed = z.array(activitySchema).min(1).safeParse(given);
  if (!parsed.success) return refuse('bad-input');
  if (parsed.data.some(({ day }) => day > dayOf(nowMs))) return refuse('day-is-to-come');
  const plain = refuseSelling(...new Set(parsed.data.flatMap(({ title, label }) => [title, label])));
  if (!plain.ok) return plain;
  const rows = parsed.data.map(({ campaignId, ...activity }) => ({
    ...activity,
    id: newId('activity'),
    bankId: bank.id,
    campaignId: campaignId === '' ? null : campaignId,
    counts: activity.minutes >= leastCountedMinutes,
    isDemo,
    createdAtMs: nowMs,
  }));
  const kept = await database.write(insertActivities(database, rows));
  return kept.ok ? ok(null) : refuse('bad-input');
}
