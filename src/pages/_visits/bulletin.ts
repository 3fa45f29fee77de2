import { readBulletin, type Bulletin } from '#features/visits/bulletin/bulletin.server.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID/bulletin`: what the school may tell of the visit, ready to print. */
export async function bulletinPage(
  context: PageContext,
): Promise<(VisitFrame & { bulletin: Bulletin }) | Response> {
  const frame = await readVisitFrame(context, 'prepare-visit');
  if (!frame) return notFound();
  return { ...frame, bulletin: await readBulletin(context.locals.database, frame.visit) };
}
