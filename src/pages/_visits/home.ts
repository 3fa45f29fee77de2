import type { VisitFrame } from '#features/visits/visit-frame.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';

/** `/visits/ID`: the visit's home. */
export async function visitHomePage(context: PageContext): Promise<VisitFrame | Response> {
  return (await readVisitFrame(context, 'see-visit')) ?? notFound();
}
