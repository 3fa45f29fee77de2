import { findLedgerMonths, hasDemoRows } from '#db/queries/ledger-reads.ts';
import { readCampaigns } from '#features/bank/campaigns.server.ts';
import type { CampaignsProps } from '#features/bank/screens.ts';
import { chooseYear, yearsBetween } from '#features/bank/year-choice.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { atDesk } from './frame.ts';

/** `/bank/campaigns`: the year's weeks and days with what the ledger holds of each. */
export async function campaignsPage(context: PageContext): Promise<CampaignsProps | Response> {
  const { database } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const months = await findLedgerMonths(database, desk.bank.id);
  const year = chooseYear(desk.asked('year'), null, desk.thisYear);
  const [view, hasDemo] = await Promise.all([
    readCampaigns(database, desk.bank.id, year, desk.today),
    hasDemoRows(database, desk.bank.id, year),
  ]);
  return {
    ...desk.frame(),
    ...{ view, hasDemo },
    choices: yearsBetween(months, desk.thisYear),
    today: desk.today,
  };
}
