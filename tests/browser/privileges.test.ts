import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { projectFolder } from '#cli/project-folder.ts';
import { isClassPermission, isVisitPermission } from '#domain/permissions.ts';
import { routeRights, type RouteMethod } from '#domain/route-rights.ts';
import { serve, type Running } from '#server/serve.ts';
import { readSettings } from '#server/settings.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { gatherCast, type Cast } from '#tests/support/privileges/cast.ts';
import { mayInGeneral, openToStrangers } from '#tests/support/privileges/expectations.ts';
import { expectedOutcome, surprises, trialsOf, type Trial } from '#tests/support/privileges/matrix.ts';
import { routeOf, routesOnDisk, type RouteOnDisk } from '#tests/support/privileges/routes-on-disk.ts';

const routes = routesOnDisk(join(projectFolder, 'src/pages'));
const rows = Object.entries(routeRights).flatMap(([pattern, row]) =>
  (Object.keys(row) as RouteMethod[]).map((method) => ({ pattern, method, right: row[method] })),
);

function unlisted(onDisk: readonly RouteOnDisk[]): string[] {
  return onDisk
    .filter(({ pattern, isPage, methods }) => {
      const row = routeRights[pattern];
      return isPage ? !row?.GET && !row?.POST : !row || methods.some((method) => !row[method]);
    })
    .map(({ file }) => file);
}

function prerenderedButNotPublic(onDisk: readonly RouteOnDisk[]): string[] {
  return onDisk
    .filter(({ pattern, isPrerendered }) => {
      const permission = routeRights[pattern]?.GET?.permission;
      return isPrerendered && permission !== 'see-public-pages' && permission !== 'join-a-class';
    })
    .map(({ file }) => file);
}

describe('the table of routes and the pages on disk', () => {
  test('every page and every method of an API route has a row', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(unlisted(routes)).toEqual([]);
    const planted = [
      routeOf('secret.astro', ''),
      routeOf('api/secret.ts', 'export const POST = 1;'),
      routeOf('api/me.ts', 'export const GET = 1;\nexport const POST = 1;'),
    ];
    expect(unlisted(planted)).toEqual(['secret.astro', 'api/secret.ts', 'api/me.ts']);
  });

  test('every row has its page, in both languages unless it is an API route', () => {
    const has = (pattern: string, isEnglish: boolean): boolean =>
      routes.some((route) => route.pattern === pattern && route.isEnglish === isEnglish);
    const inOneTongue = /^\/(api\/|health$|404$|500$)/;
    const missing = Object.keys(routeRights).filter(
      (pattern) => !has(pattern, false) || (!inOneTongue.test(pattern) && !has(pattern, true)),
    );
    expect(missing).toEqual([]);
  });

  test('what is built beforehand and served to anyone is public', () => {
    expect(routes.filter(({ isPrerendered }) => isPrerendered).length).toBeGreaterThan(4);
    expect(prerenderedButNotPublic(routes)).toEqual([]);
    const planted = routeOf('teach/index.astro', 'export const prerender = true;');
    expect(prerenderedButNotPublic([planted])).toEqual(['teach/index.astro']);
  });

  test('strangers reach the listed routes and no other', () => {
    const open = rows
      .filter(({ right }) => {
        const permission = right?.permission;
        if (!permission || isClassPermission(permission) || isVisitPermission(permission)) return false;
        return mayInGeneral[permission].includes('anonymous');
      })
      .map(({ pattern, method }) => `${method} ${pattern}`);
    expect(open.sort()).toEqual([...openToStrangers].sort());
  });

  test('an address with the id of a class, a lesson run or a visit is checked against that very one', () => {
    const subjectOf = (pattern: string) => {
      if (pattern.startsWith('/teach/classes/[id]')) return 'class';
      if (pattern === '/tests/[id]') return 'sitting';
      if (/^(\/api)?\/visits\/\[id\]/.test(pattern)) return 'visit';
      return /^(\/api)?\/(live|board|play|scan)\/\[id\]/.test(pattern) ? 'live-session' : undefined;
    };
    const careless = rows.filter(
      ({ pattern, right }) =>
        right?.subject !== subjectOf(pattern) ||
        (right?.subject === undefined &&
          (isClassPermission(right?.permission ?? 'learn') ||
            isVisitPermission(right?.permission ?? 'learn'))),
    );
    expect(careless).toEqual([]);
  });
});

describe('the built site', () => {
  let running: Running;
  let cast: Cast;
  let origin: string;

  beforeAll(async () => {
    process.env['LOG_LEVEL'] = 'warn';
    const settings = readSettings({ PORT: '0', DATA_DIR: temporaryFolder() }, projectFolder);
    if (!settings.ok) throw new Error(settings.problem.name);
    running = await serve(settings.value, async (database) => {
      cast = await gatherCast(database);
    });
    origin = running.address;
  });
  afterAll(() => running.stop());

  test('lets in whom the permissions name, shows strangers the way in, and hides the rest', async () => {
    const trials = trialsOf(routes);
    expect(trials.length).toBeGreaterThan(500);
    expect(await surprises(trials, cast, origin)).toEqual([]);
  });

  test('a wrong expectation is noticed', async () => {
    const trials = trialsOf(routes.filter(({ pattern }) => pattern === '/teach/classes/[id]/seats'));
    const volunteersSeeSeats = (trial: Trial) =>
      trial.somebody === 'volunteer with A' && trial.of === 'A' ? 'inside' : expectedOutcome(trial);
    const noticed = await surprises(trials, cast, origin, volunteersSeeSeats);
    expect(noticed).toContain('GET /teach/classes/[id]/seats of A as volunteer with A: absent, not inside');
  });

  test('an id of a class that does not exist looks like a foreign one', async () => {
    const cookie = await cast.cookieOf('teacher of A');
    const ask = async (id: string) => {
      const response = await fetch(`${origin}/teach/classes/${id}`, { headers: { cookie } });
      return { status: response.status, text: (await response.text()).replaceAll(id, 'ID') };
    };
    const foreign = await ask(cast.idsOf.class.B);
    expect(foreign.status).toBe(404);
    expect(await ask('class_aaaaaaaaaaaaaaaaaaaa')).toEqual(foreign);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['JSON', 'application/json'],
    ['plain text', 'text/plain'],
  ])('another site cannot send %s to any route', async (_title, type) => {
    const cookie = await cast.cookieOf('teacher of A');
    for (const { pattern } of rows.filter((row) => row.method === 'POST')) {
      const response = await fetch(origin + pattern.replace(/\[(\w+)\]/g, 'sample'), {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': type, origin: 'https://evil.example', cookie },
      });
      expect(`${pattern} ${response.status}`).toBe(`${pattern} 403`);
    }
  });

  test('what is rendered on request is not stored by anybody, and says how it may be used', async () => {
    const cookie = await cast.cookieOf('teacher of A');
    for (const { pattern, method } of rows) {
      const onDisk = routes.find((route) => route.pattern === pattern && !route.isEnglish);
      if (method !== 'GET' || pattern.includes('[') || !onDisk || onDisk.isPrerendered) continue;
      const { headers } = await fetch(origin + pattern, { redirect: 'manual', headers: { cookie } });
      expect(`${pattern} ${headers.get('cache-control')}`).toBe(`${pattern} no-store`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });
});
