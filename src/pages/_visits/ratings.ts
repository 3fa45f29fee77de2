import { rateVisit, readVisitRatings, type VisitRatings } from '#features/visits/ratings/ratings.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { visitPath } from '#features/visits/visit-nav.ts';

import { fieldsOf, notFound, problemOf, seeOther, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

interface RatingsProps extends VisitFrame {
  readonly ratings: VisitRatings;
  readonly givenNote: string;
}

/** `/visits/ID/ratings`: school and bank rate each other. */
export async function ratingsPage(context: PageContext): Promise<RatingsProps | Response> {
  const { database, principal, nowMs } = context.locals;
  const id = context.params['id'] ?? '';
  const isSent = context.request.method === 'POST';
  const form = isSent ? await fieldsOf(context, ['first', 'second', 'third', 'note']) : null;
  const done = isSent ? await rateVisit(database, principal, id, form, nowMs) : null;
  if (done?.ok) return seeOther(context, visitPath(id, 'ratings'));
  const frame = await readVisitFrame(context, 'rate-visit', { problem: done && problemOf(done) });
  if (!frame) return notFound();
  const ratings = await readVisitRatings(database, principal, frame.visit);
  return { ...frame, ratings, givenNote: form?.note ?? '' };
}
