import { mayOnVisit, isVisitPermission, type Principal, type VisitSubject } from '#domain/permissions.ts';
import { routeRights } from '#domain/route-rights.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import type { VisitStatus } from '#domain/visit.ts';
import type { Words } from '#i18n/index.ts';
import type { DeskGroup, DeskLink } from '#ui/layouts/desk-link.ts';

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
export type VisitPhase = keyof typeof visitPhases;
export const phases = ['before', 'during', 'after'] as const;

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

/** When a visit's pages are needed at this moment. */
function visitPhaseAt(
  { status, day }: { readonly status: VisitStatus; readonly day: string },
  today: string,
): VisitPhase {
  if (status === 'held' || status === 'reported' || day < today) return 'after';
  return day === today ? 'during' : 'before';
}

/** The links at the side of a visit's pages: its own page, and the others by when they are needed. */
export function visitNav(
  { visitBooking: { pages: names, home, allVisits } }: Pick<Words, 'visitBooking'>,
  {
    visit,
    pages,
  }: { readonly visit: Pick<VisitRow, 'id' | 'status' | 'day'>; readonly pages: readonly VisitPage[] },
  current: VisitPage,
  today: string,
): { readonly links: readonly DeskLink[]; readonly groups: readonly DeskGroup[] } {
  const linkTo = (page: VisitPage): DeskLink => ({
    href: visitPath(visit.id, page),
    label: names[page],
    current: page === current,
  });
  const now = visitPhaseAt(visit, today);
  const groups = phases.map((phase) => {
    const its: readonly VisitPage[] = visitPhases[phase];
    const open = current === 'home' ? phase === now : its.includes(current);
    return { label: home.phases[phase], open, links: its.filter((page) => pages.includes(page)).map(linkTo) };
  });
  return {
    links: [{ href: '/visits', label: `← ${allVisits}`, current: false }, linkTo('home')],
    groups: groups.filter(({ links }) => links.length > 0),
  };
}
