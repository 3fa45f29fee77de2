import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import { openDemoVisit, seedDemoVisits } from '#cli/demo-visits.ts';
import type { Database } from '#db/database.ts';
import type { Principal } from '#domain/permissions.ts';
import { readVisitDesk } from '#features/visits/booking/desk.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, useTestKeys } from '#tests/support/people.ts';

const now = Date.now();

describe.each(databaseKinds)('the demo’s visits ($kind)', ({ open }) => {
  let database: Database;
  let people: Readonly<Record<'teacher' | 'volunteer' | 'coordinator', Principal>>;
  const deskOf = (who: keyof typeof people) => readVisitDesk(database, people[who], now);

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    const { who: teacher } = await makeAdult(database, 'teacher');
    const volunteer = await makeAdult(database, 'volunteer', { organisation: 'Bank' });
    const { who: coordinator } = await makeAdult(database, 'coordinator', { organisation: 'Bank' });
    await clearVolunteer(database, volunteer);
    people = { teacher, coordinator, volunteer: volunteer.who };
    const older = await makeClass(database, teacher, { name: '五(1)', grade: 5 });
    const younger = await makeClass(database, teacher, { name: '二(2)', grade: 2 });
    await seedDemoVisits(database, people, older, now);
    await openDemoVisit(database, people, younger, now);
    await openDemoVisit(database, people, younger, now);
  });
  afterAll(() => database.close());

  test('the four reported schools stand as held, with their source and without class, pupils or day', async () => {
    const reported = (await deskOf('coordinator')).past.filter(({ visit }) => visit.source !== null);
    expect(reported.map(({ names }) => names.school).sort()).toEqual(
      ['温大附小', '龙湾博雅学校', '乐清晨曦路小学', '瓯海区外国语学校'].sort(),
    );
    for (const { visit } of reported) {
      expect(visit.source?.zh).toContain('据 2022-03-15 报道');
      expect(visit).toMatchObject({
        ...{ status: 'held', label: '金融诚信伴我行', isDemo: false, classId: null },
        ...{ pupilsExpected: 0, minutes: 0, grade: 0, teacherAccountId: null },
      });
    }
  });

  test('volunteer, teacher and coordinator have today’s visit to 二(2) once a day', async () => {
    for (const who of ['volunteer', 'teacher', 'coordinator'] as const) {
      const { today } = await deskOf(who);
      expect(today).toHaveLength(1);
      expect(today[0]).toMatchObject({
        names: { class: '二(2)' },
        visit: { status: 'agreed', lessonId: 'LB02', isDemo: true },
      });
    }
  });

  test('a request waits for the bank and an offer for the school', async () => {
    expect((await deskOf('coordinator')).open).toHaveLength(1);
    expect((await deskOf('teacher')).open).toHaveLength(1);
    expect((await deskOf('volunteer')).open).toEqual([]);
  });
});
