import { readVisitFor } from '#auth/visit-access.server.ts';
import { findVisitNames } from '#db/queries/visits.ts';
import type { VisitPermission } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { isOfflineCopyOf } from '#features/visits/offline/offline-copy.server.ts';
import { offlinePages } from '#features/visits/offline/screens.ts';
import type { VisitFrame } from '#features/visits/visit-frame.ts';
import { nameVisit } from '#features/visits/visit-names.ts';
import { visitPagesFor } from '#features/visits/visit-nav.ts';

import { nameOf, type PageContext } from '../_teach/frame.ts';

/** The visit of the address with the page's frame; null where the middleware's check no longer holds. */
export async function readVisitFrame(
  context: PageContext,
  permission: VisitPermission,
  outcome: { problem?: ProblemCode | null; told?: string | null } = {},
): Promise<VisitFrame | null> {
  const { database, locale, principal, nowMs } = context.locals;
  const found = await readVisitFor(database, principal, permission, context.params['id'] ?? '');
  if (!found.ok) return null;
  return {
    locale,
    signedInAs: nameOf(context),
    nowMs,
    visit: found.value,
    names: nameVisit(found.value, await findVisitNames(database, found.value.id)),
    pages: pagesHere(visitPagesFor(principal, found.value), found.value.id),
    problem: outcome.problem ?? null,
    told: outcome.told ?? null,
  };
}

/** A laptop without internet shows what can be done there. */
function pagesHere(pages: VisitFrame['pages'], visitId: string): VisitFrame['pages'] {
  return isOfflineCopyOf(visitId) ? pages.filter((page) => offlinePages.includes(page)) : pages;
}
