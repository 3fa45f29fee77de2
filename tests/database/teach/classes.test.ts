import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { findModule } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { findClass, listAssignments, listClassesOf, listGrants } from '#db/queries/classes.ts';
import { claimSeat, findSeat, listSeats } from '#db/queries/seats.ts';
import { mayOnClass } from '#domain/permissions.ts';
import { assignModule, withdrawModule } from '#features/teach/assignments.server.ts';
import { changeSeatCount, createClass, editClass } from '#features/teach/class-setup.server.ts';
import { endInvitation, inviteGuest } from '#features/teach/grants.server.ts';
import { readOverview } from '#features/teach/overview.server.ts';
import { readVisits } from '#features/visits/visits.server.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, principalOf, useTestKeys, type Adult } from '#tests/support/people.ts';

const now = Date.now();
const day = 24 * 60 * 60 * 1000;
const form = { name: '四(2)', grade: 4, seatCount: 45 };

describe.each(databaseKinds)('a teacher and a class ($kind)', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let stranger: Adult;
  let volunteer: Adult;

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    stranger = await makeAdult(database, 'teacher', { name: 'li', organisation: 'School Two' });
    volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    await clearVolunteer(database, volunteer);
  });
  afterAll(() => database.close());

  test('name, grade and number of seats make a class with a preview seat and a code', async () => {
    const made = await createClass(database, teacher.who, form, now);
    if (!made.ok) throw new Error(made.problem);
    const seats = await listSeats(database, made.value);
    expect(seats.map(({ number }) => number)).toEqual(Array.from({ length: 46 }, (_, number) => number));
    expect(new Set(seats.map(({ longCodeHash }) => longCodeHash)).size).toBe(46);
    const row = await findClass(database, made.value);
    expect(row).toMatchObject({ ...form, ownerAccountId: teacher.accountId, joinOpenUntilMs: null });
    expect(row?.code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
  });

  test('only a teacher makes classes, and each sees their own', async () => {
    expect(await createClass(database, volunteer.who, form, now)).toEqual({
      ok: false,
      problem: 'not-found',
    });
    expect(await listClassesOf(database, stranger.accountId)).toEqual([]);
  });

  test('somebody else can neither edit nor resize nor assign nor look', async () => {
    const id = await makeClass(database, teacher.who);
    const hidden = { ok: false, problem: 'not-found' };
    expect(await editClass(database, stranger.who, id, form, now)).toEqual(hidden);
    expect(await changeSeatCount(database, stranger.who, id, 3, now)).toEqual(hidden);
    const wanted = { moduleId: 'little-banker-a', dueOn: '2030-01-01' };
    expect(await assignModule(database, stranger.who, id, wanted, now)).toEqual(hidden);
    expect(await readOverview(database, stranger.who, id, now)).toEqual(hidden);
    expect((await listSeats(database, id)).length).toBe(46);
    expect(await listAssignments(database, id)).toEqual([]);
  });

  test('seats are added at the end and taken away there, but never one that a pupil took', async () => {
    const id = await makeClass(database, teacher.who, { seatCount: 10 });
    const numbers = async () => (await listSeats(database, id)).map(({ number }) => number);
    expect(await changeSeatCount(database, teacher.who, id, '12', now)).toMatchObject({ ok: true });
    expect(await numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const taken = await findSeat(database, id, 8);
    const claim = { pictureHmac: 'x', character: null, claimedAtMs: now };
    await database.write([claimSeat(database, taken?.id ?? '', claim)]);
    expect(await changeSeatCount(database, teacher.who, id, 7, now)).toEqual({
      ok: false,
      problem: 'seat-in-use',
    });
    expect(await changeSeatCount(database, teacher.who, id, 8, now)).toMatchObject({ ok: true });
    expect(await numbers()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await findClass(database, id))?.seatCount).toBe(8);
    for (const bad of [0, 61, 2.5, 'ten', Number.NaN, null, [5, 6], {}])
      expect(await changeSeatCount(database, teacher.who, id, bad, now), JSON.stringify(bad)).toEqual({
        ok: false,
        problem: 'bad-input',
      });
  });

  test('a module is assigned once, with the last day that was said, and can be withdrawn', async () => {
    const id = await makeClass(database, teacher.who);
    const moduleId = 'little-banker-a';
    expect(findModule(moduleId)).toBeDefined();
    for (const dueOn of ['2030-01-01', '2030-02-02'])
      expect(await assignModule(database, teacher.who, id, { moduleId, dueOn }, now)).toMatchObject({
        ok: true,
      });
    const rows = await listAssignments(database, id);
    expect(rows).toMatchObject([{ moduleId, dueOn: '2030-02-02' }]);
    await withdrawModule(database, teacher.who, id, rows[0]?.id ?? '', now);
    expect(await listAssignments(database, id)).toEqual([]);
  });

  test.each([
    [{ moduleId: 'no-such-module', dueOn: '2030-01-01' }],
    [{ moduleId: 'little-banker-a', dueOn: '2030-02-31' }],
    [{ moduleId: 'little-banker-a', dueOn: 'soon' }],
    [{ moduleId: 'little-banker-a' }],
    [null],
  ])('the assignment %o is refused', async (wanted) => {
    const id = await makeClass(database, teacher.who);
    expect(await assignModule(database, teacher.who, id, wanted, now)).toEqual({
      ok: false,
      problem: 'bad-input',
    });
  });

  test('an invited volunteer may teach on that day, sees no single seat, and is out when it ends', async () => {
    const id = await makeClass(database, teacher.who);
    const itsClass = await findClass(database, id);
    if (!itsClass) throw new Error('no class');
    const invite = { email: ' ZHOU@example.test ', day: dayOf(now) };
    for (let twice = 0; twice < 2; twice++)
      expect(await inviteGuest(database, teacher.who, id, invite, now)).toMatchObject({ ok: true });
    const grants = await listGrants(database, id, now);
    expect(grants).toHaveLength(1);

    const guest = await principalOf(database, volunteer.accountId);
    const may = (permission: Parameters<typeof mayOnClass>[1], at = now) =>
      mayOnClass(guest, permission, itsClass, at);
    expect([may('run-lesson'), may('see-heat-map'), may('open-join-window')]).toEqual([true, true, true]);
    expect([may('see-seats'), may('see-progress'), may('print-cards'), may('manage-class')]).toEqual([
      ...[false, false, false, false],
    ]);
    expect(may('run-lesson', now + day)).toBe(false);
    const visits = await readVisits(database, guest, now);
    expect(visits.classes.map((one) => one.id)).toContain(id);

    const seen = await readOverview(database, guest, id, now);
    expect(seen).toMatchObject({ ok: true, value: { isOwner: false, grants: [] } });

    await endInvitation(database, teacher.who, id, grants[0]?.id ?? '', now);
    const later = await principalOf(database, volunteer.accountId);
    expect(mayOnClass(later, 'run-lesson', itsClass, now + 1)).toBe(false);
    expect((await readVisits(database, later, now + 1)).classes.map((one) => one.id)).not.toContain(id);
  });

  test('who is not cleared, or not until that day, is not let in; a colleague just comes', async () => {
    const id = await makeClass(database, teacher.who);
    const raw = await makeAdult(database, 'volunteer', { name: 'raw', organisation: 'Bank' });
    const lead = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    const colleague = await makeAdult(database, 'teacher', { name: 'mei' });
    const invite = async (adult: Adult, at = now) =>
      inviteGuest(database, teacher.who, id, { email: adult.email, day: dayOf(at) }, now);
    const refused = { ok: false, problem: 'gate-not-passed' };
    expect([await invite(raw), await invite(lead)]).toEqual([refused, refused]);
    expect(await listGrants(database, id, now)).toEqual([]);
    expect(await invite(colleague)).toMatchObject({ ok: true });
    await clearVolunteer(database, raw, { untilMs: dayBounds(dayOf(now + day)).untilMs });
    expect(await invite(raw, now + 2 * day)).toEqual(refused);
    expect(await invite(raw, now + day)).toMatchObject({ ok: true });
  });

  test.each([
    [{ email: 'nobody@example.test', day: dayOf(now) }, 'account-unknown'],
    [{ email: 'wang@example.test', day: dayOf(now) }, 'account-unknown'],
    [{ email: 'zhou@example.test', day: dayOf(now - day) }, 'day-is-over'],
    [{ email: 'zhou', day: dayOf(now) }, 'bad-input'],
    [{ email: 'zhou@example.test', day: '2030-13-01' }, 'bad-input'],
  ])('the invitation %o is refused: %s', async (invite, problem) => {
    const id = await makeClass(database, teacher.who);
    expect(await inviteGuest(database, teacher.who, id, invite, now)).toEqual({ ok: false, problem });
    expect(await listGrants(database, id, now)).toEqual([]);
  });
});
