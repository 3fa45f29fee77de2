import { execFile } from 'node:child_process';
import type { IncomingHttpHeaders } from 'node:http';
import { networkInterfaces } from 'node:os';
import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { projectFolder } from '#cli/project-folder.ts';
import { rankLanAddresses } from '#server/lan-addresses.ts';
import { temporaryFolder } from '#tests/support/database.ts';
import { startDemoSite, startSite, type Site } from '#tests/support/site.ts';

const [address] = rankLanAddresses(networkInterfaces());
if (!address) console.log('This computer is in no network: what a room’s devices see is not tried.');

const start = 'src/cli/start.ts';
/** Settings that `--lan` chooses itself stay unset. */
const lanSite = (flags: string[], env: Record<string, string> = {}): Promise<Site> =>
  startSite({ HOST: '', ...env }, start, ['--lan', ...flags]);
const form = (fields: Record<string, string>, origin: string, cookie = ''): RequestInit => ({
  method: 'POST',
  redirect: 'manual',
  headers: { origin, cookie },
  body: new URLSearchParams(fields),
});
const firstLink = (site: Site): string => /\/sign-in\/first\/\w+/.exec(site.output())?.[0] ?? '';
const teacher = {
  name: '王老师',
  school: '实验小学',
  email: 'wang@school.cn',
  password: 'a sentence of mine',
};

async function signIn(origin: string, email: string, password: string): Promise<number> {
  return (await fetch(`${origin}/sign-in`, form({ email, password }, origin))).status;
}

describe.skipIf(!address)('npm start -- --lan', () => {
  const dataDir = temporaryFolder();
  let site: Site;
  let room: string;
  let cookie = '';
  let window = '';

  beforeAll(async () => {
    site = await lanSite([], { DATA_DIR: dataDir });
    room = `http://${address}:${new URL(site.origin).port}`;
  });
  afterAll(() => site.stop());

  test('says where pupils go, where the teacher goes, and what plain http cannot do', () => {
    expect(site.output()).toContain(`${room}/join`);
    expect(site.output()).toContain(`${site.origin}${firstLink(site)}`);
    expect(site.output()).toMatch(/▀▀▀▀▀▀/);
    expect(site.output()).toContain('--tls');
    expect(site.output()).not.toContain('demo');
  });

  test('its link makes the first teacher, from another device too, once', async () => {
    const path = firstLink(site);
    expect((await fetch(`${room}/sign-in/first/aaaaaaaaaaaaaaaa`)).status).toBe(404);
    expect((await fetch(room + path)).status).toBe(200);
    expect((await fetch(room + path, form({ ...teacher, password: 'short' }, room))).status).toBe(400);
    const made = await fetch(room + path, form(teacher, room));
    expect(made.status).toBe(303);
    cookie = made.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await fetch(`${room}/teach`, { headers: { cookie } })).status).toBe(200);
    const again = await fetch(room + path, form({ ...teacher, email: 'li@school.cn' }, room));
    expect(again.status).toBe(410);
    expect(await signIn(room, 'li@school.cn', teacher.password)).toBe(401);
  });

  test('a page of another site cannot use it', async () => {
    const foreign = await fetch(room + firstLink(site), form(teacher, 'http://evil.example'));
    expect(foreign.status).toBe(403);
  });

  test('the teacher makes a class, and a screen opened on the laptop shows the room’s address', async () => {
    const fields = { name: '四(2)', grade: '4', seatCount: '60' };
    const made = await fetch(`${site.origin}/teach/classes/new`, form(fields, site.origin, cookie));
    const overview = made.headers.get('location') ?? '';
    window = `${overview}/window`;
    await fetch(site.origin + window, form({ minutes: '45' }, site.origin, cookie));
    for (const path of [window, overview, `${overview}/cards`, `/en${window}`]) {
      const html = await (await fetch(site.origin + path, { headers: { cookie } })).text();
      expect(html, path).toContain(`${room}/join`);
      expect(html, path).not.toContain('localhost');
      expect(html, path).not.toContain('npm start');
      expect(html.includes('局域网地址'), path).toBe(path.endsWith('/cards'));
    }
  });

  test('sixty pupils join within ten seconds', async () => {
    const html = await (await fetch(room + window, { headers: { cookie } })).text();
    const code = /class="code"[^>]*>\s*([A-Z0-9]{6})/.exec(html)?.[1] ?? '';
    const headers = { origin: room, 'content-type': 'application/json' };
    const began = performance.now();
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const deviceId = `tablet-${index}-000000000000000000`;
        const asked = { method: 'POST', headers };
        await fetch(`${room}/api/join/look-up`, { ...asked, body: JSON.stringify({ code, deviceId }) });
        const pupil = {
          code,
          seat: index + 1,
          pictures: ['orange', 'boat', 'kite'],
          character: 'otter',
          deviceId,
        };
        return (await fetch(`${room}/api/join`, { ...asked, body: JSON.stringify(pupil) })).status;
      }),
    );
    expect(statuses).toEqual(Array<number>(60).fill(200));
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('a lost password is mended from the terminal while it runs', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['src/cli/account-link.ts', '--lan', '--email', teacher.email],
      { cwd: projectFolder, env: { ...process.env, DATA_DIR: dataDir, HOST: '' } },
    );
    const path = /\/sign-in\/link\/\w+/.exec(stdout)?.[0] ?? '';
    expect(stdout).toContain(site.origin + path);
    expect((await fetch(room + path, form({ password: 'another sentence' }, room))).status).toBe(303);
    expect(await signIn(room, teacher.email, teacher.password)).toBe(401);
    expect(await signIn(room, teacher.email, 'another sentence')).toBe(303);
  });

  test('started again it has the same accounts, and prints no link to make one', async () => {
    await site.stop();
    site = await lanSite([], { DATA_DIR: dataDir });
    room = `http://${address}:${new URL(site.origin).port}`;
    expect(firstLink(site)).toBe('');
    expect(site.output()).toContain(`${site.origin}/teach`);
    expect(await signIn(room, teacher.email, 'another sentence')).toBe(303);
    expect(await signIn(room, 'teacher@demo.test', 'shown in tests only')).toBe(401);
  });
});

describe('the demo school', () => {
  let folder = '';

  test('takes its logins where it is served to this computer, and says so beside its address', async () => {
    folder = temporaryFolder();
    const demo = await startDemoSite({ DATA_DIR: folder });
    try {
      const { origin, password } = demo;
      const fields = { email: 'teacher@demo.test', password };
      const signedIn = await fetch(`${origin}/sign-in`, form(fields, origin));
      expect(signedIn.status).toBe(303);
      const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
      const desk = await (await fetch(`${origin}/teach`, { headers: { cookie } })).text();
      const overview = /\/teach\/classes\/class_\w+/.exec(desk)?.[0] ?? '';
      for (const path of [overview, `${overview}/window`, `${overview}/cards`]) {
        const html = await (await fetch(origin + path, { headers: { cookie } })).text();
        expect(html, path).toContain(`${origin}/join`);
        expect(html, path).toContain('npm start -- --lan');
      }
    } finally {
      await demo.stop();
    }
  });

  test('is not served to a room: its folder is refused', async () => {
    await expect(lanSite([], { DATA_DIR: folder })).rejects.toThrow(
      /stopped with 78[^]*演示账号[^]*demo accounts/,
    );
  });
});

describe.skipIf(!address)('npm start -- --lan --tls', () => {
  let site: Site;
  beforeAll(async () => {
    site = await lanSite(['--tls']);
  });
  afterAll(() => site.stop());

  const certificate = (): string =>
    /-----BEGIN CERT[^]+/.exec(readFileSync(join(site.dataDir, 'lan-tls.pem'), 'utf8'))?.[0] ?? '';
  const host = (): string => new URL(site.origin).host.replace('localhost', String(address));

  interface Answer {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
  }

  /** As a browser in the room that trusts this certificate (its own list when undefined). */
  function ask(
    path: string,
    ca: string | undefined,
    sent?: { cookie: string; fields: string },
  ): Promise<Answer> {
    const headers = sent && {
      origin: `https://${host()}`,
      cookie: sent.cookie,
      'content-type': 'application/x-www-form-urlencoded',
    };
    return new Promise((resolve, reject) => {
      const method = sent ? 'POST' : 'GET';
      const asked = request(`https://${host()}${path}`, { ca, agent: false, method, headers }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
      });
      asked.on('error', reject);
      asked.end(sent?.fields);
    });
  }

  test('answers https under the room’s address with a certificate for it', async () => {
    expect(await ask('/health', certificate())).toMatchObject({ status: 200 });
    expect(await ask('/join', certificate())).toMatchObject({ status: 200 });
    await expect(ask('/health', undefined)).rejects.toThrow(/self.signed/);
  });

  test('binds cookies to https, and carries a lesson’s sockets', async () => {
    const ca = certificate();
    const made = await ask(firstLink(site), ca, { cookie: '', fields: String(new URLSearchParams(teacher)) });
    expect(made.headers['set-cookie']?.[0]).toMatch(/^__Host-square-one-staff=.+; Secure/);
    const cookie = made.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const send = async (path: string, fields: string): Promise<string> =>
      (await ask(path, ca, { cookie, fields })).headers.location ?? '';
    const itsClass = await send('/teach/classes/new', 'name=A&grade=4&seatCount=6');
    const live = await send(`${itsClass}/lessons`, 'action=start&lessonId=LB02&minutes=40');
    const address = `wss://${host()}/api/live/${live.split('/').at(-1)}/socket?as=staff`;
    const open = (origin: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(address, { ca, origin, headers: { cookie } });
        socket.once('open', () => resolve('open'));
        socket.once('error', ({ message }) => resolve(message));
        socket.once('open', () => socket.close());
      });
    expect(await open(`https://${host()}`)).toBe('open');
    expect(await open('https://evil.example')).toContain('403');
  });

  test('sends who typed no https:// there, and explains the browser’s warning', async () => {
    const typed = host();
    const answer = await fetch(`http://${typed}/join`, { redirect: 'manual' });
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe(`https://${typed}/join`);
    expect(site.output()).toContain(`https://${typed}/join`);
    expect(site.output()).toContain('继续前往');
  });

  test('drains and ends within five seconds while a socket says nothing', async () => {
    const { connect } = await import('node:net');
    const silent = connect(Number(new URL(site.origin).port), address);
    await new Promise((resolve) => silent.once('connect', resolve));
    silent.on('error', () => undefined);
    const began = performance.now();
    expect(await site.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
    silent.destroy();
  });
});

test('an unknown flag is refused in both languages with the flags there are', async () => {
  await expect(startSite({}, start, ['--lna'])).rejects.toThrow(
    /stopped with 78[^]*不认识 --lna[^]*--lna is unknown/,
  );
});
