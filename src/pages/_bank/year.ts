import { findLedgerMonths, hasDemoRows } from '#db/queries/ledger-reads.ts';
import { readYear } from '#features/bank/read-year.server.ts';
import type { YearProps } from '#features/bank/screens.ts';
import { planYear } from '#features/bank/set-goal.server.ts';
import { writeWorkbook } from '#features/bank/workbook.server.ts';
import { chooseYear, yearsBetween } from '#features/bank/year-choice.ts';
import { yearSheets } from '#features/bank/year-sheets.ts';

import { fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { atDesk, xlsx } from './frame.ts';

/** `/bank/year`: the year's report; its form sets the year's goal. */
export async function yearPage(context: PageContext): Promise<YearProps | Response> {
  const { database, principal } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const isForm = context.request.method === 'POST';
  const form = isForm ? ((await fieldsOf(context, ['year', 'activities'])) ?? {}) : {};
  const outcome = isForm ? await planYear(database, principal, form) : null;
  if (outcome?.ok) return seeOther(context, `/bank/year?year=${outcome.value}&saved=1`);
  const months = await findLedgerMonths(database, desk.bank.id);
  const year = chooseYear(desk.asked('year') ?? form.year ?? null, months, desk.thisYear);
  const [view, hasDemo] = await Promise.all([
    readYear(database, desk.bank.id, year),
    hasDemoRows(database, desk.bank.id, year),
  ]);
  return {
    ...desk.frame({ problem: outcome ? problemOf(outcome) : null }),
    ...{ view, hasDemo },
    choices: yearsBetween(months, desk.thisYear),
  };
}

/** `/bank/year.xlsx`: the same sums as sheets. */
export async function yearFile(context: PageContext): Promise<Response> {
  const { database, locale } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const months = await findLedgerMonths(database, desk.bank.id);
  const year = chooseYear(desk.asked('year'), months, desk.thisYear);
  const view = await readYear(database, desk.bank.id, year);
  return xlsx(await writeWorkbook(yearSheets(view, locale)), `year-${year}.xlsx`);
}
