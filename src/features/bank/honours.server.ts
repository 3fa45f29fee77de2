import { z } from 'zod';

import { newId } from '#auth/tokens.server.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database } from '#db/database.ts';
import { insertHonours, listHonours, type HonourRow } from '#db/queries/honours.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dayOf } from '#i18n/school-time.ts';

import { bankOf } from './own-bank.ts';

const text = z.string().trim().min(1).max(120);
const formSchema = z.strictObject({
  kind: z.enum(['group', 'person']),
  name: text,
  title: text,
  givenBy: text,
  day: z.iso.date(),
});

/** Most rows that the register shows of one choice. */
const shownAtMost = 500;

export interface HonoursView {
  readonly rows: readonly HonourRow[];
  readonly groups: number;
  readonly persons: number;
}

export async function readHonours(
  database: Database,
  bankId: string,
  year: number | null,
): Promise<HonoursView> {
  const rows = await listHonours(database, bankId, year, shownAtMost);
  const groups = rows.filter(({ kind }) => kind === 'group').length;
  return { rows, groups, persons: rows.length - groups };
}

/** Registers honours of groups and adults, all or none. `isDemo` marks what is made up for the demo. */
export async function registerHonours(
  database: Database,
  who: Principal,
  forms: readonly unknown[],
  { nowMs, isDemo = false }: { nowMs: number; isDemo?: boolean },
): Promise<Result<null, ProblemCode>> {
  const bank = bankOf(who);
  if (!bank || !who.account) return refuse('not-found');
  const createdByAccountId = who.account.id;
  const parsed = z.array(formSchema).min(1).safeParse(forms);
  if (!parsed.success) return refuse('bad-input');
  if (parsed.data.some(({ day }) => day > dayOf(nowMs))) return refuse('day-is-to-come');
  const plain = refuseSelling(...parsed.data.flatMap(({ name, title }) => [name, title]));
  if (!plain.ok) return plain;
  const rows = parsed.data.map((form) => ({
    ...form,
    ...{ id: newId('honour'), bankId: bank.id, isDemo, createdByAccountId },
  }));
  const kept = await database.write([insertHonours(database, rows)]);
  return kept.ok ? ok(null) : refuse('bad-input');
}
