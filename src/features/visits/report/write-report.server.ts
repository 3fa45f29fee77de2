import { z } from 'zod';

import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertReport, onlyReportAt, updateReport } from '#db/queries/visit-reports.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { TypedFacts } from '#domain/visit-report.ts';

import { readReport, type ReportView } from './read-report.server.ts';

const count = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,3}$/)
    .transform(Number)
    .pipe(z.int().min(0).max(most));

/** A line or two of an adult's: no control or direction signs. */
export const adultText = (least: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(least)
    .max(300)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);

const formSchema = z.object({
  version: z.coerce.number().int().min(0),
  teachers: count(99),
  elders: count(999),
  families: count(999),
  pupils: count(99).optional(),
  deed: adultText(0),
  action: z.enum(['save', 'hand-in']),
});

/** What a report that may still be written is refused for. */
export function whyNotWritable({ state }: ReportView): ProblemCode | null {
  if (state === 'not-yet') return 'report-not-ready';
  if (state === 'never' || state === 'before-platform') return 'visit-never-held';
  return state === 'signed' ? 'report-signed' : null;
}

/**
 * Keeps what only people know and, with 'hand-in', gives the report to the coordinator. Until it is signed it
 * can be changed again; a form filled on an older version is refused.
 */
export async function writeReport(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'write-visit-report', visitId);
  if (!found.ok) return found;
  const view = await readReport(database, found.value);
  const problem = whyNotWritable(view);
  if (problem) return refuse(problem);
  const parsed = formSchema.safeParse(form);
  if (!parsed.success || !who.account) return refuse('bad-input');
  const { version, action, pupils = 0, ...typed } = parsed.data;
  const clean = refuseSelling(typed.deed);
  if (!clean.ok) return clean;
  if (version !== view.version) return refuse('stale-version');
  const handedIn = { handedInAtMs: nowMs, handedInByAccountId: who.account.id };
  const columns = {
    typed: { ...typed, pupils } satisfies TypedFacts,
    ...(action === 'hand-in' ? handedIn : {}),
  };
  const kept = await database.write(unitFor(database, found.value, version, columns));
  return kept.ok ? ok(null) : refuse('stale-version');
}

function unitFor(
  database: Database,
  { id }: VisitWithCrew,
  version: number,
  columns: { typed: TypedFacts; handedInAtMs?: number; handedInByAccountId?: string },
): Statement[] {
  if (version === 0) return [insertReport(database, { visitId: id, version: 1, ...columns })];
  return [onlyReportAt(id, version, false), updateReport(database, id, { version: version + 1, ...columns })];
}
