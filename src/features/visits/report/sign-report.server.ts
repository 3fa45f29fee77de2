import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { addToYear, insertActivity } from '#db/queries/ledger.ts';
import { markVisitReported, onlyOneCounted, onlyReportAt, updateReport } from '#db/queries/visit-reports.ts';
import type { VisitMeasure } from '#domain/bank-year.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { VisitReport } from '#domain/visit-report-shape.ts';

import { readReport, type SignedReport } from './read-report.server.ts';
import { whyNotWritable } from './write-report.server.ts';

/**
 * The coordinator signs exactly what was on the screen (`seenHash`): the report is frozen, the visit is an
 * activity of the bank's ledger by the counting rule, and the year's sums grow, all in one unit and once.
 */
export async function signReport(
  database: Database,
  who: Principal,
  visitId: string,
  seenHash: string,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'sign-visit-report', visitId);
  if (!found.ok) return found;
  if (!who.account || found.value.bankId === null) return refuse('not-found');
  const view = await readReport(database, found.value);
  const problem = whyNotWritable(view);
  if (problem) return refuse(problem);
  if (view.state !== 'handed-in') return refuse('report-not-handed-in');
  if (view.hash !== seenHash) return refuse('stale-version');
  const signed: SignedReport = { report: view.report, hash: view.hash, by: who.account.displayName };
  const kept = await database.write([
    onlyReportAt(visitId, view.version, false),
    updateReport(database, visitId, {
      ...{ version: view.version + 1, signed, signedAtMs: nowMs, signedByAccountId: who.account.id },
    }),
    markVisitReported(database, visitId),
    ...ledgerStatements(database, { ...found.value, bankId: found.value.bankId }, view.report, nowMs),
    insertAuditEntry(database, {
      ...{ atMs: nowMs, actorAccountId: who.account.id, action: 'visit-report-signed', subjectId: visitId },
    }),
  ]);
  if (kept.ok) return ok(null);
  const standing = await readReport(database, found.value);
  return refuse(standing.state === 'signed' ? 'report-signed' : 'stale-version');
}

type BankVisit = VisitWithCrew & { readonly bankId: string };

function ledgerStatements(
  database: Database,
  visit: BankVisit,
  report: VisitReport,
  nowMs: number,
): Statement[] {
  const { id, bankId, day, districtCode, campaignId, label, isDemo } = visit;
  const row = {
    id: newId('activity'),
    kind: 'school' as const,
    title: report.content.lessons[0]?.title.zh ?? '',
    ...{ bankId, visitId: id, day, districtCode, campaignId, label, isDemo, createdAtMs: nowMs },
    ...ledgerFigures(report),
  };
  return [
    ...(row.counts ? guardDay(visit) : []),
    ...insertActivity(database, row),
    ...Object.entries({ 'reports-signed': 1, ...yearFigures(report), ...beliefFigures(report) }).map(
      ([measure, by]) =>
        addToYear(database, { bankId, month: day.slice(0, 7), measure: measure as VisitMeasure, by }),
    ),
  ];
}

/** Pupils who chose one of the three strongest misconceptions, where both counts may be shown. */
function beliefFigures({ learning }: VisitReport) {
  const shifts = learning.state === 'shown' ? learning.misconceptions : [];
  const both = shifts.filter(({ before, after }) => before !== null && after !== null);
  const sum = (key: 'before' | 'after'): number => both.reduce((all, one) => all + (one[key] ?? 0), 0);
  return { 'misconceptions-before': sum('before'), 'misconceptions-after': sum('after') };
}

/** A class counts once a day, whoever signs first. */
export function guardDay({ id, bankId, classId, day }: BankVisit): Statement[] {
  return classId === null ? [] : [onlyOneCounted({ visitId: id, bankId, classId, day })];
}

/** What of a report stands in the ledger. */
export function ledgerFigures({ reach }: VisitReport) {
  const { lessonMinutes: minutes, personTimes, uniquePupils, counting } = reach;
  return { minutes, personTimes, uniquePupils, counts: counting === 'counted' };
}

/** What of a report stands in the year's sums, in whole minutes. */
export function yearFigures({ reach, content }: VisitReport) {
  return {
    'volunteer-minutes': reach.volunteerMinutes,
    'lesson-minutes': reach.lessonMinutes,
    'screen-minutes': Math.round(content.screenMinutes),
  } as const satisfies Partial<Record<VisitMeasure, number>>;
}
