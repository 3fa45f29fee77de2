import type { ClassPermission, GeneralPermission, VisitPermission } from './permissions.ts';

/** Whose id stands in the address: `[id]` is a class, a live session or a test's sitting of a class, or a visit. */
export type RouteSubject = 'class' | 'live-session' | 'sitting' | 'visit';

export type RouteMethod = 'GET' | 'POST';

/** `answers` says how a refusal looks: a page leads to the way in, an API route answers a problem. */
export interface RouteRight {
  readonly permission: GeneralPermission | ClassPermission | VisitPermission;
  readonly subject?: RouteSubject;
}

type Rights = Partial<Record<RouteMethod, RouteRight>>;

const toAnyone = { permission: 'see-public-pages' } as const;
const toAnyoneJoining = { permission: 'join-a-class' } as const;
const toPupils = { permission: 'learn' } as const;
const toAdults = { permission: 'use-own-account' } as const;

const toCoordinators = { permission: 'see-bank-desk' } as const;

const onClass = (permission: ClassPermission): RouteRight => ({ permission, subject: 'class' });
const onSitting = (permission: ClassPermission): RouteRight => ({ permission, subject: 'sitting' });
const onLiveSession = (permission: ClassPermission): RouteRight => ({ permission, subject: 'live-session' });

const onVisit = (permission: VisitPermission): RouteRight => ({ permission, subject: 'visit' });

/**
 * What each route × method needs: the one table. The key is Astro's route pattern without its language.
 *
 * Adding a route: add its row here (a route without a row answers 404 and fails the privilege matrix test).
 * A route below a class names its parameter `[id]` and uses `onClass(…)`: the middleware has then checked the
 * permission on that very class before the page runs, and a foreign id has answered 404. A POST that needs a
 * body to get past its parser may add a sample in tests/support/route-samples.ts.
 */
export const routeRights: Readonly<Record<string, Rights>> = {
  '/': { GET: toAnyone },
  '/404': { GET: toAnyone, POST: toAnyone },
  '/500': { GET: toAnyone, POST: toAnyone },
  '/privacy': { GET: toAnyone },
  '/health': { GET: toAnyone },
  '/api/empty': { POST: toAnyone },
  '/glossary': { GET: toAnyone },
  '/courses/[course]': { GET: toAnyone },
  '/courses/[course]/[lesson]': { GET: toAnyone },
  '/courses/[course]/[lesson]/plan': { GET: toAnyone },
  '/games/[game]': { GET: toAnyone },

  '/join': { GET: toAnyoneJoining },
  '/join/[code]': { GET: toAnyoneJoining },
  '/api/me': { GET: toAnyone },
  '/api/join': { POST: toAnyoneJoining },
  '/api/join/look-up': { POST: toAnyoneJoining },
  '/api/join/home': { POST: toAnyoneJoining },
  '/api/leave': { POST: toAnyoneJoining },

  '/town': { GET: toPupils },
  '/tests': { GET: toPupils },
  '/tests/[id]': { GET: onSitting('sit-test'), POST: onSitting('sit-test') },
  '/api/town': { GET: toPupils },
  '/api/answers': { POST: toPupils },
  '/api/games': { POST: toPupils },
  '/api/games/runs': { POST: toPupils },
  '/api/lessons/[lesson]': { GET: toPupils },
  '/api/lessons/[lesson]/opened': { POST: toPupils },
  '/api/lessons/[lesson]/finished': { POST: toPupils },

  '/sign-in': { GET: toAnyone, POST: toAnyone },
  '/sign-in/link/[token]': { GET: toAnyone, POST: toAnyone },
  '/sign-in/first/[token]': { GET: toAnyone, POST: toAnyone },
  '/sign-out': { POST: toAnyone },
  '/account': { GET: toAdults, POST: toAdults },
  '/account/confirm': { GET: toAdults, POST: toAdults },

  '/teach': { GET: { permission: 'see-teaching-desk' } },
  '/teach/classes/new': { GET: { permission: 'make-class' }, POST: { permission: 'make-class' } },
  '/teach/classes/[id]': { GET: onClass('see-class'), POST: onClass('manage-class') },
  '/teach/classes/[id]/window': {
    GET: onClass('open-join-window'),
    POST: onClass('open-join-window'),
  },
  '/teach/classes/[id]/preview': { POST: onClass('preview-as-seat') },
  '/teach/classes/[id]/seats': { GET: onClass('see-seats'), POST: onClass('manage-seats') },
  '/teach/classes/[id]/seats/[n]': { GET: onClass('see-seats'), POST: onClass('manage-seats') },
  '/teach/classes/[id]/cards': { GET: onClass('print-cards'), POST: onClass('manage-seats') },
  '/teach/classes/[id]/answer-cards': { GET: onClass('print-cards') },
  '/teach/classes/[id]/assignments': {
    GET: onClass('see-assignments'),
    POST: onClass('manage-assignments'),
  },
  '/teach/classes/[id]/progress': { GET: onClass('see-progress') },
  '/teach/classes/[id]/heat-map': { GET: onClass('see-heat-map') },
  '/teach/classes/[id]/tests': { GET: onClass('manage-class'), POST: onClass('manage-class') },
  '/teach/classes/[id]/lessons': { GET: onClass('run-lesson'), POST: onClass('run-lesson') },

  '/visits': { GET: { permission: 'see-visits' }, POST: { permission: 'see-visits' } },
  '/visits/gate': { GET: { permission: 'pass-the-gate' }, POST: { permission: 'pass-the-gate' } },
  '/visits/[id]/checks': { GET: onVisit('prepare-visit'), POST: onVisit('prepare-visit') },
  '/visits/[id]/conduct': { GET: onVisit('report-conduct'), POST: onVisit('report-conduct') },
  '/visits/[id]/run': { GET: onVisit('run-visit'), POST: onVisit('run-visit') },
  '/visits/[id]/pack': { GET: onVisit('take-visit-along'), POST: onVisit('take-visit-along') },
  '/visits/[id]/hand-in': { GET: onVisit('take-visit-along'), POST: onVisit('take-visit-along') },
  '/visits/[id]/plan': { GET: onVisit('prepare-visit') },
  '/visits/[id]/kit': { GET: onVisit('prepare-visit') },
  '/visits/[id]/rehearse': { GET: onVisit('rehearse-visit') },
  '/visits/[id]/report': { GET: onVisit('see-visit-report'), POST: onVisit('write-visit-report') },
  '/visits/[id]/report/sign': { POST: onVisit('sign-visit-report') },
  '/visits/[id]/report/corrections': { POST: onVisit('sign-visit-report') },
  '/visits/[id]/report.xlsx': { GET: onVisit('see-visit-report') },
  '/visits/[id]/report.json': { GET: onVisit('see-visit-report') },
  '/visits/new': { GET: { permission: 'arrange-visits' }, POST: { permission: 'arrange-visits' } },
  '/visits/open': { GET: { permission: 'arrange-visits' } },
  '/visits/[id]': { GET: onVisit('see-visit'), POST: onVisit('change-visit') },
  '/visits/[id]/take': { POST: onVisit('take-visit') },
  '/visits/[id]/leave': { POST: onVisit('leave-visit') },
  '/visits/[id]/crew': { GET: onVisit('staff-visit'), POST: onVisit('staff-visit') },
  '/visits/[id]/filing': { GET: onVisit('prepare-visit') },
  '/visits/[id]/calendar.ics': { GET: onVisit('see-visit') },

  '/bank': { GET: toCoordinators },
  '/bank/ledger': { GET: toCoordinators, POST: toCoordinators },
  '/bank/ledger.xlsx': { GET: toCoordinators },
  '/bank/map': { GET: toCoordinators },
  '/bank/campaigns': { GET: toCoordinators },
  '/bank/year': { GET: toCoordinators, POST: toCoordinators },
  '/bank/year.xlsx': { GET: toCoordinators },
  '/bank/people': { GET: toCoordinators, POST: toCoordinators },
  '/bank/honours': { GET: toCoordinators, POST: toCoordinators },

  '/visits/[id]/questions': { GET: onVisit('prepare-visit'), POST: onVisit('prepare-visit') },
  '/visits/[id]/ratings': { GET: onVisit('rate-visit'), POST: onVisit('rate-visit') },
  '/visits/[id]/follow-ups': { GET: onVisit('prepare-visit'), POST: onVisit('prepare-visit') },
  '/visits/[id]/bulletin': { GET: onVisit('prepare-visit') },
  '/live/[id]': { GET: onLiveSession('run-lesson') },
  '/scan/[id]': { GET: onLiveSession('run-lesson') },
  '/board/[id]': { GET: onLiveSession('run-lesson') },
  '/api/live/[id]': { GET: onLiveSession('run-lesson') },
  '/api/live/[id]/events': { POST: onLiveSession('run-lesson') },
  '/api/live/[id]/game': { POST: onLiveSession('run-lesson') },
  '/api/live/[id]/game/finished': { POST: onLiveSession('run-lesson') },
  '/play/[id]': { GET: onLiveSession('play-live') },
  '/api/play/[id]': { GET: onLiveSession('play-live') },
  '/api/play/[id]/answers': { POST: onLiveSession('play-live') },
};

/** The pattern as the table knows it: `/en/teach` and `/teach` are one route. */
function routeWithoutLocale(pattern: string): string {
  if (pattern === '/en') return '/';
  return pattern.startsWith('/en/') ? pattern.slice(3) : pattern;
}

/** What the route needs, or null when no row allows the method. HEAD counts as GET. */
export function routeRight(pattern: string, method: string): RouteRight | null {
  const row = routeRights[routeWithoutLocale(pattern)];
  return row?.[(method === 'HEAD' ? 'GET' : method) as RouteMethod] ?? null;
}
