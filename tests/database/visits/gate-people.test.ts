import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openAuthSession, readPresence } from '#auth/auth-sessions.server.ts';
import { catalogue } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { findAccount } from '#db/queries/accounts.ts';
import { listGrants } from '#db/queries/classes.ts';
import { findGate } from '#db/queries/gates.ts';
import {
  clearPerson,
  closeAccount,
  readPeople,
  reopenAccount,
  setLastDay,
  takeBackClearance,
} from '#features/bank/people.server.ts';
import { createAccount } from '#features/accounts/create-account.server.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { signConduct, takeCourse } from '#features/visits/gate/gate.server.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { courseAnswers } from '#tests/support/gate.ts';
import { makeAdult, makeClass, principalOf, useTestKeys, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const now = Date.now();
const dayMs = 24 * 60 * 60 * 1000;
const today = dayOf(now);
const done = { ok: true };
const absent = { ok: false, problem: 'not-found' };

describe.each(databaseKinds)('a bank’s people ($kind)', ({ open }) => {
  let database: Database;
  let coordinator: Adult;
  let other: Adult;
  let teacher: Adult;
  let volunteer: Adult;
  let bankId: string;
  let made = 0;

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    coordinator = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    other = await makeAdult(database, 'coordinator', { name: 'qian', organisation: 'Other Bank' });
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    bankId = coordinator.who.account?.memberships[0]?.organisationId ?? '';
  });
  beforeEach(async () => {
    made += 1;
    volunteer = await makeAdult(database, 'volunteer', { name: `zhou${made}`, organisation: 'Bank' });
  });
  afterAll(() => database.close());

  async function learnAndSign(): Promise<void> {
    await takeCourse(database, volunteer.who, courseAnswers(), now);
    const { version } = catalogue().volunteers.conduct;
    await signConduct(database, volunteer.who, { version, agreed: 'yes' }, now);
  }
  const clear = (day: string, by = coordinator) =>
    clearPerson(database, by.who, { accountId: volunteer.accountId, day }, now);
  const gate = () => findGate(database, volunteer.accountId, bankId);
  const line = async () =>
    (await readPeople(database, coordinator.who, now)).find((one) => one.accountId === volunteer.accountId);
  const invite = (classId: string, day = today) =>
    inviteGuest(database, teacher.who, classId, { email: volunteer.email, day }, now);

  test('nobody is cleared before the course and the standards', async () => {
    expect(await clear(today)).toEqual({ ok: false, problem: 'gate-not-begun' });
    await takeCourse(database, volunteer.who, courseAnswers(), now);
    expect(await clear(today)).toEqual({ ok: false, problem: 'gate-not-begun' });
    await learnAndSign();
    expect(await clear(today)).toMatchObject(done);
    expect(await gate()).toMatchObject({
      clearedUntilMs: dayBounds(today).untilMs,
      clearedByAccountId: coordinator.accountId,
      clearedAtMs: now,
    });
    expect(await line()).toMatchObject({ missing: [], goes: { goes: 2, best: 12 } });
  });

  test.each([
    [dayOf(now - dayMs), 'day-is-over'],
    [dayOf(now + 400 * dayMs), 'bad-input'],
    ['2030-02-31', 'bad-input'],
    ['', 'bad-input'],
  ])('a clearance until %s is refused: %s', async (day, problem) => {
    await learnAndSign();
    expect(await clear(day)).toEqual({ ok: false, problem });
    expect((await gate())?.clearedUntilMs).toBeNull();
  });

  test('a coordinator of another bank finds nobody, and no one clears themselves', async () => {
    await learnAndSign();
    expect(await clear(today, other)).toEqual(absent);
    expect(await takeBackClearance(database, other.who, volunteer.accountId, now)).toEqual(absent);
    expect(await closeAccount(database, other.who, volunteer.accountId, now)).toEqual(absent);
    expect(await clear(today, volunteer)).toEqual(absent);
    const self = { accountId: coordinator.accountId, day: today };
    expect(await clearPerson(database, coordinator.who, self, now)).toEqual(absent);
    expect(await closeAccount(database, coordinator.who, coordinator.accountId, now)).toEqual(absent);
    expect((await readPeople(database, other.who, now)).map(({ accountId }) => accountId)).toEqual([
      other.accountId,
    ]);
  });

  test('taking back ends every access of today and of later days at once', async () => {
    await learnAndSign();
    await clear(dayOf(now + 30 * dayMs));
    const [first, second] = [await makeClass(database, teacher.who), await makeClass(database, teacher.who)];
    expect(await invite(first)).toMatchObject(done);
    expect(await invite(second, dayOf(now + 7 * dayMs))).toMatchObject(done);
    expect((await principalOf(database, volunteer.accountId)).account?.grants).toHaveLength(2);
    expect(await takeBackClearance(database, coordinator.who, volunteer.accountId, now)).toMatchObject(done);
    expect(await listGrants(database, first, now)).toEqual([]);
    expect(await listGrants(database, second, now)).toEqual([]);
    expect(await line()).toMatchObject({ missing: ['clearance'] });
    expect(await invite(first)).toEqual({ ok: false, problem: 'gate-not-passed' });
  });

  test('a shorter clearance ends the access beyond it and leaves the rest', async () => {
    await learnAndSign();
    await clear(dayOf(now + 30 * dayMs));
    const classId = await makeClass(database, teacher.who);
    await invite(classId);
    await invite(classId, dayOf(now + 7 * dayMs));
    await clear(dayOf(now + dayMs));
    expect((await listGrants(database, classId, now)).map(({ fromMs }) => dayOf(fromMs))).toEqual([today]);
  });

  test('closing an account signs it out everywhere, ends its access and its clearance; opening it asks to clear again', async () => {
    await learnAndSign();
    await clear(today);
    const classId = await makeClass(database, teacher.who);
    await invite(classId);
    const { accountId } = volunteer;
    const opened = { place: 'staff', principalId: accountId, device: 'test', nowMs: now } as const;
    const cookie = await openAuthSession(database, opened);
    const present = async () =>
      (await readPresence(database, `${cookie.name}=${cookie.value}`, now)).principal.account?.id ?? null;
    expect(await present()).toBe(accountId);
    expect(await closeAccount(database, coordinator.who, accountId, now)).toMatchObject(done);
    expect(await present()).toBeNull();
    expect(await listGrants(database, classId, now)).toEqual([]);
    expect(await line()).toMatchObject({ isClosed: true, missing: ['clearance'] });
    expect(await reopenAccount(database, coordinator.who, accountId, now)).toMatchObject(done);
    expect(await line()).toMatchObject({ isClosed: false, missing: ['clearance'] });
  });

  test('an account ends by itself after its last day', async () => {
    const { accountId } = volunteer;
    const set = (day: string) => setLastDay(database, coordinator.who, { accountId, day }, now);
    expect(await set(dayOf(now - dayMs))).toEqual({ ok: false, problem: 'day-is-over' });
    expect(await set('soon')).toEqual({ ok: false, problem: 'bad-input' });
    expect(await set(today)).toMatchObject(done);
    expect(await line()).toMatchObject({ isClosed: false });
    const after = await readPeople(database, coordinator.who, dayBounds(today).untilMs);
    expect(after.find((one) => one.accountId === accountId)).toMatchObject({ isClosed: true });
    expect(await set('')).toMatchObject(done);
    expect(await findAccount(database, accountId)).toMatchObject({ expiresAtMs: null });
  });

  test('who also teaches keeps the account: only the clearance is the bank’s', async () => {
    const { email, accountId } = volunteer;
    const role = { email, displayName: 'Zhou', role: 'teacher', organisation: 'School Two' } as const;
    await createAccount(database, role, now);
    const refused = { ok: false, problem: 'account-of-others' };
    expect(await closeAccount(database, coordinator.who, accountId, now)).toEqual(refused);
    expect(await setLastDay(database, coordinator.who, { accountId, day: today }, now)).toEqual(refused);
    expect(await takeBackClearance(database, coordinator.who, accountId, now)).toMatchObject(done);
  });

  test('hours count held visits of this year alone, and coming ones are named', async () => {
    const classId = await makeClass(database, teacher.who);
    const crew = [{ adult: volunteer, role: 'lecturer' as const }];
    const visit = (columns: Parameters<typeof makeVisit>[1]['columns'] = {}) =>
      makeVisit(database, { teacher, coordinator, classId, crew, columns });
    const at = Date.parse('2025-06-15T10:00:00+08:00');
    await visit({ status: 'held', day: '2025-01-01', minutes: 40 });
    await visit({ status: 'reported', day: '2025-03-15', minutes: 20 });
    await visit({ status: 'held', day: '2024-12-31', minutes: 40 });
    await visit({ status: 'cancelled', day: '2025-02-03', minutes: 40 });
    await visit({ status: 'agreed', day: '2025-06-20' });
    const people = await readPeople(database, coordinator.who, at);
    expect(people.find(({ accountId }) => accountId === volunteer.accountId)).toMatchObject({
      service: { visits: 2, minutes: 60 },
      comingVisits: 1,
    });
  });
});
