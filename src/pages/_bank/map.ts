import { findLedgerMonths, hasDemoRows } from '#db/queries/ledger-reads.ts';
import { readMap } from '#features/bank/map.server.ts';
import type { MapProps } from '#features/bank/screens.ts';
import { chooseYear, yearsBetween } from '#features/bank/year-choice.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { atDesk } from './frame.ts';

/** `/bank/map`: a year's activities by county, and by town of the county that was chosen. */
export async function mapPage(context: PageContext): Promise<MapProps | Response> {
  const { database } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const months = await findLedgerMonths(database, desk.bank.id);
  const year = chooseYear(desk.asked('year'), months, desk.thisYear);
  const [view, hasDemo] = await Promise.all([
    readMap(database, desk.bank.id, year, desk.asked('county')),
    hasDemoRows(database, desk.bank.id, year),
  ]);
  return { ...desk.frame(), view, hasDemo, choices: yearsBetween(months, desk.thisYear) };
}
