import { listPacks } from '#db/queries/visit-packs.ts';
import type { PackLine, PackPage } from '#features/visits/offline/screens.ts';
import { makePack } from '#features/visits/offline/make-pack.server.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { pagePath } from '#i18n/index.ts';
import { publicAddress } from '#server/public-address.ts';

import { notFound, type PageContext } from '../_teach/frame.ts';
import { readVisitFrame } from './frame.ts';
import { attachment } from './attachment.ts';

/** `/visits/ID/pack`: its form answers the file with which the visit runs without internet. */
export async function packPage(context: PageContext): Promise<PackPage | Response> {
  const { database, locale, principal, nowMs } = context.locals;
  let problem: ProblemCode | null = null;
  const frame = await readVisitFrame(context, 'take-visit-along');
  if (!frame) return notFound();
  const { visit } = frame;
  const name = `${visit.day}-${visit.lessonId}.visit.json`;
  if (context.request.method === 'POST') {
    const path = pagePath(locale, `/visits/${visit.id}/hand-in`);
    const handInAt = new URL(path, publicAddress(context.url).origin).href;
    const made = await makePack(database, principal, visit, handInAt, nowMs);
    if (made.ok) return attachment(JSON.stringify(made.value), name, 'application/json');
    problem = made.problem;
  }
  const packs: readonly PackLine[] = (await listPacks(database, visit.id)).map(
    ({ madeAtMs, contentHash, handedInAtMs }) => ({ madeAtMs, contentHash, handedInAtMs }),
  );
  return { ...frame, problem, fileName: name, packs };
}
