import { mayOnVisit, isVisitPermission, type Principal, type VisitSubject } from '#domain/permissions.ts';
import { routeRights } from '#domain/route-rights.ts';
import type { Words } from '#i18n/index.ts';

/** The pages of a visit in the order in which they are needed: what the last part of the address is. */
export const visitPages = [
  'home',
  'crew',
  'filing',
  'plan',
  'kit',
  'rehearse',
  'checks',
  'pack',
  'run',
  'conduct',
  'questions',
  'report',
  'bulletin',
  'ratings',
  'follow-ups',
  'hand-in',
] as const;
export type VisitPage = (typeof visitPages)[number];

/** When a page is needed: before the day, on the day, after it. */
export const visitPhases = {
  before: ['crew', 'filing', 'plan', 'kit', 'rehearse', 'checks', 'pack'],
  during: ['run', 'conduct', 'questions'],
  after: ['report', 'bulletin', 'ratings', 'follow-ups', 'hand-in'],
} as const satisfies Record<string, readonly VisitPage[]>;

export function visitPath(visitId: string, page: VisitPage): string {
  return page === 'home' ? `/visits/${visitId}` : `/visits/${visitId}/${page}`;
}

/** The pages of a visit that somebody may open: those with a row in the table of routes' rights that lets them in. */
export function visitPagesFor(who: Principal, visit: VisitSubject): readonly VisitPage[] {
  return visitPages.filter((page) => {
    const permission = routeRights[visitPath('[id]', page)]?.GET?.permission;
    return permission !== undefined && isVisitPermission(permission) && mayOnVisit(who, permission, visit);
  });
}

/** The links at the side of a visit's pages. */
export function visitLinks(
  words: Words['visitBooking']['pages'],
  visitId: string,
  pages: readonly VisitPage[],
  current: VisitPage,
): { href: string; label: string; current: boolean }[] {
  return pages.map((page) => ({
    href: visitPath(visitId, page),
    label: words[page],
    current: page === current,
  }));
}
