import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { findVisitSession } from '#db/queries/visit-runs.ts';
import { findVisit } from '#db/queries/visits.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { actOnLive, startLesson, voidLesson } from '#features/classroom/live.server.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { dayOf } from '#i18n/school-time.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, principalOf, useTestKeys, type Adult } from '#tests/support/people.ts';
import { makeVisit } from '#tests/support/visits.ts';

const now = Date.now();
const minute = 60_000;

describe.each(databaseKinds)('the lesson of a visit ($kind)', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let coordinator: Adult;
  let volunteer: Adult;
  let classId: string;
  let visitId: string;

  beforeAll(async () => {
    useTestKeys();
    database = await open();
    await recordQuestionVersions(database, await loadCatalogue(), now);
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    coordinator = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    classId = await makeClass(database, teacher.who);
    await clearVolunteer(database, volunteer);
    await inviteGuest(database, teacher.who, classId, { email: volunteer.email, day: dayOf(now) }, now);
    volunteer = { ...volunteer, who: await principalOf(database, volunteer.accountId) };
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const crew = [{ adult: volunteer, role: 'captain' as const }];
    visitId = await makeVisit(database, { teacher, coordinator, classId, crew });
  });

  async function begin(host = volunteer): Promise<string> {
    const wanted = { lessonId: 'LB02', minutes: 20, visitId, visitEndsAtMs: now + 15 * minute };
    const started = await startLesson(database, host.who, classId, wanted, now);
    if (!started.ok) throw new Error(started.problem);
    return started.value;
  }

  async function act(liveId: string, event: LiveEvent, host = volunteer): Promise<string | null> {
    const asked = { locale: 'en', since: null } as const;
    const view = await readLiveView(database, host.who, liveId, asked, now);
    if (!view.ok || !view.value) throw new Error('There is no view.');
    const action = { id: newServerEventId(now), version: view.value.session.version, event };
    const done = await actOnLive(database, host.who, liveId, action, 'en', now);
    return done.ok ? null : done.problem;
  }

  async function changes(): Promise<readonly unknown[]> {
    const sql = 'SELECT kind, by_account_id FROM visit_changes WHERE visit_id = ? ORDER BY seq';
    const { rows } = await database.client.execute({ sql, args: [visitId] });
    return rows.map((row) => [row['kind'], row['by_account_id']]);
  }

  test('is over when the visit’s time is, and runs once however often it is begun', async () => {
    const [first, second] = await Promise.all([begin(), begin(teacher)]);
    expect(second).toBe(first);
    const session = await findVisitSession(database, visitId);
    expect(session?.id).toBe(first);
    expect(session?.state).toMatchObject({ endsByMs: now + 15 * minute });
  });

  test('holds the visit in the very unit that ends it, and once', async () => {
    const liveId = await begin();
    expect((await findVisit(database, visitId))?.status).toBe('agreed');
    expect(await act(liveId, { type: 'ended' })).toBeNull();
    expect(await findVisit(database, visitId)).toMatchObject({ status: 'held', heldAtMs: now, version: 2 });
    expect(await act(liveId, { type: 'ended' })).toBe('session-ended');
    expect(await changes()).toEqual([['held', volunteer.accountId]]);
  });

  test('that is taken back leaves the visit to be held again', async () => {
    const liveId = await begin();
    await act(liveId, { type: 'ended' });
    expect((await voidLesson(database, teacher.who, liveId, now)).ok).toBe(true);
    expect(await findVisit(database, visitId)).toMatchObject({ status: 'agreed', heldAtMs: null });
    expect(await findVisitSession(database, visitId)).toBeUndefined();
    const again = await begin();
    await act(again, { type: 'ended' });
    expect(await findVisit(database, visitId)).toMatchObject({ status: 'held' });
    expect((await changes()).map((one) => (one as string[])[0])).toEqual([
      'held',
      'lesson-taken-back',
      'held',
    ]);
  });

  test('changes nothing of a visit that was called off meanwhile', async () => {
    const liveId = await begin();
    await database.write([{ sql: "UPDATE visits SET status = 'cancelled' WHERE id = ?", args: [visitId] }]);
    expect(await act(liveId, { type: 'ended' })).toBeNull();
    expect(await findVisit(database, visitId)).toMatchObject({ status: 'cancelled', heldAtMs: null });
    expect(await changes()).toEqual([]);
  });

  test('is the teacher’s to pause and to take over', async () => {
    const liveId = await begin();
    expect(await act(liveId, { type: 'paused' })).toBe('teacher-only');
    expect(await act(liveId, { type: 'paused' }, teacher)).toBeNull();
    expect(await act(liveId, { type: 'moved', to: 1 })).toBe('lesson-paused');
    expect(await act(liveId, { type: 'resumed' }, teacher)).toBeNull();
    expect(await act(liveId, { type: 'lead-taken', alone: true }, teacher)).toBeNull();
    expect(await act(liveId, { type: 'moved', to: 1 })).toBe('teacher-leads');
    expect(await act(liveId, { type: 'moved', to: 1 }, teacher)).toBeNull();
    expect(await act(liveId, { type: 'lead-taken', alone: false }, teacher)).toBeNull();
    expect(await act(liveId, { type: 'moved', to: 0 })).toBeNull();
  });
});
