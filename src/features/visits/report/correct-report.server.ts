import { z } from 'zod';

import { readVisitFor } from '#auth/visit-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { refuseSelling } from '#catalogue/refuse-selling.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { addToYear, insertActivity, withdrawActivity } from '#db/queries/ledger.ts';
import {
  findVisitActivity,
  insertCorrection,
  onlyReportAt,
  updateReport,
} from '#db/queries/visit-reports.ts';
import type { VisitMeasure } from '#domain/bank-year.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import {
  applyCorrections,
  correctableFields,
  isFigure,
  isWithinADay,
  readFigure,
  type CorrectableField,
  type ReportCorrection,
} from '#domain/report-corrections.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { VisitReport } from '#domain/visit-report-shape.ts';
import { dayOf } from '#i18n/school-time.ts';

import { readReport, type ReportView } from './read-report.server.ts';
import { guardDay, ledgerFigures, yearFigures } from './sign-report.server.ts';
import { adultText } from './write-report.server.ts';

const formSchema = z.object({
  version: z.coerce.number().int().min(1),
  field: z.enum(correctableFields),
  /** Asked for what a lesson said; a report's own words and figures are known. */
  before: adultText(0).optional(),
  after: adultText(1),
  reason: adultText(2),
  foundDay: z.iso.date(),
  foundTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

/**
 * Publishes what was wrong and what is right (差错快改). What was signed stays as it is; the report shows the
 * right figure beside it, and the ledger and the year's sums follow in the same unit.
 */
export async function correctReport(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await readVisitFor(database, who, 'sign-visit-report', visitId);
  if (!found.ok) return found;
  const visit = found.value;
  const { bankId } = visit;
  const parsed = formSchema.safeParse(form);
  if (!parsed.success || !who.account || bankId === null) return refuse('bad-input');
  const { after: right, reason, before: said = '' } = parsed.data;
  const clean = refuseSelling(right, reason, said);
  if (!clean.ok) return clean;
  const view = await readReport(database, visit);
  if (view.state !== 'signed') return refuse('report-not-signed');
  if (view.version !== parsed.data.version) return refuse('stale-version');
  const correction = correctionOf(view.report, parsed.data, nowMs);
  if (!correction) return refuse('bad-input');
  const after = applyCorrections(view.signature?.signed ?? view.report, [...view.corrections, correction]);
  if (after.reach.uniquePupils > after.reach.personTimes) return refuse('bad-input');
  const add = (measure: VisitMeasure, by: number, day: string): Statement[] =>
    by === 0 ? [] : [addToYear(database, { bankId, month: day.slice(0, 7), measure, by })];
  const [wasYear, isYear] = [yearFigures(view.report), yearFigures(after)];
  const kept = await database.write([
    onlyReportAt(visitId, view.version, true),
    updateReport(database, visitId, { version: view.version + 1 }),
    insertCorrection(database, {
      ...{ id: newId('correction'), visitId, byAccountId: who.account.id },
      ...correction,
    }),
    ...add('corrections', 1, dayOf(nowMs)),
    ...add('corrections-in-a-day', isWithinADay(correction) ? 1 : 0, dayOf(nowMs)),
    ...(['volunteer-minutes', 'lesson-minutes', 'screen-minutes'] as const).flatMap((measure) =>
      add(measure, isYear[measure] - wasYear[measure], visit.day),
    ),
    ...(await ledgerChange(database, { ...visit, bankId }, view, after)),
    insertAuditEntry(database, {
      ...{
        atMs: nowMs,
        actorAccountId: who.account.id,
        action: 'visit-report-corrected',
        subjectId: visitId,
      },
    }),
  ]);
  return kept.ok ? ok(null) : refuse('stale-version');
}

/** Null when nothing changes, a figure is no figure, or it was found later than now. */
function correctionOf(
  report: VisitReport,
  { field, before, after, reason, foundDay, foundTime }: z.output<typeof formSchema>,
  nowMs: number,
): ReportCorrection | null {
  const foundAtMs = Date.parse(`${foundDay}T${foundTime}:00+08:00`);
  const standing = field === 'lesson' ? (before ?? '') : valueOf(report, field);
  if (standing === '' && field === 'lesson') return null;
  const figure = isFigure(field) ? readFigure(after) : null;
  if (isFigure(field) && figure === null) return null;
  const right = figure === null ? after : String(figure);
  if (right === standing || foundAtMs > nowMs) return null;
  return { field, before: standing, after: right, reason, foundAtMs, publishedAtMs: nowMs };
}

function valueOf(report: VisitReport, field: Exclude<CorrectableField, 'lesson'>): string {
  return field === 'deed' ? report.deed : String(report.reach[field]);
}

async function ledgerChange(
  database: Database,
  visit: Parameters<typeof guardDay>[0],
  { report: before }: ReportView,
  after: VisitReport,
): Promise<Statement[]> {
  const [was, is] = [ledgerFigures(before), ledgerFigures(after)];
  const row = JSON.stringify(was) === JSON.stringify(is) ? null : await findVisitActivity(database, visit.id);
  if (!row) return [];
  return [
    ...(is.counts && !was.counts ? guardDay(visit) : []),
    ...withdrawActivity(database, row),
    ...insertActivity(database, { ...row, ...is }),
  ];
}
