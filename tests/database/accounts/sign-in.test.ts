import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { openAuthSession, readPresence, type SessionCookie } from '#auth/auth-sessions.server.ts';
import type { Database } from '#db/database.ts';
import { createAttemptLimits, type AttemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { makeLinkByEmail } from '#features/accounts/create-account.server.ts';
import type { Visitor } from '#features/accounts/join.server.ts';
import { makeAccountLink, peekAccountLink, useLink } from '#features/accounts/links.server.ts';
import {
  changePassword,
  listOwnSessions,
  revokeOtherSessions,
  revokeSession,
} from '#features/accounts/own-account.server.ts';
import { isReauthenticated, reauthenticate, signIn, signOut } from '#features/accounts/sign-in.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { makeAdult, useTestKeys, type Adult } from '#tests/support/people.ts';

const hourMs = 3_600_000;

describe.each(databaseKinds)('adults sign in ($kind)', ({ open }) => {
  let database: Database;
  let limits: AttemptLimits;
  let teacher: Adult;
  let count = 0;
  const visitor = (address = '10.0.0.1'): Visitor => ({
    address,
    device: 'Firefox · Linux',
    nowMs: Date.now(),
  });

  beforeAll(async () => {
    useTestKeys();
    database = await open();
  });
  beforeEach(async () => {
    limits = createAttemptLimits();
    count += 1;
    teacher = await makeAdult(database, 'teacher', { name: `teacher-${count}` });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(() => database.close());

  const enter = async (password = teacher.password, email = teacher.email): Promise<SessionCookie> => {
    const result = await signIn(database, limits, { email, password }, visitor(), null);
    if (!result.ok) throw new Error(result.problem);
    return result.value;
  };
  const presence = (cookie: SessionCookie) =>
    readPresence(database, `${cookie.name}=${cookie.value}`, Date.now());
  const sessionOf = async (cookie: SessionCookie) => {
    const { staffSession } = await presence(cookie);
    if (!staffSession) throw new Error('nobody is signed in');
    return staffSession;
  };
  const tokenOf = (path: string) => path.split('/').at(-1) ?? '';
  const run = (sql: string) => database.write([{ sql, args: [teacher.accountId] }]);

  test('the right password opens a session that knows the account and its roles', async () => {
    const cookie = await enter(teacher.password, `  ${teacher.email.toUpperCase()} `);
    const { principal } = await presence(cookie);
    expect(principal.account).toMatchObject({ id: teacher.accountId, email: teacher.email });
    expect(principal.account?.memberships).toMatchObject([
      { role: 'teacher', organisationName: 'School One' },
    ]);
  });

  test('a wrong password and an unknown address are refused alike', async () => {
    const wrong = await signIn(
      database,
      limits,
      { email: teacher.email, password: 'something else' },
      visitor(),
      null,
    );
    const unknown = await signIn(
      database,
      limits,
      { email: 'nobody@example.test', password: 'something else' },
      visitor(),
      null,
    );
    expect(wrong).toEqual({ ok: false, problem: 'wrong-credentials' });
    expect(unknown).toEqual(wrong);
  });

  test('after ten wrong passwords from one place even the right one waits, and other places still get in', async () => {
    for (let turn = 0; turn < 10; turn++) {
      await signIn(database, limits, { email: teacher.email, password: `guess ${turn}` }, visitor(), null);
    }
    const typed = { email: teacher.email, password: teacher.password };
    expect(await signIn(database, limits, typed, visitor(), null)).toEqual({
      ...{ ok: false, problem: 'too-many-attempts' },
    });
    expect(await signIn(database, limits, typed, visitor('10.0.0.2'), null)).toMatchObject({ ok: true });
  });

  test('each sign-in has a fresh token and ends the one before it', async () => {
    const first = await enter();
    const typed = { email: teacher.email, password: teacher.password };
    const second = await signIn(database, limits, typed, visitor(), await sessionOf(first));
    expect(second.ok && second.value.value).not.toBe(first.value);
    expect((await presence(first)).principal.account).toBeNull();
  });

  test('signing out ends the session on the server, not only in the browser', async () => {
    const cookie = await enter();
    await signOut(database, await sessionOf(cookie));
    expect(await presence(cookie)).toMatchObject({ principal: { account: null }, staffSession: null });
  });

  test('a session ends twelve hours after it was last used', async () => {
    const cookie = await enter();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    vi.setSystemTime(Date.now() + 11 * hourMs);
    expect((await presence(cookie)).principal.account).not.toBeNull();
    vi.setSystemTime(Date.now() + 11 * hourMs);
    expect((await presence(cookie)).principal.account).not.toBeNull();
    vi.setSystemTime(Date.now() + 13 * hourMs);
    expect((await presence(cookie)).principal.account).toBeNull();
  });

  test('a disabled account and one that ran out neither sign in nor stay signed in', async () => {
    const cookie = await enter();
    await run('UPDATE accounts SET disabled_at_ms = 1 WHERE id = ?');
    const typed = { email: teacher.email, password: teacher.password };
    const closed = { ok: false, problem: 'account-closed' };
    expect((await presence(cookie)).principal.account).toBeNull();
    expect(await signIn(database, limits, typed, visitor(), null)).toEqual(closed);
    await run('UPDATE accounts SET disabled_at_ms = NULL, expires_at_ms = 1 WHERE id = ?');
    expect(await signIn(database, limits, typed, visitor(), null)).toEqual(closed);
    await run('UPDATE accounts SET expires_at_ms = NULL WHERE id = ?');
    expect(await signIn(database, limits, typed, visitor(), null)).toMatchObject({ ok: true });
  });

  test('a token of an adult in the cookie of a seat is nobody', async () => {
    const cookie = await enter();
    const asSeat = await readPresence(database, `square-one-seat=${cookie.value}`, Date.now());
    expect(asSeat.principal).toEqual({ account: null, seat: null });
  });

  test('a look at a sign-in link leaves it working; it works once', async () => {
    const path = await makeAccountLink(database, {
      ...{ accountId: teacher.accountId, purpose: 'sign-in', nowMs: Date.now() },
    });
    const token = tokenOf(path);
    for (let look = 0; look < 3; look++) {
      expect(await peekAccountLink(database, token, Date.now())).toMatchObject({
        ...{ ok: true, value: { purpose: 'sign-in', displayName: `teacher-${count}` } },
      });
    }
    const uses = await Promise.all(
      [1, 2, 3].map(() => useLink(database, { token, password: null }, visitor(), null)),
    );
    expect(uses.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await useLink(database, { token, password: null }, visitor(), null)).toEqual({
      ...{ ok: false, problem: 'link-used' },
    });
    const after = uses.find(({ ok }) => ok);
    expect(after?.ok && (await presence(after.value)).principal.account?.id).toBe(teacher.accountId);
  });

  test('a link that ran out and a made-up one open nothing', async () => {
    const path = await makeAccountLink(database, {
      ...{ accountId: teacher.accountId, purpose: 'sign-in', nowMs: Date.now() - 25 * hourMs },
    });
    const used = { token: tokenOf(path), password: null };
    expect(await useLink(database, used, visitor(), null)).toEqual({ ok: false, problem: 'link-used' });
    expect(await useLink(database, { token: 'made-up', password: null }, visitor(), null)).toEqual({
      ...{ ok: false, problem: 'not-found' },
    });
  });

  test('a lost password: the printed link sets a good one, ends all sessions, and a weak one leaves it unused', async () => {
    const cookie = await enter();
    const first = await makeLinkByEmail(database, teacher.email, 'set-password', Date.now());
    const second = await makeLinkByEmail(database, teacher.email, 'set-password', Date.now());
    if (!first.ok || !second.ok) throw new Error('links are made');
    const use = (path: string, password: string) =>
      useLink(database, { token: tokenOf(path), password }, visitor(), null);
    expect(await use(first.value, 'a fine fresh password')).toEqual({ ok: false, problem: 'link-used' });
    expect(await use(second.value, '1234567890')).toEqual({ ok: false, problem: 'weak-password' });
    expect(await use(second.value, 'a fine fresh password')).toMatchObject({ ok: true });
    expect((await presence(cookie)).principal.account).toBeNull();
    expect(await enter('a fine fresh password')).toBeDefined();
    expect(await makeLinkByEmail(database, 'nobody@example.test', 'set-password', Date.now())).toEqual({
      ...{ ok: false, problem: 'not-found' },
    });
  });

  test('an account lists its devices, signs one out, and cannot sign out somebody else', async () => {
    const here = await enter();
    const there = await enter();
    const session = await sessionOf(here);
    const listed = await listOwnSessions(database, teacher.accountId, session, Date.now());
    expect(listed.map(({ isThisOne, device }) => ({ isThisOne, device }))).toEqual([
      { isThisOne: true, device: 'Firefox · Linux' },
      { isThisOne: false, device: 'Firefox · Linux' },
    ]);
    const other = await makeAdult(database, 'teacher', { name: `stranger-${count}` });
    const stolen = listed[1]?.id ?? '';
    expect(await revokeSession(database, other.accountId, stolen)).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect((await presence(there)).principal.account).not.toBeNull();
    expect(await revokeSession(database, teacher.accountId, stolen)).toMatchObject({ ok: true });
    expect((await presence(there)).principal.account).toBeNull();
    const third = await enter();
    await revokeOtherSessions(database, teacher.accountId, session);
    expect((await presence(third)).principal.account).toBeNull();
    expect((await presence(here)).principal.account).not.toBeNull();
  });

  test('a changed password needs the old one and signs every other device out', async () => {
    const here = await enter();
    const there = await enter();
    const session = await sessionOf(here);
    const change = (oldPassword: string, freshPassword: string) =>
      changePassword(
        database,
        limits,
        { accountId: teacher.accountId, session, oldPassword, freshPassword },
        visitor(),
      );
    expect(await change('wrong', 'a fine fresh password')).toEqual({
      ok: false,
      problem: 'wrong-credentials',
    });
    expect(await change(teacher.password, 'aaaaaaaaaaaaaa')).toEqual({ ok: false, problem: 'weak-password' });
    expect(await change(teacher.password, 'a fine fresh password')).toMatchObject({ ok: true });
    expect((await presence(here)).principal.account).not.toBeNull();
    expect((await presence(there)).principal.account).toBeNull();
  });

  test('what is dangerous asks for the password again after ten minutes, and at once after a link', async () => {
    const session = await sessionOf(await enter());
    expect(isReauthenticated(session, Date.now())).toBe(true);
    expect(isReauthenticated(session, Date.now() + hourMs)).toBe(false);
    const byLink = await openAuthSession(database, {
      ...{ place: 'staff', principalId: teacher.accountId, device: '', nowMs: Date.now() },
    });
    const linked = await sessionOf(byLink);
    expect(isReauthenticated(linked, Date.now())).toBe(false);
    const asked = { accountId: teacher.accountId, session: linked, password: teacher.password };
    expect(await reauthenticate(database, limits, asked, visitor())).toMatchObject({ ok: true });
    expect(isReauthenticated(await sessionOf(byLink), Date.now())).toBe(true);
  });
});
