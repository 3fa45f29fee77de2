import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readVisitFor } from '#auth/visit-access.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import type { LiveMode } from '#domain/live-session.ts';
import { correctReport } from '#features/visits/report/correct-report.server.ts';
import { readReport, type ReportView } from '#features/visits/report/read-report.server.ts';
import { signReport } from '#features/visits/report/sign-report.server.ts';
import { writeReport } from '#features/visits/report/write-report.server.ts';
import { dayOf, timeOf } from '#i18n/school-time.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';
import { agreeVisit, makeVisitPeople, RunVisit, type VisitPeople } from '#tests/support/reported-visit.ts';

const now = Date.now();
const typed = { teachers: '2', elders: '0', families: '3', deed: '帮班里办了图书角' };

describe.each(databaseKinds)('a visit’s report ($kind)', ({ open }) => {
  let database: Database;
  let people: VisitPeople;
  let stranger: Adult;

  beforeAll(async () => {
    useTestKeys();
    database = await open();
    await recordQuestionVersions(database, await loadCatalogue(), now);
    people = await makeVisitPeople(database);
    stranger = await makeAdult(database, 'coordinator', { name: 'other', organisation: 'Other Bank' });
  });
  afterAll(() => database.close());

  /** A visit whose class raised hands at each question. */
  async function hold(
    wanted: { minutesAStep?: number; hands?: number; mode?: LiveMode; classId?: string } = {},
  ): Promise<{ visitId: string; classId: string }> {
    const { minutesAStep = 4, hands = 28, mode = 'hand-count' } = wanted;
    const at = await agreeVisit(database, people, wanted.classId ? { classId: wanted.classId } : {});
    const run = await RunVisit.begin(database, people.teacher, at, mode);
    const felt = { gain: hands, joy: 4, safety: 3 };
    await run.walk(minutesAStep, (step, [first]) =>
      mode === 'hand-count'
        ? [{ type: 'hands-counted', step, counts: first ? { A: 0, B: 0, C: 0, [first]: hands } : felt }]
        : [],
    );
    return at;
  }

  async function read(visitId: string): Promise<ReportView> {
    const found = await readVisitFor(database, people.coordinator.who, 'see-visit-report', visitId);
    if (!found.ok) throw new Error(found.problem);
    return readReport(database, found.value);
  }

  const write = (visitId: string, form: object, by: Adult = people.recorder) =>
    writeReport(database, by.who, visitId, { version: '0', action: 'hand-in', ...typed, ...form }, now);

  const sign = async (visitId: string, by: Adult = people.coordinator) =>
    signReport(database, by.who, visitId, (await read(visitId)).hash, now);

  const correct = async (visitId: string, form: object) =>
    correctReport(
      database,
      people.coordinator.who,
      visitId,
      {
        version: String((await read(visitId)).version),
        ...{ reason: '清点有误', foundDay: dayOf(now), foundTime: timeOf(now), ...form },
      },
      now,
    );

  async function signed(
    wanted: Parameters<typeof hold>[0] = {},
  ): Promise<{ visitId: string; classId: string }> {
    const at = await hold(wanted);
    expect(await write(at.visitId, {})).toEqual({ ok: true, value: null });
    expect(await sign(at.visitId)).toEqual({ ok: true, value: null });
    return at;
  }

  const rows = async (sql: string, ...args: string[]): Promise<Record<string, unknown>[]> =>
    (await database.client.execute({ sql, args })).rows;
  const ledger = (visitId: string) => rows('SELECT * FROM activities WHERE visit_id = ?', visitId);

  /** All sums that a bank's year is read from, by name. */
  async function sums(): Promise<Record<string, number>> {
    const year = await rows(
      'SELECT measure AS name, sum(amount) AS amount FROM visit_totals GROUP BY measure',
    );
    const totals = await rows(
      'SELECT sum(events) AS e, sum(minutes) AS m, sum(person_times) AS p FROM activity_totals',
    );
    return {
      ...Object.fromEntries(year.map(({ name, amount }) => [String(name), Number(amount)])),
      events: Number(totals[0]?.['e'] ?? 0),
      minutes: Number(totals[0]?.['m'] ?? 0),
      persons: Number(totals[0]?.['p'] ?? 0),
    };
  }

  test('is not there before the class ends, and never for a visit that did not happen', async () => {
    const agreed = await agreeVisit(database, people);
    expect((await read(agreed.visitId)).state).toBe('not-yet');
    expect(await write(agreed.visitId, {})).toEqual({ ok: false, problem: 'report-not-ready' });
    expect(await sign(agreed.visitId)).toEqual({ ok: false, problem: 'report-not-ready' });
    for (const status of ['cancelled', 'not-held'] as const) {
      const { visitId } = await agreeVisit(database, people, { columns: { status } });
      expect((await read(visitId)).state).toBe('never');
      expect(await write(visitId, {})).toEqual({ ok: false, problem: 'visit-never-held' });
      expect(await sign(visitId)).toEqual({ ok: false, problem: 'visit-never-held' });
      expect(await ledger(visitId)).toEqual([]);
    }
    const source = { zh: '据 2022-03-15 报道', en: 'as reported on 2022-03-15' };
    const old = await agreeVisit(database, people, { columns: { status: 'reported', source } });
    expect((await read(old.visitId)).state).toBe('before-platform');
    expect(await write(old.visitId, {})).toEqual({ ok: false, problem: 'visit-never-held' });
  });

  test('is ready as the class ends; the recorder adds what no row knows and hands it in', async () => {
    const { visitId } = await hold();
    const draft = await read(visitId);
    expect(draft).toMatchObject({ state: 'draft', version: 0 });
    expect(draft.report.reach).toMatchObject({
      personTimes: 28,
      uniquePupils: 0,
      countedBy: 'hands',
      events: 1,
    });
    expect(await write(visitId, { action: 'save' })).toEqual({ ok: true, value: null });
    expect(await read(visitId)).toMatchObject({ state: 'draft', version: 1 });
    expect(await write(visitId, {})).toEqual({ ok: false, problem: 'stale-version' });
    expect(await write(visitId, { version: '1' })).toEqual({ ok: true, value: null });
    const handedIn = await read(visitId);
    expect(handedIn).toMatchObject({
      state: 'handed-in',
      report: { deed: typed.deed, reach: { teachers: 2 } },
    });
    for (const bad of [{ teachers: '-1' }, { elders: '1.5' }, { families: '99999' }, { deed: 'a\u202Eb' }])
      expect(await write(visitId, { version: '2', ...bad })).toEqual({ ok: false, problem: 'bad-input' });
    const selling = { version: '2', deed: '欢迎来我行开户' };
    expect(await write(visitId, selling)).toEqual({ ok: false, problem: 'sells-something' });
    expect((await read(visitId)).version).toBe(2);
  });

  test('asks for pupils only where neither devices, cards nor hands tell how many there were', async () => {
    const teams = await hold({ mode: 'one-screen' });
    expect((await read(teams.visitId)).report.reach).toMatchObject({ personTimes: 0, countedBy: 'nothing' });
    await write(teams.visitId, { pupils: '41' });
    expect((await read(teams.visitId)).report.reach).toMatchObject({ personTimes: 41, countedBy: 'typed' });
    const hands = await hold();
    await write(hands.visitId, { pupils: '41' });
    expect((await read(hands.visitId)).report.reach).toMatchObject({ personTimes: 28, countedBy: 'hands' });
  });

  test('is signed by the bank’s coordinator alone, once it was handed in, as it was seen', async () => {
    const { visitId } = await hold();
    expect(await sign(visitId)).toEqual({ ok: false, problem: 'report-not-handed-in' });
    await write(visitId, {});
    for (const other of [people.recorder, people.teacher, stranger])
      expect(await sign(visitId, other)).toEqual({ ok: false, problem: 'not-found' });
    expect(await write(visitId, { version: '1' }, people.teacher)).toEqual({
      ok: false,
      problem: 'not-found',
    });
    const { hash } = await read(visitId);
    await write(visitId, { version: '1', elders: '9' });
    const { who } = people.coordinator;
    expect(await signReport(database, who, visitId, hash, now)).toEqual({
      ok: false,
      problem: 'stale-version',
    });
    expect(await sign(visitId)).toEqual({ ok: true, value: null });
    expect(await read(visitId)).toMatchObject({ state: 'signed', report: { reach: { elders: 9 } } });
    expect(await write(visitId, { version: '3' })).toEqual({ ok: false, problem: 'report-signed' });
  });

  test('signed at the same moment by two, it stands once in the ledger and once in the year', async () => {
    const { visitId } = await hold();
    await write(visitId, {});
    const { hash } = await read(visitId);
    const before = await sums();
    const { who } = people.coordinator;
    const outcomes = await Promise.all([1, 2, 3].map(() => signReport(database, who, visitId, hash, now)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sign(visitId)).toEqual({ ok: false, problem: 'report-signed' });
    const [row, ...more] = await ledger(visitId);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ counts: 1, minutes: 40, person_times: 28, kind: 'school' });
    const after = await sums();
    const grown = (name: string): number => (after[name] ?? 0) - (before[name] ?? 0);
    expect(['events', 'reports-signed', 'minutes', 'persons', 'volunteer-minutes'].map(grown)).toEqual([
      1, 1, 40, 28, 80,
    ]);
    expect(await rows('SELECT status FROM visits WHERE id = ?', visitId)).toEqual([{ status: 'reported' }]);
  });

  test('counts no lesson under 20 minutes, and a class once a day', async () => {
    const short = await signed({ minutesAStep: 1 });
    expect(await ledger(short.visitId)).toMatchObject([{ counts: 0, minutes: 10 }]);
    const classId = await makeClass(database, people.teacher.who);
    const first = await signed({ classId });
    const before = await sums();
    const second = await signed({ classId });
    expect((await read(second.visitId)).report.reach).toMatchObject({
      counting: 'same-class-same-day',
      events: 0,
    });
    expect(await ledger(first.visitId)).toMatchObject([{ counts: 1 }]);
    expect(await ledger(second.visitId)).toMatchObject([{ counts: 0 }]);
    expect((await sums())['events']).toBe(before['events']);
  });

  test('two visits to a class on one day, signed at the same moment, count once', async () => {
    const classId = await makeClass(database, people.teacher.who);
    const both = [await hold({ classId }), await hold({ classId })];
    for (const { visitId } of both) await write(visitId, {});
    const hashes = await Promise.all(both.map(async ({ visitId }) => (await read(visitId)).hash));
    const { who } = people.coordinator;
    const outcomes = await Promise.all(
      both.map(({ visitId }, at) => signReport(database, who, visitId, hashes[at] ?? '', now)),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, problem: 'stale-version' });
    for (const { visitId } of both) await sign(visitId);
    const counted = await rows(
      'SELECT sum(counts) AS counted, count(*) AS all_rows FROM activities JOIN visits ON visits.id = visit_id WHERE class_id = ?',
      classId,
    );
    expect(counted).toEqual([{ counted: 1, all_rows: 2 }]);
  });

  test('keeps what was signed whatever the rows say later', async () => {
    const { visitId } = await signed();
    const before = await read(visitId);
    await database.write([
      {
        sql: "INSERT INTO conduct_reports (id, visit_id, kind, by_account_id, at_ms) VALUES (?, ?, 'marketing', 'x', 1)",
        args: [`late-${visitId}`, visitId],
      },
    ]);
    expect(await read(visitId)).toEqual(before);
  });

  test('a correction is published beside what was signed, and ledger and year follow it', async () => {
    const { visitId } = await signed();
    const before = await sums();
    expect(await correct(visitId, { field: 'personTimes', after: '31' })).toEqual({ ok: true, value: null });
    const view = await read(visitId);
    expect(view.report.reach.personTimes).toBe(31);
    expect(view.signature?.signed.reach.personTimes).toBe(28);
    expect(view.corrections).toMatchObject([{ field: 'personTimes', before: '28', after: '31' }]);
    expect(await ledger(visitId)).toMatchObject([{ person_times: 31, counts: 1 }]);
    const after = await sums();
    expect(after).toEqual({
      ...before,
      persons: (before['persons'] ?? 0) + 3,
      'person-times': (before['person-times'] ?? 0) + 3,
      corrections: (before['corrections'] ?? 0) + 1,
      'corrections-in-a-day': (before['corrections-in-a-day'] ?? 0) + 1,
    });
  });

  test('a lesson that turns out shorter than 20 minutes leaves the count with its minutes', async () => {
    const before = await sums();
    const { visitId } = await signed();
    expect(await correct(visitId, { field: 'lessonMinutes', after: '19' })).toEqual({
      ok: true,
      value: null,
    });
    expect((await read(visitId)).report.reach).toMatchObject({
      events: 0,
      counting: 'too-short',
      volunteerMinutes: 38,
    });
    expect(await ledger(visitId)).toMatchObject([{ minutes: 19, counts: 0 }]);
    const after = await sums();
    expect([after['events'], after['minutes'], after['persons']]).toEqual([
      before['events'],
      before['minutes'],
      before['persons'],
    ]);
    expect((after['lesson-minutes'] ?? 0) - (before['lesson-minutes'] ?? 0)).toBe(19);
    expect(await correct(visitId, { field: 'lessonMinutes', after: '40' })).toEqual({
      ok: true,
      value: null,
    });
    expect(await ledger(visitId)).toMatchObject([{ minutes: 40, counts: 1 }]);
  });

  test('a correction found long ago is told as late; what changes nothing or lies ahead is refused', async () => {
    const { visitId } = await signed();
    const unsigned = await hold();
    const field = { field: 'elders', after: '4' };
    expect(await correct(unsigned.visitId, { ...field, version: '1' })).toEqual({
      ok: false,
      problem: 'report-not-signed',
    });
    const bad = [
      { ...field, after: '0' },
      { ...field, after: 'many' },
      { ...field, field: 'events' },
      { ...field, reason: '' },
      { ...field, foundDay: dayOf(now + 86_400_000) },
      { field: 'uniquePupils', after: '99' },
      { field: 'lesson', after: '对的说法' },
    ];
    for (const form of bad)
      expect(await correct(visitId, form), JSON.stringify(form)).toEqual({ ok: false, problem: 'bad-input' });
    const before = await sums();
    const late = { ...field, foundDay: dayOf(now - 2 * 86_400_000) };
    const twice = await Promise.all([correct(visitId, late), correct(visitId, late)]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    const after = await sums();
    expect(after['corrections']).toBe((before['corrections'] ?? 0) + 1);
    expect(after['corrections-in-a-day']).toBe(before['corrections-in-a-day']);
    const lesson = { field: 'lesson', before: '利息每天一样', after: '利息按本金算', reason: '说法不准' };
    expect(await correct(visitId, lesson)).toEqual({ ok: true, value: null });
    expect((await read(visitId)).corrections.map(({ field: its }) => its)).toEqual(['elders', 'lesson']);
  });

  test('a class of fewer than ten leaves no figure of its pupils in the report', async () => {
    const { visitId } = await hold({ hands: 9 });
    const { report } = await read(visitId);
    expect(report.experience.beliefs).toMatchObject({ top: [] });
    expect(report.experience.faces).toMatchObject({ state: 'hidden', asked: null, gain: null });
    expect(report.learning).toEqual({ state: 'none' });
    expect(report.reach.personTimes).toBe(9);
  });
});
