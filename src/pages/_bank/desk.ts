import { readDesk } from '#features/bank/desk.server.ts';
import type { DeskProps } from '#features/bank/screens.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { atDesk } from './frame.ts';

/** `/bank`: what is late first, then the month and how the year stands. */
export async function deskPage(context: PageContext): Promise<DeskProps | Response> {
  const { database, nowMs } = context.locals;
  const desk = atDesk(context);
  if (!desk) return notFound();
  const asked = { month: desk.asked('month'), day: desk.asked('day') };
  return {
    ...desk.frame(),
    view: await readDesk(database, desk.bank.id, asked, nowMs),
    ...{ bankName: desk.bank.name, nowMs },
  };
}
