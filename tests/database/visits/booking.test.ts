import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { listGrants } from '#db/queries/classes.ts';
import { listVisitChanges, listVisitHosts } from '#db/queries/visit-booking.ts';
import { findOrganisation } from '#db/queries/visit-lists.ts';
import { findVisit } from '#db/queries/visits.ts';
import { may, mayOnVisit } from '#domain/permissions.ts';
import { askForVisit, offerVisit } from '#features/visits/booking/arrange.server.ts';
import { cancelVisit, changeVisit, noteNotHeld } from '#features/visits/booking/change.server.ts';
import { leaveVisit, staffVisit } from '#features/visits/booking/crew.server.ts';
import { addHost, confirmHost, removeHost, signInHost } from '#features/visits/booking/hosts.server.ts';
import { takeVisit } from '#features/visits/booking/take.server.ts';
import { dayBounds } from '#i18n/school-time.ts';
import { askForm, changeForm, dayIn, offerForm } from '#tests/support/booking.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';

const refusal = (problem: string) => ({ ok: false, problem });
const done = { ok: true, value: null };

describe.each(databaseKinds)('arranging a visit ($kind)', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let otherTeacher: Adult;
  let coordinator: Adult;
  let otherCoordinator: Adult;
  let volunteer: Adult;
  let second: Adult;
  let classId: string;
  let now = Date.now();
  let lessons = 0;

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    otherTeacher = await makeAdult(database, 'teacher', { name: 'li', organisation: 'School Two' });
    coordinator = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    otherCoordinator = await makeAdult(database, 'coordinator', { name: 'mo', organisation: 'Bank Two' });
    volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    second = await makeAdult(database, 'volunteer', { name: 'wu', organisation: 'Bank' });
    const untilMs = dayBounds(dayIn(200)).untilMs;
    for (const one of [volunteer, second]) await clearVolunteer(database, one, { untilMs });
  });
  beforeEach(async () => {
    now = Date.now();
    classId = await makeClass(database, teacher.who, { seatCount: 45 });
  });
  afterAll(() => database.close());

  /** Each test has a day of its own, so that volunteers are free. */
  const freshDay = (): string => dayIn(10 + (lessons += 1));

  async function asked(told: Readonly<Record<string, string>> = {}): Promise<string> {
    const made = await askForVisit(database, teacher.who, askForm(classId, told), now);
    if (!made.ok) throw new Error(made.problem);
    return made.value;
  }

  async function agreed(day = freshDay(), time = '10:00'): Promise<string> {
    const id = await asked({ day, time });
    expect(await takeVisit(database, coordinator.who, id, taken(1), now)).toEqual(done);
    return id;
  }

  const taken = (version: number) => ({ version: String(version), contact: '林协调员', label: '' });
  const rowOf = async (id: string) => {
    const row = await findVisit(database, id);
    if (!row) throw new Error('the visit is gone');
    return row;
  };
  const staff = (id: string, roles: Readonly<Record<string, 'captain' | 'lecturer' | null>>) =>
    staffVisit(database, coordinator.who, id, new Map(Object.entries(roles)), now);
  const grantsNow = async () =>
    (await listGrants(database, classId, now)).map(({ accountId, fromMs, untilMs }) => ({
      ...{ accountId, fromMs, untilMs },
    }));

  test('a school says its place, its room and its contact once', async () => {
    const day = freshDay();
    const id = await asked({ day });
    expect(await rowOf(id)).toMatchObject({
      ...{ origin: 'school', status: 'open', version: 1, bankId: null, classId, day, startMinute: 600 },
      ...{ grade: 4, pupilsExpected: 45, districtCode: '330302', area: 'urban', place: '三楼多功能教室' },
      ...{ teacherAccountId: teacher.accountId, startsAtMs: dayBounds(day).fromMs + 600 * 60_000 },
    });
    expect(await listVisitHosts(database, id)).toMatchObject([
      { kind: 'school', name: 'School One', contact: '王老师 577-0001', confirmedAtMs: now },
    ]);
    const schoolId = (await rowOf(id)).schoolId ?? '';
    expect(await findOrganisation(database, schoolId)).toMatchObject({
      districtCode: '330302',
      area: 'urban',
    });
    const { districtCode: _district, area: _area, ...short } = askForm(classId, { day: freshDay() });
    const again = await askForVisit(database, teacher.who, short, now);
    expect(await rowOf(again.ok ? again.value : '')).toMatchObject({ districtCode: '330302', area: 'urban' });
  });

  test('what nobody could keep is refused: the past, an unknown lesson or place, selling, a foreign class', async () => {
    const ask = (told: Readonly<Record<string, string>>, by = teacher) =>
      askForVisit(database, by.who, askForm(classId, told), now);
    expect(await ask({ day: dayIn(-1) })).toEqual(refusal('day-is-over'));
    expect(await ask({ day: dayIn(0), time: '00:00' })).toEqual(refusal('time-is-over'));
    expect(await ask({ day: dayIn(600) })).toEqual(refusal('bad-input'));
    expect(await ask({ time: '23:50' })).toEqual(refusal('bad-input'));
    expect(await ask({ lessonId: 'LB99' })).toEqual(refusal('unknown-lesson'));
    expect(await ask({ districtCode: '330000' })).toEqual(refusal('bad-input'));
    expect(await ask({ place: '门口扫码开户' })).toEqual(refusal('sells-something'));
    expect(await ask({}, otherTeacher)).toEqual(refusal('not-found'));
    expect(await ask({}, coordinator)).toEqual(refusal('not-found'));
    expect(may(volunteer.who, 'arrange-visits')).toBe(false);
  });

  test('the same class is not booked twice for the same time, whoever asks first', async () => {
    const day = freshDay();
    const both = await Promise.all(
      ['10:00', '10:20'].map((time) =>
        askForVisit(database, teacher.who, askForm(classId, { day, time }), now),
      ),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual(refusal('class-busy'));
    expect(
      await askForVisit(database, teacher.who, askForm(classId, { day, time: '11:00' }), now),
    ).toMatchObject({
      ok: true,
    });
  });

  test('one bank takes what a school asks, and the second is told so', async () => {
    const id = await asked({ day: freshDay() });
    expect(mayOnVisit(otherCoordinator.who, 'see-visit', { ...(await rowOf(id)), crew: [] })).toBe(true);
    const both = await Promise.all(
      [coordinator, otherCoordinator].map(({ who }) => takeVisit(database, who, id, taken(1), now)),
    );
    expect(both).toContainEqual(done);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(['visit-taken', 'not-found']).toContain(both.flatMap((one) => (one.ok ? [] : [one.problem]))[0]);
    expect(await rowOf(id)).toMatchObject({ status: 'agreed', version: 2 });
    expect((await listVisitHosts(database, id)).map(({ kind }) => kind).sort()).toEqual(['bank', 'school']);
  });

  test('a school takes what a bank offers, with its class, and the crew gets the class for that day', async () => {
    const day = freshDay();
    const offered = await offerVisit(database, coordinator.who, offerForm({ day }), now);
    const id = offered.ok ? offered.value : '';
    expect(await rowOf(id)).toMatchObject({
      origin: 'bank',
      schoolId: null,
      status: 'open',
      pupilsExpected: 0,
    });
    expect(await staff(id, { [volunteer.accountId]: 'captain' })).toEqual(done);
    expect(await grantsNow()).toEqual([]);
    const form = { ...taken(1), classId, place: '四(2)教室', contact: '王老师' };
    const { label: _label, ...bySchool } = form;
    expect(await takeVisit(database, teacher.who, id, bySchool, now)).toEqual(refusal('visit-changed'));
    expect(await takeVisit(database, teacher.who, id, { ...bySchool, version: '2' }, now)).toEqual(done);
    expect(await rowOf(id)).toMatchObject({ status: 'agreed', classId, pupilsExpected: 45, grade: 4 });
    expect(await grantsNow()).toEqual([{ accountId: volunteer.accountId, ...dayBounds(day) }]);
  });

  test('access to the class is for the day, moves with it, and ends with a cancelled visit', async () => {
    const day = freshDay();
    const id = await agreed(day);
    expect(await staff(id, { [volunteer.accountId]: 'captain', [second.accountId]: 'lecturer' })).toEqual(
      done,
    );
    const both = [volunteer.accountId, second.accountId].sort();
    const current = (await grantsNow()).sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
    expect(current).toEqual(both.map((accountId) => ({ accountId, ...dayBounds(day) })));
    const later = freshDay();
    expect(await changeVisit(database, teacher.who, id, changeForm(3, { day: later }), now)).toEqual(done);
    expect((await grantsNow()).map(({ fromMs }) => fromMs)).toEqual(both.map(() => dayBounds(later).fromMs));
    expect(await cancelVisit(database, teacher.who, id, { version: '4', reason: '' }, now)).toEqual(
      refusal('reason-missing'),
    );
    expect(await grantsNow()).toHaveLength(2);
    expect(await cancelVisit(database, teacher.who, id, { version: '4', reason: '停课' }, now)).toEqual(done);
    expect(await grantsNow()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', version: 5 });
    expect((await listVisitChanges(database, id)).map(({ kind, reason }) => [kind, reason])).toEqual([
      ['asked', ''],
      ['taken', ''],
      ['staffed', ''],
      ['changed', '学校开运动会'],
      ['cancelled', '停课'],
    ]);
    expect(await changeVisit(database, teacher.who, id, changeForm(5), now)).toEqual(refusal('visit-closed'));
    expect(await staff(id, { [second.accountId]: null })).toEqual(refusal('visit-closed'));
  });

  test('who leaves the squad loses the class, the others keep it', async () => {
    const id = await agreed();
    await staff(id, { [volunteer.accountId]: 'captain', [second.accountId]: 'lecturer' });
    expect(await leaveVisit(database, second.who, id, ' ', now)).toEqual(refusal('reason-missing'));
    expect(await leaveVisit(database, second.who, id, '出差', now)).toEqual(done);
    expect((await grantsNow()).map(({ accountId }) => accountId)).toEqual([volunteer.accountId]);
    expect(await leaveVisit(database, second.who, id, '出差', now)).toEqual(refusal('not-found'));
    expect(await staff(id, { [volunteer.accountId]: null })).toEqual(done);
    expect(await grantsNow()).toEqual([]);
  });

  test('a volunteer is in one place at a time, by staffing and by moving a visit', async () => {
    const day = freshDay();
    const first = await agreed(day, '09:00');
    expect(await staff(first, { [volunteer.accountId]: 'captain' })).toEqual(done);
    classId = await makeClass(database, teacher.who);
    const overlapping = await agreed(day, '09:30');
    expect(await staff(overlapping, { [volunteer.accountId]: 'lecturer' })).toEqual(
      refusal('volunteer-busy'),
    );
    classId = await makeClass(database, teacher.who);
    const afterwards = await agreed(day, '09:40');
    expect(await staff(afterwards, { [volunteer.accountId]: 'lecturer' })).toEqual(done);
    const moved = changeForm(3, { day, time: '09:20' });
    expect(await changeVisit(database, teacher.who, afterwards, moved, now)).toEqual(
      refusal('volunteer-busy'),
    );
    expect(await rowOf(afterwards)).toMatchObject({ startMinute: 580, version: 3 });
    const cancelled = { version: '3', reason: '停课' };
    expect(await cancelVisit(database, teacher.who, first, cancelled, now)).toEqual(done);
    expect(await changeVisit(database, teacher.who, afterwards, moved, now)).toEqual(done);
  });

  test('only a volunteer of the bank whose gate holds to the end of the day comes in', async () => {
    const day = freshDay();
    const id = await agreed(day);
    const foreign = await makeAdult(database, 'volunteer', { name: `f${day}`, organisation: 'Bank Two' });
    await clearVolunteer(database, foreign, { untilMs: dayBounds(day).untilMs });
    const lapsed = await makeAdult(database, 'volunteer', { name: `l${day}`, organisation: 'Bank' });
    expect(await staff(id, { [foreign.accountId]: 'lecturer' })).toEqual(refusal('not-found'));
    expect(await staff(id, { [lapsed.accountId]: 'lecturer' })).toEqual(refusal('gate-not-passed'));
    await clearVolunteer(database, lapsed, { untilMs: dayBounds(day).untilMs - 1 });
    expect(await staff(id, { [lapsed.accountId]: 'lecturer' })).toEqual(refusal('gate-not-passed'));
    await clearVolunteer(database, lapsed, { untilMs: dayBounds(day).untilMs });
    expect(await staff(id, { [lapsed.accountId]: 'lecturer' })).toEqual(done);
    const later = changeForm(3, { day: freshDay() });
    expect(await changeVisit(database, coordinator.who, id, later, now)).toEqual(refusal('gate-not-passed'));
    expect(await staff(id, { [volunteer.accountId]: 'captain', [second.accountId]: 'captain' })).toEqual(
      refusal('two-captains'),
    );
    expect(await staffVisit(database, teacher.who, id, new Map(), now)).toEqual(refusal('not-found'));
    expect(await staffVisit(database, otherCoordinator.who, id, new Map(), now)).toEqual(
      refusal('not-found'),
    );
  });

  test('a form filled on an older version is refused; the newer arrangement stands', async () => {
    const day = freshDay();
    const id = await agreed(day);
    const toNine = changeForm(2, { day, time: '09:00' });
    const toTwo = changeForm(2, { day, time: '14:00' });
    const both = await Promise.all([
      changeVisit(database, teacher.who, id, toNine, now),
      changeVisit(database, coordinator.who, id, toTwo, now),
    ]);
    expect(both).toContainEqual(done);
    expect(both).toContainEqual(refusal('visit-changed'));
    expect(await cancelVisit(database, teacher.who, id, { version: '2', reason: '停课' }, now)).toEqual(
      refusal('visit-changed'),
    );
    const kept = await rowOf(id);
    expect(kept.version).toBe(3);
    const { detail } = (await listVisitChanges(database, id)).at(-1) ?? {};
    expect(detail).toEqual({ startMinute: [600, kept.startMinute] });
  });

  test('another time asks the hosts again, and sign-in is for the day', async () => {
    const day = freshDay();
    const id = await agreed(day);
    const village = { kind: 'village', name: '南院乡', contact: '老陈' };
    expect(await addHost(database, teacher.who, id, village, now)).toEqual(refusal('not-found'));
    expect(await addHost(database, coordinator.who, id, village, now)).toEqual(done);
    const hosts = async () =>
      Object.fromEntries((await listVisitHosts(database, id)).map((host) => [host.kind, host]));
    const villageId = (await hosts())['village']?.id ?? '';
    expect(await confirmHost(database, teacher.who, id, villageId, now)).toEqual(done);
    const confirmed = async () =>
      Object.entries(await hosts()).flatMap(([kind, host]) => (host.confirmedAtMs === null ? [] : [kind]));
    expect((await confirmed()).sort()).toEqual(['bank', 'school', 'village']);
    const { version } = await rowOf(id);
    const moved = changeForm(version, { day, time: '15:00' });
    expect(await changeVisit(database, teacher.who, id, moved, now)).toEqual(done);
    expect(await confirmed()).toEqual(['school']);
    expect(await signInHost(database, teacher.who, id, villageId, now)).toEqual(refusal('not-the-day'));
    const onTheDay = dayBounds(day).fromMs + 800 * 60_000;
    expect(await signInHost(database, teacher.who, id, villageId, onTheDay)).toEqual(done);
    expect((await hosts())['village']?.signedInAtMs).toBe(onTheDay);
    const schoolId = (await hosts())['school']?.id ?? '';
    expect(await removeHost(database, coordinator.who, id, schoolId, now)).toEqual(refusal('not-found'));
    expect(await removeHost(database, coordinator.who, id, villageId, now)).toEqual(done);
  });

  test('a visit is noted as not held once its time has come, with a reason', async () => {
    const day = freshDay();
    const id = await agreed(day);
    await staff(id, { [volunteer.accountId]: 'captain' });
    const note = { version: '3', reason: '暴雨停课' };
    expect(await noteNotHeld(database, teacher.who, id, note, now)).toEqual(refusal('visit-not-begun'));
    const then = dayBounds(day).fromMs + 601 * 60_000;
    expect(await noteNotHeld(database, teacher.who, id, note, then)).toEqual(done);
    expect(await rowOf(id)).toMatchObject({ status: 'not-held' });
    expect(await listGrants(database, classId, then)).toEqual([]);
  });

  test('a visit of another bank or school is not there', async () => {
    const id = await agreed();
    const strangers = [otherTeacher, otherCoordinator, second];
    for (const { who } of strangers) {
      expect(await changeVisit(database, who, id, changeForm(2), now)).toEqual(refusal('not-found'));
      expect(await cancelVisit(database, who, id, { version: '2', reason: 'x' }, now)).toEqual(
        refusal('not-found'),
      );
      expect(await takeVisit(database, who, id, taken(2), now)).toEqual(refusal('not-found'));
    }
  });
});
