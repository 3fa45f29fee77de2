import { visitCalendar } from '#features/visits/booking/calendar.ts';
import { readFiling, type Filing } from '#features/visits/booking/filing.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';
import { pagePath } from '#i18n/index.ts';
import { publicAddress } from '#server/public-address.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID/filing`: the sheet for the school's review, to print. */
export async function filingPage(
  context: PageContext,
): Promise<(VisitFrame & { readonly filing: Filing }) | Response> {
  const frame = await readVisitFrame(context, 'prepare-visit');
  return frame ? { ...frame, filing: await readFiling(context.locals.database, frame.visit) } : notFound();
}

/** `/visits/ID/calendar.ics`. */
export async function calendarFile(context: PageContext): Promise<Response> {
  const frame = await readVisitFrame(context, 'see-visit');
  if (!frame) return notFound();
  const { locale, visit, names } = frame;
  const { origin } = publicAddress(context.url);
  const url = new URL(pagePath(locale, visitPath(visit.id, 'home')), origin).href;
  return new Response(visitCalendar(visit, names, { locale, url }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="visit-${visit.day}.ics"`,
    },
  });
}
