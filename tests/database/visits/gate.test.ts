import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { catalogue, setCatalogue } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Catalogue } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { findGate, findLastCourseAttempt } from '#db/queries/gates.ts';
import { missingToday, readGate, signConduct, takeCourse } from '#features/visits/gate/gate.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { courseAnswers } from '#tests/support/gate.ts';
import { makeAdult, useTestKeys, type Adult } from '#tests/support/people.ts';

const now = Date.now();

describe.each(databaseKinds)('the course and the standards ($kind)', ({ open }) => {
  let database: Database;
  let present: Catalogue;
  let volunteer: Adult;
  let bankId: string;
  let made = 0;

  beforeAll(async () => {
    useTestKeys();
    present = await loadCatalogue();
    database = await open();
  });
  beforeEach(async () => {
    setCatalogue(present);
    made += 1;
    volunteer = await makeAdult(database, 'volunteer', { name: `zhou${made}`, organisation: 'Bank' });
    bankId = volunteer.who.account?.memberships[0]?.organisationId ?? '';
  });
  afterAll(async () => {
    setCatalogue(present);
    await database.close();
  });

  const take = (answers: Record<string, string>, at = now) =>
    takeCourse(database, volunteer.who, answers, at);
  const gate = () => findGate(database, volunteer.accountId, bankId);

  test('all right passes, and the pass names its version and its moment', async () => {
    expect(await take(courseAnswers())).toMatchObject({
      ok: true,
      value: { right: 12, of: 12, passed: true },
    });
    expect(await gate()).toMatchObject({
      courseVersion: catalogue().volunteers.course.version,
      coursePassedAtMs: now,
      clearedUntilMs: null,
    });
  });

  test('two wrong outside child protection still pass, three do not, and every go is kept', async () => {
    expect(await take(courseAnswers(['V05', 'V06', 'V09']))).toMatchObject({
      value: { right: 9, passed: false, topicsToRepeat: [] },
    });
    expect(await gate()).toBeUndefined();
    expect(await take(courseAnswers(['V05', 'V09']), now + 1)).toMatchObject({ value: { passed: true } });
    expect(await findLastCourseAttempt(database, volunteer.accountId)).toMatchObject({
      right: 10,
      of: 12,
      atMs: now + 1,
    });
  });

  test('one wrong in child protection does not pass, whatever the sum', async () => {
    expect(await take(courseAnswers(['V01']))).toMatchObject({
      value: { right: 11, passed: false, topicsToRepeat: ['child-protection'] },
    });
    expect(await gate()).toBeUndefined();
  });

  test('a go that fails takes away no pass', async () => {
    await take(courseAnswers());
    await take(courseAnswers(['V01', 'V02', 'V03']), now + 1);
    expect(await gate()).toMatchObject({ coursePassedAtMs: now });
  });

  test.each([
    ['an answer missing', () => Object.fromEntries(Object.entries(courseAnswers()).slice(1))],
    ['an option that is not there', () => ({ ...courseAnswers(), V01: 'D' })],
    ['a question that is not there', () => ({ ...courseAnswers(), V99: 'A' })],
    ['nothing', () => ({})],
  ])('%s is refused and kept nowhere', async (_what, answers) => {
    expect(await take(answers())).toEqual({ ok: false, problem: 'bad-input' });
    expect(await findLastCourseAttempt(database, volunteer.accountId)).toBeUndefined();
  });

  test('the page holds no answer and no feedback but those of what was chosen', async () => {
    const rightKeys = (view: unknown) => JSON.stringify(view).match(/"right":(true|false)|feedback/g) ?? [];
    const before = await readGate(database, volunteer.who, now);
    expect(rightKeys(before)).toEqual([]);
    expect(before).toMatchObject({ course: { last: null, passedAtMs: null }, conduct: { signedAtMs: null } });
    await take(courseAnswers(['V01']));
    const after = await readGate(database, volunteer.who, now);
    expect(after.course.last).toMatchObject({ right: 11, passed: false });
    const shown = after.course.topics.flatMap(({ questions }) =>
      questions.flatMap(({ id, options }) =>
        options.flatMap(({ chosen }) =>
          chosen && !chosen.right ? [{ id, feedback: chosen.feedback.en }] : [],
        ),
      ),
    );
    expect(shown).toEqual([{ id: 'V01', feedback: expect.stringContaining('Article 11') as string }]);
    const all = after.course.topics.flatMap(({ questions }) => questions.flatMap(({ options }) => options));
    expect(all.filter(({ chosen }) => chosen)).toHaveLength(12);
  });

  test('the standards are signed as they were shown, and only with a yes', async () => {
    const { version } = catalogue().volunteers.conduct;
    const sign = (form: object) => signConduct(database, volunteer.who, form, now);
    expect(await sign({ version })).toEqual({ ok: false, problem: 'bad-input' });
    expect(await sign({ version: '2020-01', agreed: 'yes' })).toEqual({
      ok: false,
      problem: 'stale-version',
    });
    expect(await gate()).toBeUndefined();
    expect(await sign({ version, agreed: 'yes' })).toMatchObject({ ok: true });
    expect(await gate()).toMatchObject({ conductVersion: version, conductSignedAtMs: now });
  });

  test('a new version of the course or of the standards asks again', async () => {
    const { version } = catalogue().volunteers.conduct;
    await take(courseAnswers());
    await signConduct(database, volunteer.who, { version, agreed: 'yes' }, now);
    const missing = () => missingToday(database, volunteer.who, now);
    expect(await missing()).toEqual(['clearance']);
    const { volunteers } = present;
    setCatalogue({
      ...present,
      volunteers: { ...volunteers, course: { ...volunteers.course, version: '2027-01' } },
    });
    expect(await missing()).toEqual(['course', 'clearance']);
    expect((await readGate(database, volunteer.who, now)).course).toMatchObject({
      last: null,
      passedAtMs: null,
    });
    setCatalogue({
      ...present,
      volunteers: { ...volunteers, conduct: { ...volunteers.conduct, version: '2027-01' } },
    });
    expect(await missing()).toEqual(['conduct', 'clearance']);
  });

  test('a teacher has no gate', async () => {
    const teacher = await makeAdult(database, 'teacher', { name: `wang${made}` });
    const refused = { ok: false, problem: 'not-found' };
    expect(await takeCourse(database, teacher.who, courseAnswers(), now)).toEqual(refused);
    const { version } = catalogue().volunteers.conduct;
    expect(await signConduct(database, teacher.who, { version, agreed: 'yes' }, now)).toEqual(refused);
    expect(await missingToday(database, teacher.who, now)).toBeNull();
  });
});
