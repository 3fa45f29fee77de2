import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { openAuthSession, readPresence } from '#auth/auth-sessions.server.ts';
import { longCodeOf, newClassCode } from '#auth/seat-secrets.server.ts';
import type { Database } from '#db/database.ts';
import { findClass } from '#db/queries/classes.ts';
import { findSeat } from '#db/queries/seats.ts';
import { createAttemptLimits, type AttemptLimits } from '#features/accounts/attempt-limits.server.ts';
import { joinFromHome, joinSeat, lookUpClass, type Visitor } from '#features/accounts/join.server.ts';
import { closeJoinWindow, openJoinWindow, renewClassCode } from '#features/accounts/join-window.server.ts';
import {
  previewSeat,
  releaseAllSeats,
  releaseSeat,
  renewLongCode,
  resetSeatPictures,
  seatCards,
  seatClaims,
} from '#features/accounts/seats.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import {
  makeAdult,
  makeClass,
  otherPictures,
  testKeys,
  threePictures,
  useTestKeys,
  type Adult,
} from '#tests/support/people.ts';

const minuteMs = 60_000;

describe.each(databaseKinds)('seats and joining ($kind)', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let classId: string;
  let code: string;
  let limits: AttemptLimits;
  const visitor = (address = '10.0.0.1'): Visitor => ({ address, device: 'Chrome', nowMs: Date.now() });

  beforeAll(async () => {
    useTestKeys();
    database = await open();
    teacher = await makeAdult(database, 'teacher');
  });
  beforeEach(async () => {
    vi.useRealTimers();
    limits = createAttemptLimits();
    classId = await makeClass(database, teacher.who, { seatCount: 6 });
    const opened = await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    if (!opened.ok) throw new Error(opened.problem);
    ({ code } = opened.value);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await database.close();
  });

  const join = (seat: number, pictures = threePictures, deviceId = 'device-one', from = visitor()) =>
    joinSeat(database, limits, { code, seat, pictures, deviceId, character: 'otter' }, from);
  const seatedBy = async (cookie: { name: string; value: string }) =>
    (await readPresence(database, `${cookie.name}=${cookie.value}`, Date.now())).principal.seat;
  const joined = async (seat: number, pictures = threePictures, deviceId = 'device-one') => {
    const result = await join(seat, pictures, deviceId);
    if (!result.ok) throw new Error(result.problem);
    return result.value;
  };

  test('the first pupil sets the pictures and the character, and sits at the seat', async () => {
    const { seat, cookie } = await joined(3);
    expect(seat).toBe(3);
    expect(await seatedBy(cookie)).toMatchObject({ number: 3, classId, character: 'otter', place: 'class' });
    const looked = await lookUpClass(database, limits, { code: code.toLowerCase() }, visitor());
    expect(looked).toMatchObject({ ok: true, value: { className: '四(2)', classCode: code, open: true } });
    expect(looked.ok && looked.value.seats.map((one) => one.claimed)).toEqual([
      ...[false, false, true, false, false, false],
    ]);
  });

  test('the same pictures open the seat again, others do not, nor the same in another order', async () => {
    await joined(3);
    expect(await join(3)).toMatchObject({ ok: true });
    expect(await join(3, otherPictures)).toEqual({ ok: false, problem: 'wrong-pictures' });
  });

  test('five wrong tries lock that device for that seat, and no other device, and no other seat', async () => {
    await joined(3);
    for (let turn = 0; turn < 5; turn++) {
      expect(await join(3, otherPictures)).toEqual({ ok: false, problem: 'wrong-pictures' });
    }
    expect(await join(3)).toEqual({ ok: false, problem: 'seat-locked' });
    expect(await join(3, threePictures, 'device-two')).toMatchObject({ ok: true });
    expect(await join(4)).toMatchObject({ ok: true });
    const looked = await lookUpClass(database, limits, { code, deviceId: 'device-one' }, visitor());
    expect(looked.ok && looked.value.seats[2]).toEqual({ number: 3, claimed: true, locked: true });
  });

  test('fifty tries sent at once are not more than five', async () => {
    await joined(3);
    const tries = await Promise.all(Array.from({ length: 50 }, () => join(3, otherPictures)));
    const problems = tries.map((one) => (one.ok ? 'opened' : one.problem));
    expect(problems.filter((problem) => problem === 'wrong-pictures')).toHaveLength(5);
    expect(problems.filter((problem) => problem === 'seat-locked')).toHaveLength(45);
  });

  test('a guesser who changes the device id is stopped after fifteen tries', async () => {
    await joined(3);
    for (let turn = 0; turn < 15; turn++) {
      expect(await join(3, otherPictures, `device-${turn}`)).toEqual({
        ok: false,
        problem: 'wrong-pictures',
      });
    }
    expect(await join(3, threePictures, 'device-fresh')).toEqual({ ok: false, problem: 'seat-locked' });
  });

  test('the teacher sees the wrong tries and releases one seat or all', async () => {
    await joined(3);
    await joined(4);
    for (let turn = 0; turn < 5; turn++) {
      await join(3, otherPictures);
      await join(4, otherPictures);
    }
    const claims = await seatClaims(database, teacher.who, classId, Date.now());
    expect(claims.ok && claims.value[2]).toMatchObject({
      ...{ number: 3, claimed: true, devices: 1, wrongTries: 5, lockedDevices: 1, lockedForAll: false },
    });
    await releaseSeat(database, teacher.who, { classId, number: 3 }, Date.now());
    expect(await join(3)).toMatchObject({ ok: true });
    expect(await join(4)).toEqual({ ok: false, problem: 'seat-locked' });
    await releaseAllSeats(database, teacher.who, classId, Date.now());
    expect(await join(4)).toMatchObject({ ok: true });
  });

  test('a seat whose pictures are forgotten is signed out and takes fresh ones', async () => {
    const { cookie } = await joined(3);
    await resetSeatPictures(database, teacher.who, { classId, number: 3 }, Date.now());
    expect(await seatedBy(cookie)).toBeNull();
    expect(await join(3, otherPictures)).toMatchObject({ ok: true });
    expect(await join(3, threePictures)).toEqual({ ok: false, problem: 'wrong-pictures' });
  });

  test('of two pupils who claim a seat at once with other pictures, one gets it', async () => {
    const results = await Promise.all([
      join(5, threePictures, 'device-a'),
      join(5, otherPictures, 'device-b'),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, problem: 'seat-taken' });
  });

  test('a closed window opens no seat and ends what it opened, but not a pupil at home or the preview', async () => {
    const { cookie } = await joined(3);
    const cards = await seatCards(database, teacher.who, classId, Date.now());
    const home = await joinFromHome(
      database,
      limits,
      (cards.ok && cards.value[0]?.longCode) || '',
      visitor(),
    );
    const preview = await previewSeat(database, teacher.who, classId, visitor());
    if (!home.ok || !preview.ok) throw new Error('home and preview open');
    await closeJoinWindow(database, teacher.who, classId, Date.now());
    expect(await join(3)).toEqual({ ok: false, problem: 'join-closed' });
    expect(await seatedBy(cookie)).toBeNull();
    expect(await seatedBy(home.value.cookie)).toMatchObject({ number: 1, place: 'home' });
    expect(await seatedBy(preview.value)).toMatchObject({ number: 0, place: 'class' });
  });

  test('a window that ran out ends its sessions, and the next window does not revive them', async () => {
    const { cookie } = await joined(3);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    await openJoinWindow(database, teacher.who, classId, 1, Date.now());
    expect(await seatedBy(cookie)).not.toBeNull();
    vi.setSystemTime(Date.now() + 2 * minuteMs);
    await openJoinWindow(database, teacher.who, classId, 60, Date.now());
    expect(await seatedBy(cookie)).toBeNull();
  });

  test('a seat in class lives through 29 idle minutes and not through 31', async () => {
    await openJoinWindow(database, teacher.who, classId, 240, Date.now());
    const { cookie } = await joined(3);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (let turn = 0; turn < 3; turn++) {
      vi.setSystemTime(Date.now() + 29 * minuteMs);
      expect(await seatedBy(cookie)).not.toBeNull();
    }
    vi.setSystemTime(Date.now() + 31 * minuteMs);
    expect(await seatedBy(cookie)).toBeNull();
  });

  test('the long code opens the seat at home, typed with or without dashes, until it is renewed', async () => {
    const card = async () => {
      const cards = await seatCards(database, teacher.who, classId, Date.now());
      return (cards.ok && cards.value[1]?.longCode) || '';
    };
    const first = await card();
    expect(first).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    const opened = await joinFromHome(database, limits, first.replaceAll('-', ' ').toLowerCase(), visitor());
    if (!opened.ok) throw new Error(opened.problem);
    expect(opened.value.seat).toBe(2);
    await renewLongCode(database, teacher.who, { classId, number: 2 }, Date.now());
    expect(await seatedBy(opened.value.cookie)).toBeNull();
    expect(await joinFromHome(database, limits, first, visitor())).toEqual({
      ...{ ok: false, problem: 'wrong-long-code' },
    });
    expect(await joinFromHome(database, limits, await card(), visitor())).toMatchObject({ ok: true });
  });

  test('the long code of seat 0 is no way in', async () => {
    const seat = await findSeat(database, classId, 0);
    const longCode = longCodeOf(testKeys, seat?.id ?? '', 1);
    expect(await joinFromHome(database, limits, longCode, visitor())).toEqual({
      ...{ ok: false, problem: 'wrong-long-code' },
    });
    expect(await join(0)).toEqual({ ok: false, problem: 'not-found' });
  });

  test('an unknown code, a renewed one and one that ran out are told apart', async () => {
    const asked = (typed: string, nowMs = Date.now()) =>
      lookUpClass(database, limits, { code: typed }, { ...visitor(), nowMs });
    expect(await asked('AAAAAA')).toEqual({ ok: false, problem: 'code-unknown' });
    const itsClass = await findClass(database, classId);
    expect(await asked(code, itsClass?.codeExpiresAtMs)).toEqual({ ok: false, problem: 'code-expired' });
    const renewed = await renewClassCode(database, teacher.who, classId, Date.now());
    expect(await asked(code)).toEqual({ ok: false, problem: 'code-unknown' });
    expect(await asked((renewed.ok && renewed.value) || '')).toMatchObject({ ok: true });
  });

  test('opening the window renews a code that ran out', async () => {
    const itsClass = await findClass(database, classId);
    const later = (itsClass?.codeExpiresAtMs ?? 0) + 1;
    const opened = await openJoinWindow(database, teacher.who, classId, 30, later);
    expect(opened.ok && opened.value.code).not.toBe(code);
  });

  test('a teacher of another class cannot open, see, release, reset, print or preview', async () => {
    const { who } = await makeAdult(database, 'teacher', { name: 'other-teacher' });
    const at = { classId, number: 1 };
    const nowMs = Date.now();
    const refusals = await Promise.all([
      openJoinWindow(database, who, classId, 30, nowMs),
      closeJoinWindow(database, who, classId, nowMs),
      renewClassCode(database, who, classId, nowMs),
      seatClaims(database, who, classId, nowMs),
      releaseSeat(database, who, at, nowMs),
      releaseAllSeats(database, who, classId, nowMs),
      resetSeatPictures(database, who, at, nowMs),
      renewLongCode(database, who, at, nowMs),
      seatCards(database, who, classId, nowMs),
      previewSeat(database, who, classId, visitor()),
    ]);
    expect(refusals).toEqual(Array.from(refusals, () => ({ ok: false, problem: 'not-found' })));
  });

  test('ten thousand random codes from one place find nothing and are slowed, a class beside them is not', async () => {
    expect(await lookUpClass(database, limits, { code }, visitor())).toMatchObject({ ok: true });
    const outcomes = new Map<string, number>();
    for (let turn = 0; turn < 10_000; turn++) {
      const looked = await lookUpClass(database, limits, { code: newClassCode() }, visitor());
      const outcome = looked.ok ? 'found' : looked.problem;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(Object.fromEntries(outcomes)).toEqual({ 'code-unknown': 120, 'too-many-attempts': 9880 });
    expect(await lookUpClass(database, limits, { code }, visitor())).toMatchObject({ ok: true });
    expect(await lookUpClass(database, limits, { code }, visitor('10.9.9.9'))).toMatchObject({ ok: true });
  });

  test('sixty pupils behind one address join within ten seconds', async () => {
    const big = await makeClass(database, teacher.who, { seatCount: 60 });
    const opened = await openJoinWindow(database, teacher.who, big, 60, Date.now());
    const bigCode = (opened.ok && opened.value.code) || '';
    const began = performance.now();
    const results = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const deviceId = `tablet-${index}`;
        await lookUpClass(database, limits, { code: bigCode, deviceId }, visitor());
        return joinSeat(
          database,
          limits,
          { code: bigCode, seat: index + 1, pictures: threePictures, deviceId },
          visitor(),
        );
      }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(60);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('a thousand bots with the code take free seats alone: nobody is put out, no seat is made, and a closed door stays closed', async () => {
    const pupil = await joined(2, otherPictures, 'a-real-tablet');
    const bots = await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        join((index % 40) + 1, threePictures, `bot-${index}`, visitor(`10.1.${index % 8}.1`)),
      ),
    );
    const seats = bots.flatMap((one) => (one.ok ? one.value.seat : []));
    expect(Math.max(...seats)).toBeLessThanOrEqual(6);
    expect(seats).not.toContain(2);
    expect(await seatedBy(pupil.cookie)).toMatchObject({ number: 2 });
    await closeJoinWindow(database, teacher.who, classId, Date.now());
    const late = await Promise.all(
      Array.from({ length: 100 }, (_, index) => join((index % 6) + 1, threePictures, `late-${index}`)),
    );
    expect(late.filter(({ ok }) => ok)).toEqual([]);
  });

  test('neither a token nor a long code nor pictures stand in the database', async () => {
    const { cookie } = await joined(3);
    const staff = await openAuthSession(database, {
      ...{ place: 'staff', principalId: teacher.accountId, device: '', nowMs: Date.now() },
    });
    const cards = await seatCards(database, teacher.who, classId, Date.now());
    const longCode = ((cards.ok && cards.value[0]?.longCode) || '').replaceAll('-', '');
    const everything: string[] = [];
    for (const table of ['auth_sessions', 'seats', 'seat_locks', 'account_links', 'classes', 'audit_log']) {
      everything.push(JSON.stringify((await database.client.execute(`SELECT * FROM ${table}`)).rows));
    }
    const text = everything.join('\n');
    for (const secret of [cookie.value, staff.value, longCode, threePictures.join(',')]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(text).not.toContain(secret);
    }
    // The search does find what is kept.
    expect(text).toContain(code);
  });
});
