import { isClassPermission, isVisitPermission, wayInFor, type Permission } from '#domain/permissions.ts';
import { routeRights, type RouteMethod, type RouteRight } from '#domain/route-rights.ts';
import { routeSamples, sampleParams } from '#tests/support/route-samples.ts';

import { everyone, type Cast, type Somebody } from './cast.ts';
import { mayInGeneral, mayOnClasses, mayOnVisits } from './expectations.ts';
import type { RouteOnDisk } from './routes-on-disk.ts';

/** What became of a request: inside, led to where one signs in or joins, or told that nothing is there. */
export type Outcome = 'inside' | 'way in' | 'absent' | `broken (${number})`;

export interface Trial {
  readonly route: RouteOnDisk;
  readonly method: RouteMethod;
  readonly somebody: Somebody;
  /** Whose id stands in the address; null when none does. */
  readonly of: 'A' | 'B' | null;
  readonly right: RouteRight | null;
}

/** Each route × method × person × (A's and B's id, where the address has one). */
export function trialsOf(routes: readonly RouteOnDisk[]): Trial[] {
  return routes.flatMap((route) =>
    route.methods.flatMap((method) => {
      const right = routeRights[route.pattern]?.[method] ?? null;
      const subjects = right?.subject ? (['A', 'B'] as const) : [null];
      return subjects.flatMap((of) =>
        everyone.map((somebody): Trial => ({ route, method, somebody, of, right })),
      );
    }),
  );
}

export function expectedOutcome({ right, somebody, of }: Trial): Outcome {
  if (!right) return 'absent';
  const { permission } = right;
  if (allowedBy(permission, of).includes(somebody)) return 'inside';
  const isPupil = somebody === 'pupil of A' || somebody === 'pupil of B';
  const isAdult = somebody !== 'anonymous' && !isPupil;
  const isKnownThere =
    (isPupil && right.subject === 'live-session') || (wayInFor(permission) === 'join' ? isPupil : isAdult);
  return isKnownThere ? 'absent' : 'way in';
}

function allowedBy(permission: Permission, of: Trial['of']): readonly Somebody[] {
  if (!isClassPermission(permission) && !isVisitPermission(permission)) return mayInGeneral[permission];
  const allowed = isVisitPermission(permission) ? mayOnVisits[permission] : mayOnClasses[permission];
  return of ? allowed[of] : [...allowed.A, ...allowed.B];
}

function pathOf({ route, of, right }: Trial, cast: Cast, token: string): string {
  const params: Record<string, string> = {
    ...sampleParams,
    code: cast.classCode,
    token: route.pattern.includes('/first/') ? cast.firstAccountToken : token,
    ...(of && right?.subject ? { id: cast.idsOf[right.subject][of] } : {}),
    ...routeSamples[route.pattern]?.params,
  };
  const path = route.pattern.replace(/\[(\w+)\]/g, (_whole, name: string) => params[name] ?? 'sample');
  return route.isEnglish ? `/en${path === '/' ? '' : path}` : path;
}

async function outcomeOf(trial: Trial, cast: Cast, origin: string): Promise<Outcome> {
  const { route, method, somebody } = trial;
  const token = route.pattern.includes('[token]') ? await cast.freshLinkToken() : '';
  const isApi = route.pattern.startsWith('/api/');
  const sample = routeSamples[route.pattern]?.body ?? {};
  const response = await fetch(origin + pathOf(trial, cast, token), {
    method,
    redirect: 'manual',
    headers: {
      origin,
      cookie: await cast.cookieOf(somebody),
      ...(method === 'POST'
        ? { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded' }
        : {}),
    },
    ...(method === 'POST'
      ? {
          body: isApi
            ? JSON.stringify(sample)
            : String(new URLSearchParams(sample as Record<string, string>)),
        }
      : {}),
  });
  const text = await response.text();
  const location = response.headers.get('location') ?? '';
  if (response.status >= 500) return route.pattern === '/500' ? 'inside' : `broken (${response.status})`;
  if (response.status === 401 && text.includes('not-signed-in')) return 'way in';
  if (/^(\/en)?\/(join|sign-in|sign-in\?next=.*)$/.test(location)) return 'way in';
  // An API route that is inside may still not find a lesson or a run; it names them.
  if (response.status === 404 && route.pattern !== '/404') {
    return isApi && !text.includes('"not-found"') && text.includes('"problem"') ? 'inside' : 'absent';
  }
  return 'inside';
}

/** One line for each request that went otherwise than expected. */
export async function surprises(
  trials: readonly Trial[],
  cast: Cast,
  origin: string,
  expected: (trial: Trial) => Outcome = expectedOutcome,
): Promise<string[]> {
  const found: string[] = [];
  for (const trial of trials) {
    const outcome = await outcomeOf(trial, cast, origin);
    const wanted = expected(trial);
    if (outcome !== wanted) {
      const { route, method, somebody, of } = trial;
      const language = route.isEnglish ? '/en' : '';
      found.push(
        `${method} ${language}${route.pattern}${of ? ` of ${of}` : ''} as ${somebody}: ${outcome}, not ${wanted}`,
      );
    }
  }
  return found;
}
