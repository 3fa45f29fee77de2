import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { catalogue } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { readChecks, saveChecks } from '#features/visits/gate/checks.server.ts';
import { closeConduct, readConduct, reportConduct } from '#features/visits/gate/conduct.server.ts';
import { dayOf } from '#i18n/school-time.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const now = Date.now();
const done = { ok: true };
const absent = { ok: false, problem: 'not-found' };

describe.each(databaseKinds)('conduct and checklists of a visit ($kind)', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let coordinator: Adult;
  let captain: Adult;
  let recorder: Adult;
  let foreign: Adult;
  let visitId: string;

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    coordinator = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    captain = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    recorder = await makeAdult(database, 'volunteer', { name: 'wu', organisation: 'Bank' });
    foreign = await makeAdult(database, 'coordinator', { name: 'qian', organisation: 'Other Bank' });
  });
  beforeEach(async () => {
    const crew = [
      { adult: captain, role: 'captain' as const },
      { adult: recorder, role: 'recorder' as const },
    ];
    const classId = await makeClass(database, teacher.who);
    visitId = await makeVisit(database, { teacher, coordinator, classId, crew });
  });
  afterAll(() => database.close());

  const report = (by: Adult, kind: string, note?: string) =>
    reportConduct(database, by.who, visitId, { kind, note }, now);
  const seen = async (by: Adult) => {
    const view = await readConduct(database, by.who, visitId);
    return view.ok ? view.value.reports.map(({ kind, note }) => [kind, note]) : view.problem;
  };
  async function counted(measure: string): Promise<number> {
    const { rows } = await database.client.execute({
      sql: 'SELECT sum(amount) AS sum FROM visit_totals WHERE measure = ? AND month = ?',
      args: [measure, dayOf(now).slice(0, 7)],
    });
    return Number(rows[0]?.['sum'] ?? 0);
  }

  test('one tap is a report that counts into the year once, however often it is tapped', async () => {
    const before = await counted('conduct-marketing');
    for (let tap = 0; tap < 3; tap++) expect(await report(teacher, 'marketing')).toMatchObject(done);
    expect(await counted('conduct-marketing')).toBe(before + 1);
    expect(await report(teacher, 'marketing', '发了带标识的本子，请家长扫码开户')).toMatchObject(done);
    expect(await seen(teacher)).toEqual([['marketing', '发了带标识的本子，请家长扫码开户']]);
    expect(await counted('conduct-marketing')).toBe(before + 1);
  });

  test('other reasons count apart, and another person’s report is one of its own', async () => {
    const before = await counted('conduct-other');
    await report(teacher, 'safeguarding');
    await report(captain, 'safeguarding');
    await report(teacher, 'photo');
    expect(await counted('conduct-other')).toBe(before + 3);
  });

  test('teacher and coordinator read all reports, the squad reads its own', async () => {
    await report(teacher, 'marketing');
    await report(captain, 'privacy');
    expect(await seen(captain)).toEqual([['privacy', '']]);
    expect(await seen(recorder)).toEqual([]);
    const all = [
      ['marketing', ''],
      ['privacy', ''],
    ];
    for (const reader of [teacher, coordinator])
      expect(((await seen(reader)) as string[][]).toSorted()).toEqual(all);
    expect(await seen(foreign)).toBe('not-found');
  });

  test('an unknown reason, too long a note and a stranger are refused', async () => {
    const bad = { ok: false, problem: 'bad-input' };
    expect(await report(teacher, 'boring')).toEqual(bad);
    expect(await report(teacher, 'photo', 'x'.repeat(301))).toEqual(bad);
    expect(await report(teacher, 'photo', '电话 13812345678')).toEqual({
      ok: false,
      problem: 'personal-data',
    });
    expect(await report(foreign, 'marketing')).toEqual(absent);
    expect(await seen(teacher)).toEqual([]);
  });

  test('the coordinator closes a report once, by saying what was done; the next tap is a new report', async () => {
    await report(teacher, 'marketing');
    const view = await readConduct(database, coordinator.who, visitId);
    const reportId = view.ok ? (view.value.reports[0]?.id ?? '') : '';
    const close = (by: Adult, resolution: string) =>
      closeConduct(database, by.who, visitId, { reportId, resolution }, now);
    expect(await close(teacher, '说过了')).toEqual(absent);
    expect(await close(captain, '说过了')).toEqual(absent);
    expect(await close(foreign, '说过了')).toEqual(absent);
    expect(await close(coordinator, '  ')).toEqual({ ok: false, problem: 'bad-input' });
    expect(await close(coordinator, '收回放行，本子已取回')).toMatchObject(done);
    await close(coordinator, '另一句话');
    const after = await readConduct(database, teacher.who, visitId);
    expect(after).toMatchObject({
      value: {
        mayClose: false,
        reports: [
          { resolution: '收回放行，本子已取回', closedAtMs: now, closedByAccountId: coordinator.accountId },
        ],
      },
    });
    await report(teacher, 'marketing');
    expect(await seen(teacher)).toHaveLength(2);
  });

  test('a report of another visit cannot be closed from here', async () => {
    await report(teacher, 'marketing');
    const view = await readConduct(database, coordinator.who, visitId);
    const reportId = view.ok ? (view.value.reports[0]?.id ?? '') : '';
    const classId = await makeClass(database, teacher.who);
    const elsewhere = await makeVisit(database, { teacher, coordinator, classId });
    const form = { reportId, resolution: 'done' };
    expect(await closeConduct(database, coordinator.who, elsewhere, form, now)).toEqual(absent);
  });

  test('lines are ticked and unticked by moment; the first who ticked a line stays its witness', async () => {
    const save = (by: Adult, moment: string, ticked: readonly string[]) =>
      saveChecks(database, by.who, visitId, { moment, ticked }, now);
    expect(await save(captain, 'before', ['gifts-listed', 'photos-agreed'])).toMatchObject(done);
    expect(await save(teacher, 'before', ['gifts-listed', 'facts-dated'])).toMatchObject(done);
    expect(await save(teacher, 'during', ['teacher-present'])).toMatchObject(done);
    const view = await readChecks(database, coordinator.who, visitId);
    if (!view.ok) throw new Error(view.problem);
    const lines = view.value.moments.flatMap(({ columns }) => columns.flatMap((column) => column.lines));
    expect(lines).toHaveLength(catalogue().volunteers.checks.length);
    expect(Object.fromEntries(lines.flatMap(({ id, tick }) => (tick ? [[id, tick.byName]] : [])))).toEqual({
      'gifts-listed': 'zhou',
      'facts-dated': 'wang',
      'teacher-present': 'wang',
    });
    expect(view.value.moments.map(({ ticked }) => ticked)).toEqual([2, 1, 0]);
    const bad = { ok: false, problem: 'bad-input' };
    expect(await save(teacher, 'before', ['teacher-present'])).toEqual(bad);
    expect(await save(teacher, 'never', [])).toEqual(bad);
    expect(await save(foreign, 'before', [])).toEqual(absent);
  });
});
