import { newId } from '#auth/tokens.server.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import type { Database } from '#db/database.ts';
import {
  closeConductReport,
  insertConductReport,
  listConductReports,
  setConductNote,
  type ConductReportRow,
} from '#db/queries/conduct.ts';
import { addToYear } from '#db/queries/ledger.ts';
import { conductKinds, type ConductKind } from '#domain/conduct.ts';
import { mayOnVisit, type Principal } from '#domain/permissions.ts';
import { holdsPersonalData } from '#domain/personal-data.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dayOf } from '#i18n/school-time.ts';

const longestNote = 300;

export interface ConductView {
  readonly reports: readonly (ConductReportRow & { readonly byName: string; readonly isMine: boolean })[];
  readonly mayClose: boolean;
}

/** The reports on a visit: teacher and coordinator see all, somebody of the squad sees their own. */
export async function readConduct(
  database: Database,
  who: Principal,
  visitId: string,
): Promise<Result<ConductView, 'not-found'>> {
  const found = await readVisitFor(database, who, 'report-conduct', visitId);
  if (!found.ok) return found;
  const seesAll = mayOnVisit(who, 'see-conduct-reports', found.value);
  const reports = (await listConductReports(database, visitId)).map((report) => ({
    ...report,
    isMine: report.byAccountId === who.account?.id,
  }));
  return ok({
    reports: reports.filter(({ isMine }) => seesAll || isMine),
    mayClose: mayOnVisit(who, 'close-conduct-report', found.value),
  });
}

/**
 * Reports with one tap. A second tap of the same person for the same reason changes nothing while the first
 * report is open, so that a nervous finger counts once. What is typed about selling is not searched for selling.
 */
export async function reportConduct(
  database: Database,
  who: Principal,
  visitId: string,
  form: { readonly kind: string; readonly note?: string | undefined },
  nowMs: number,
): Promise<Result<null, 'not-found' | 'bad-input' | 'personal-data'>> {
  const found = await readVisitFor(database, who, 'report-conduct', visitId);
  if (!found.ok || !who.account) return refuse('not-found');
  const kind = conductKinds.find((one) => one === form.kind);
  const note = form.note?.trim() ?? '';
  if (!kind || note.length > longestNote) return refuse('bad-input');
  if (holdsPersonalData(note)) return refuse('personal-data');
  const accountId = who.account.id;
  const open = (await listConductReports(database, visitId)).find(
    (report) => report.byAccountId === accountId && report.kind === kind && report.closedAtMs === null,
  );
  if (open) {
    if (note !== '') await database.write([setConductNote(database, open.id, note)]);
    return ok(null);
  }
  const { bankId } = found.value;
  const month = dayOf(nowMs).slice(0, 7);
  await database.write([
    insertConductReport(database, {
      ...{ id: newId('conduct'), visitId, kind, note, byAccountId: accountId, atMs: nowMs },
    }),
    ...(bankId === null ? [] : [addToYear(database, { bankId, month, measure: measureOf(kind), by: 1 })]),
  ]);
  return ok(null);
}

function measureOf(kind: ConductKind): 'conduct-marketing' | 'conduct-other' {
  return kind === 'marketing' ? 'conduct-marketing' : 'conduct-other';
}

/** The coordinator closes a report by saying what was done; it stays to be read. */
export async function closeConduct(
  database: Database,
  who: Principal,
  visitId: string,
  form: { readonly reportId: string; readonly resolution: string },
  nowMs: number,
): Promise<Result<null, 'not-found' | 'bad-input' | 'personal-data'>> {
  const found = await readVisitFor(database, who, 'close-conduct-report', visitId);
  if (!found.ok || !who.account) return refuse('not-found');
  const resolution = form.resolution.trim();
  if (resolution === '' || resolution.length > longestNote) return refuse('bad-input');
  if (holdsPersonalData(resolution)) return refuse('personal-data');
  const reports = await listConductReports(database, visitId);
  if (!reports.some(({ id }) => id === form.reportId)) return refuse('not-found');
  const closed = { resolution, closedByAccountId: who.account.id, closedAtMs: nowMs };
  await database.write([closeConductReport(database, form.reportId, closed)]);
  return ok(null);
}
