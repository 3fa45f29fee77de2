import { findLedgerMonths } from '#db/queries/ledger-reads.ts';
import { ledgerSheet } from '#features/bank/ledger-sheet.ts';
import { ledgerPath, readChoice } from '#features/bank/ledger-filter.ts';
import { readLedger, readLedgerRows } from '#features/bank/ledger.server.ts';
import { recordActivity } from '#features/bank/record-activities.server.ts';
import type { LedgerProps } from '#features/bank/screens.ts';
import { writeWorkbook } from '#features/bank/workbook.server.ts';
import { yearsBetween } from '#features/bank/year-choice.ts';

import { fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { atDesk, xlsx } from './frame.ts';

const rowsInFile = 5000;
const fields = [
  ...(['title', 'kind', 'districtCode', 'day'] as const),
  ...(['minutes', 'personTimes', 'campaignId', 'label'] as const),
];

/** `/bank/ledger`: a page of the rows; its form enters an activity that was no visit. */
export async function ledgerPage(context: PageContext): Promise<LedgerProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const given = context.request.method === 'POST' ? ((await fieldsOf(context, fields)) ?? {}) : {};
  const outcome =
    context.request.method === 'POST' ? await recordActivity(database, principal, given, nowMs) : null;
  if (outcome?.ok) return seeOther(context, ledgerPath({}, { saved: '1' }));
  const choice = readChoice(desk.asked);
  const [ledger, months] = await Promise.all([
    readLedger(database, desk.bank.id, choice, { older: desk.asked('older'), newer: desk.asked('newer') }),
    findLedgerMonths(database, desk.bank.id),
  ]);
  return {
    ...desk.frame({ problem: outcome ? problemOf(outcome) : null }),
    ...{ ledger, choice, given, rowsInFile },
    years: yearsBetween(months, desk.thisYear),
    today: desk.today,
  };
}

/** `/bank/ledger.xlsx`: the rows of the same choice as a file. */
export async function ledgerFile(context: PageContext): Promise<Response> {
  const { database, locale } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const choice = readChoice(desk.asked);
  const rows = await readLedgerRows(database, desk.bank.id, choice, rowsInFile);
  return xlsx(await writeWorkbook([ledgerSheet(rows, locale)]), `ledger-${choice.year || desk.today}.xlsx`);
}
