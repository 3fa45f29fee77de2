import { findLedgerMonths } from '#db/queries/ledger-reads.ts';
import { readHonours, registerHonours } from '#features/bank/honours.server.ts';
import type { HonoursProps } from '#features/bank/screens.ts';
import { yearsBetween } from '#features/bank/year-choice.ts';

import { badInput, fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { atDesk } from './frame.ts';

/** `/bank/honours`: the register of one year or of all; its form registers one more. */
export async function honoursPage(context: PageContext): Promise<HonoursProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const isForm = context.request.method === 'POST';
  const form = isForm ? await fieldsOf(context, ['kind', 'name', 'title', 'givenBy', 'day', 'adult']) : null;
  const { adult, ...given } = form ?? {};
  const outcome = !isForm
    ? null
    : adult === 'yes'
      ? await registerHonours(database, principal, [given], { nowMs })
      : badInput;
  if (outcome?.ok) return seeOther(context, '/bank/honours?saved=1');
  const year = desk.asked('year');
  const asked = year !== null && /^20\d\d$/.test(year) ? Number(year) : null;
  return {
    ...desk.frame({ problem: outcome ? problemOf(outcome) : null }),
    honours: await readHonours(database, desk.bank.id, asked),
    years: yearsBetween(await findLedgerMonths(database, desk.bank.id), desk.thisYear),
    year: asked,
    today: desk.today,
    given,
  };
}
