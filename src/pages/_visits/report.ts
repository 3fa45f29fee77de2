import { readVisitFor } from '#auth/visit-access.server.ts';
import { mayOnVisit } from '#domain/permissions.ts';
import { problemStatus, type ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { correctReport } from '#features/visits/report/correct-report.server.ts';
import { readReport, type ReportView } from '#features/visits/report/read-report.server.ts';
import { reportDocument, reportWorkbook } from '#features/visits/report/report-files.server.ts';
import type { ReportPage } from '#features/visits/report/report-page.ts';
import { signReport } from '#features/visits/report/sign-report.server.ts';
import { writeReport } from '#features/visits/report/write-report.server.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { words } from '#i18n/index.ts';
import { refusalPage } from '#server/refusal.ts';

import { fieldsOf, notFound, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

type Fields = ReportPage['refused'];
type Send = (fields: NonNullable<Fields>) => Promise<Result<null, ProblemCode>>;

const idOf = ({ params }: PageContext): string => params['id'] ?? '';

/** What was done, for the page that follows: `?done=saved`. */
const doneWords = ['saved', 'handed-in', 'signed', 'corrected'] as const;
type Done = (typeof doneWords)[number];

/** `/visits/ID/report`: the report, and the form for what only people know. */
export async function reportPage(context: PageContext): Promise<ReportPage | Response> {
  if (context.request.method !== 'POST') return showReport(context, null, null);
  const { database, principal, nowMs } = context.locals;
  const names = ['version', 'teachers', 'elders', 'families', 'pupils', 'deed', 'action'] as const;
  return send(
    context,
    names,
    (fields) => writeReport(database, principal, idOf(context), fields, nowMs),
    (fields) => (fields['action'] === 'hand-in' ? 'handed-in' : 'saved'),
  );
}

/** `/visits/ID/report/sign`: the coordinator's signature. */
export async function signReportAction(context: PageContext): Promise<ReportPage | Response> {
  const { database, principal, nowMs } = context.locals;
  const sign: Send = ({ hash = '' }) => signReport(database, principal, idOf(context), hash, nowMs);
  return send(context, ['hash'], sign, () => 'signed');
}

/** `/visits/ID/report/corrections`: an error of a signed report, published. */
export async function correctReportAction(context: PageContext): Promise<ReportPage | Response> {
  const { database, principal, nowMs } = context.locals;
  const names = ['version', 'field', 'before', 'after', 'reason', 'foundDay', 'foundTime'] as const;
  const correct: Send = (fields) => correctReport(database, principal, idOf(context), fields, nowMs);
  return send(context, names, correct, () => 'corrected');
}

async function send(
  context: PageContext,
  names: readonly string[],
  act: Send,
  doneAs: (fields: NonNullable<Fields>) => Done,
): Promise<ReportPage | Response> {
  const fields: Fields = await fieldsOf(context, names);
  if (!fields) return showReport(context, 'bad-input', null);
  const result = await act(fields);
  if (result.ok) return seeOther(context, `${visitPath(idOf(context), 'report')}?done=${doneAs(fields)}`);
  return result.problem === 'not-found' ? notFound() : showReport(context, result.problem, fields);
}

async function showReport(
  context: PageContext,
  problem: ProblemCode | null,
  refused: Fields,
): Promise<ReportPage | Response> {
  const { database, principal, locale } = context.locals;
  const say = words(locale).visitReport;
  const sentences = {
    saved: say.write.saved,
    'handed-in': say.write.handedIn,
    signed: say.sign.done,
    corrected: say.correct.done,
  } satisfies Record<Done, string>;
  const done = doneWords.find((word) => word === context.url.searchParams.get('done'));
  const told = problem === null && done ? sentences[done] : null;
  const frame = await readVisitFrame(context, 'see-visit-report', { problem, told });
  if (!frame) return notFound();
  return {
    ...frame,
    view: await readReport(database, frame.visit),
    mayWrite: mayOnVisit(principal, 'write-visit-report', frame.visit),
    maySign: mayOnVisit(principal, 'sign-visit-report', frame.visit),
    refused,
  };
}

/** `/visits/ID/report.json`: the data file. */
export async function reportJson(context: PageContext): Promise<Response> {
  const view = await readForFile(context);
  if (view instanceof Response) return view;
  return file(JSON.stringify(reportDocument(view), null, 2), 'application/json; charset=utf-8', 'json');
}

/** `/visits/ID/report.xlsx`: a workbook in the language of the address. */
export async function reportXlsx(context: PageContext): Promise<Response> {
  const view = await readForFile(context);
  if (view instanceof Response) return view;
  const workbook = await reportWorkbook(view, context.locals.locale);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return file(new Uint8Array(workbook), type, 'xlsx');
}

async function readForFile(context: PageContext): Promise<ReportView | Response> {
  const { database, principal, locale } = context.locals;
  const found = await readVisitFor(database, principal, 'see-visit-report', idOf(context));
  if (!found.ok) return notFound();
  const view = await readReport(database, found.value);
  if (view.state === 'not-yet') return refusalPage(locale, 'report-not-ready');
  const hasReport = view.state !== 'never' && view.state !== 'before-platform';
  return hasReport ? view : refusalPage(locale, 'visit-never-held');
}

function file(body: BodyInit, type: string, ending: string): Response {
  const headers = {
    'content-type': type,
    'content-disposition': `attachment; filename="visit-report.${ending}"`,
  };
  return new Response(body, { headers });
}

/** The status of a page that shows a refusal. */
export function statusOf({ problem }: ReportPage): number {
  return problem === null ? 200 : problemStatus[problem];
}
