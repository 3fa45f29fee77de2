import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readVisitFor } from '#auth/visit-access.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { holdDemoVisit } from '#cli/demo-held-visit.ts';
import type { Database } from '#db/database.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';
import { readVisitDesk } from '#features/visits/booking/desk.server.ts';
import { readReport, type ReportView } from '#features/visits/report/read-report.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';

const seatCount = 24;
const dayMs = 24 * 60 * 60 * 1000;
/** A Tuesday: the school day before it, two days back, is a Friday. */
const now = Date.parse('2026-11-24T08:00:00+08:00');

describe.each(databaseKinds)('the demo’s visit that was held ($kind)', ({ open }) => {
  let database: Database;
  let coordinator: Adult;
  let view: ReportView;

  beforeAll(async () => {
    useTestKeys();
    await loadCatalogue();
    database = await open();
    const teacher = await makeAdult(database, 'teacher');
    const volunteer = await makeAdult(database, 'volunteer', { organisation: 'Bank' });
    coordinator = await makeAdult(database, 'coordinator', { organisation: 'Bank' });
    await clearVolunteer(database, volunteer, { untilMs: now + 30 * dayMs });
    const classId = await makeClass(database, teacher.who, { name: '五(1)', grade: 5, seatCount });
    await database.write([
      { sql: 'UPDATE seats SET claimed_at_ms = 1 WHERE class_id = ? AND number > 0', args: [classId] },
    ]);
    const people = { teacher: teacher.who, volunteer: volunteer.who, coordinator: coordinator.who };
    await holdDemoVisit(database, people, classId, now);
    const [held] = (await readVisitDesk(database, coordinator.who, now)).past;
    const found = await readVisitFor(
      database,
      coordinator.who,
      'see-visit-report',
      held?.visit.id ?? 'no visit',
    );
    if (!found.ok) throw new Error(found.problem);
    view = await readReport(database, found.value);
  });
  afterAll(() => database.close());

  test('its report is signed, on the school day after which it is shown', () => {
    expect(view.state).toBe('signed');
    expect(view.report.identity).toMatchObject({ day: '2026-11-20', isDemo: true });
    expect(view.signature?.atMs).toBeLessThan(now);
    expect(view.report.identity.hosts.every(({ signedIn }) => signedIn)).toBe(true);
  });

  test('the whole class was counted, and sat both tests', () => {
    const { reach, learning, experience, conduct } = view.report;
    expect(reach).toMatchObject({ counting: 'counted', uniquePupils: seatCount });
    expect(reach.lessonMinutes).toBeGreaterThan(30);
    expect(learning).toMatchObject({ state: 'shown', matched: seatCount, attrition: 0 });
    expect(experience.questions).toMatchObject({ asked: 1, byVolunteer: 1, open: 0 });
    expect(conduct.checksTicked).toBeGreaterThan(0);
  });

  test('the class learned something, and not everything', () => {
    const { learning } = view.report;
    if (learning.state !== 'shown') throw new Error('The learning is hidden.');
    expect(learning.afterBp).toBeGreaterThan(learning.beforeBp);
    expect(learning.afterBp).toBeLessThan(9000);
  });

  test('the volunteer has the class of that day alone', async () => {
    const { untilMs } = dayBounds(dayOf(Date.parse('2026-11-20T12:00:00+08:00')));
    const { rows } = await database.client.execute('SELECT until_ms FROM class_grants');
    expect(rows.map((row) => Number(row['until_ms']))).toEqual([untilMs]);
  });
});
