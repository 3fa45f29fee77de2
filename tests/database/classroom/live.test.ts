import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { catalogue, findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/database.ts';
import { listTallies } from '#db/queries/learning-reads.ts';
import { listLiveEvents, listLiveSessions } from '#db/queries/live.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { LiveConnection, type LiveLine } from '#features/classroom/live-connection.ts';
import type { LiveView } from '#features/classroom/live-view.ts';
import { actOnLive, startLesson, voidLesson } from '#features/classroom/live.server.ts';
import { readLiveView } from '#features/classroom/read-live-view.server.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { dayOf } from '#i18n/school-time.ts';
import { readHeatMap } from '#record/class-reads.server.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { databaseKinds, openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { makeAdult, makeClass, principalOf, useTestKeys, type Adult } from '#tests/support/people.ts';

const now = Date.now();
const lessonId = 'LB02';
const day = 24 * 60 * 60 * 1000;

async function begin(database: Database, host: Adult, classId: string): Promise<LiveView> {
  const started = await startLesson(database, host.who, classId, { lessonId, minutes: 40 }, now);
  if (!started.ok) throw new Error(started.problem);
  return viewOf(database, host, started.value);
}

async function viewOf(database: Database, host: Adult, id: string): Promise<LiveView> {
  const view = await readLiveView(database, host.who, id, { locale: 'en', since: null }, now);
  if (!view.ok || !view.value) throw new Error('no view');
  return view.value;
}

async function act(database: Database, host: Adult, view: LiveView, event: LiveEvent): Promise<LiveView> {
  const { version } = view.session;
  const next = await actOnLive(
    database,
    host.who,
    view.id,
    { id: newServerEventId(now), version, event },
    'en',
    now,
  );
  if (!next.ok) throw new Error(`${event.type}: ${next.problem}`);
  return next.value;
}

const questionSteps = ({ session }: LiveView): number[] =>
  session.steps.flatMap((step, at) => (step.kind === 'question' ? [at] : []));

async function heldByQuestion(database: Database, classId: string): Promise<Record<string, number[]>> {
  const tallies = await listTallies(database, classId);
  const ids = new Set(tallies.map((tally) => tally.questionId));
  const count = (questionId: string, key: string): number =>
    tallies
      .filter((tally) => tally.questionId === questionId && tally.optionKey === key)
      .reduce((sum, tally) => sum + tally.count, 0);
  return Object.fromEntries([...ids].map((id) => [id, ['A', 'B', 'C'].map((key) => count(id, key))]));
}

describe.each(databaseKinds)('a lesson in a room ($kind)', ({ open }) => {
  let database: Database;
  let teacher: Adult;
  let stranger: Adult;
  let volunteer: Adult;

  beforeAll(async () => {
    useTestKeys();
    database = await open();
    await recordQuestionVersions(database, await loadCatalogue(), now);
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    stranger = await makeAdult(database, 'teacher', { name: 'li', organisation: 'School Two' });
    volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    await clearVolunteer(database, volunteer);
  });
  afterAll(() => database.close());

  test('walks the plan: every question of it is a step of its own', async () => {
    const view = await begin(database, teacher, await makeClass(database, teacher.who));
    const plan = findLesson(lessonId)?.content?.plans.find(({ minutes }) => minutes === 40);
    const asked = plan?.steps.flatMap((step) => (step.kind === 'question' ? step.questionIds : []));
    expect(questionSteps(view).map((at) => view.session.steps[at]?.questionId)).toEqual(asked);
    expect(view.session.steps.reduce((sum, step) => sum + step.plannedMs, 0)).toBe(
      (plan?.steps.reduce((sum, step) => sum + step.minutes, 0) ?? 0) * 60_000,
    );
    expect(view.steps.map((step) => step.title)).not.toContain('');
  });

  test('nobody but the class’s teacher and today’s guest opens, moves or voids it', async () => {
    const classId = await makeClass(database, teacher.who);
    const view = await begin(database, teacher, classId);
    const hidden = { ok: false, problem: 'not-found' };
    const asked = { locale: 'en', since: null } as const;
    const move = { id: newServerEventId(now), version: 0, event: { type: 'moved', to: 1 } } as const;
    for (const other of [stranger, volunteer]) {
      expect(await startLesson(database, other.who, classId, { lessonId, minutes: 40 }, now)).toEqual(hidden);
      expect(await readLiveView(database, other.who, view.id, asked, now)).toEqual(hidden);
      expect(await actOnLive(database, other.who, view.id, move, 'en', now)).toEqual(hidden);
      expect(await voidLesson(database, other.who, view.id, now)).toEqual(hidden);
    }
    await inviteGuest(database, teacher.who, classId, { email: volunteer.email, day: dayOf(now) }, now);
    const guest = await principalOf(database, volunteer.accountId);
    expect(await actOnLive(database, guest, view.id, move, 'en', now)).toMatchObject({ ok: true });
    expect(await voidLesson(database, guest, view.id, now)).toEqual(hidden);
    expect(await readLiveView(database, guest, view.id, asked, now + day)).toEqual(hidden);
  });

  test('a question keeps its key until it is opened, and again once it is closed', async () => {
    let view = await begin(database, teacher, await makeClass(database, teacher.who));
    const [first = 0, second = 0] = questionSteps(view);
    const secretsOf = (at: number): string[] => {
      const question = findQuestion(view.session.steps[at]?.questionId ?? '');
      if (!question) throw new Error('no question');
      const beliefs = question.options.flatMap(({ misconception }) => misconception ?? []);
      const names = catalogue().misconceptions.filter(({ code }) => beliefs.includes(code));
      return [...question.options.map(({ feedback }) => feedback.en), ...names.map(({ name }) => name.en)];
    };
    const leaks = (at: number): string[] => {
      const sent = JSON.stringify(view);
      return secretsOf(at).filter((secret) => sent.includes(JSON.stringify(secret).slice(1, -1)));
    };
    for (const at of questionSteps(view)) expect(leaks(at)).toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/correct|misconception|feedback/);
    view = await act(database, teacher, view, { type: 'revealed', step: first });
    expect(leaks(first).length).toBeGreaterThan(2);
    expect(leaks(second)).toEqual([]);
    view = await act(database, teacher, view, { type: 'reopened', step: first });
    expect(leaks(first)).toEqual([]);
  });

  test('hands are class evidence once the question is opened; a recount takes the place of the count', async () => {
    const classId = await makeClass(database, teacher.who);
    let view = await begin(database, teacher, classId);
    const [at = 0] = questionSteps(view);
    const questionId = view.session.steps[at]?.questionId ?? '';
    const count = (A: number, B: number, C: number): LiveEvent => ({
      type: 'hands-counted',
      step: at,
      counts: { A, B, C },
    });
    view = await act(database, teacher, view, count(20, 12, 3));
    expect(await heldByQuestion(database, classId)).toEqual({});
    view = await act(database, teacher, view, { type: 'revealed', step: at });
    expect(await heldByQuestion(database, classId)).toEqual({ [questionId]: [20, 12, 3] });
    view = await act(database, teacher, view, { type: 'reopened', step: at });
    view = await act(database, teacher, view, count(19, 13, 3));
    view = await act(database, teacher, view, { type: 'revealed', step: at });
    view = await act(database, teacher, view, { type: 'ended' });
    expect(await heldByQuestion(database, classId)).toEqual({ [questionId]: [19, 13, 3] });
    const map = await readHeatMap(database, catalogue(), classId, [lessonId]);
    const column = map.columns.find((one) => one.questionId === questionId);
    const right = findQuestion(questionId)?.options.findIndex(({ correct }) => correct) ?? -1;
    expect(column).toMatchObject({ answered: 35, right: [19, 13, 3][right] });
    expect(view.summary).toMatchObject({ questionsCounted: 1 });
    expect(view.summary?.learned.length).toBeGreaterThan(0);
  });

  test('of two screens that act on the same version one is taken, the other told that it is stale', async () => {
    const view = await begin(database, teacher, await makeClass(database, teacher.who));
    const both = await Promise.all(
      [1, 2].map((to) =>
        actOnLive(
          database,
          teacher.who,
          view.id,
          { id: newServerEventId(now), version: 0, event: { type: 'moved', to } },
          'en',
          now,
        ),
      ),
    );
    expect(both.map((one) => (one.ok ? 'taken' : one.problem)).sort()).toEqual(['stale-version', 'taken']);
    expect(await listLiveEvents(database, view.id)).toHaveLength(1);
    expect((await viewOf(database, teacher, view.id)).session.version).toBe(1);
  });

  test('a refused action changes nothing', async () => {
    const classId = await makeClass(database, teacher.who);
    const view = await begin(database, teacher, classId);
    const wrong: LiveEvent = { type: 'hands-counted', step: 0, counts: { A: 1, B: 1, C: 1 } };
    const refused = await actOnLive(
      database,
      teacher.who,
      view.id,
      { id: newServerEventId(now), version: 0, event: wrong },
      'en',
      now,
    );
    expect(refused).toEqual({ ok: false, problem: 'bad-input' });
    expect(await listLiveEvents(database, view.id)).toEqual([]);
    expect(await heldByQuestion(database, classId)).toEqual({});
  });

  test('an unchanged session is not sent again', async () => {
    const view = await begin(database, teacher, await makeClass(database, teacher.who));
    const asked = { locale: 'en', since: 0 } as const;
    expect(await readLiveView(database, teacher.who, view.id, asked, now)).toEqual({ ok: true, value: null });
    await act(database, teacher, view, { type: 'moved', to: 1 });
    expect(await readLiveView(database, teacher.who, view.id, asked, now)).toMatchObject({
      value: { session: { at: 1 } },
    });
  });

  test('a run of the wrong class is taken back: its hands leave the numbers and its screens stop', async () => {
    const classId = await makeClass(database, teacher.who);
    let view = await begin(database, teacher, classId);
    const [at = 0] = questionSteps(view);
    view = await act(database, teacher, view, {
      type: 'hands-counted',
      step: at,
      counts: { A: 9, B: 8, C: 7 },
    });
    view = await act(database, teacher, view, { type: 'revealed', step: at });
    expect(Object.values(await heldByQuestion(database, classId)).flat()).toContain(9);
    expect(await voidLesson(database, teacher.who, view.id, now)).toMatchObject({ ok: true });
    expect(Object.values(await heldByQuestion(database, classId)).flat()).not.toContain(9);
    expect(await listLiveSessions(database, classId)).toEqual([]);
    const move = {
      id: newServerEventId(now),
      version: view.session.version,
      event: { type: 'moved', to: 1 },
    } as const;
    expect(await actOnLive(database, teacher.who, view.id, move, 'en', now)).toEqual({
      ok: false,
      problem: 'session-ended',
    });
    expect((await viewOf(database, teacher, view.id)).voided).toBe(true);
  });

  test('over a line that loses every third request and every fourth answer no count is lost or doubled', async () => {
    const classId = await makeClass(database, teacher.who);
    const view = await begin(database, teacher, classId);
    let sent = 0;
    const line: LiveLine = {
      async send(action) {
        sent += 1;
        if (sent % 3 === 0) return { kind: 'away' };
        const next = await actOnLive(database, teacher.who, view.id, action, 'en', now);
        if (sent % 4 === 0) return { kind: 'away' };
        if (next.ok) return { kind: 'view', view: next.value };
        return { kind: next.problem === 'stale-version' ? 'stale' : 'refused' };
      },
      async look() {
        return { kind: 'view', view: await viewOf(database, teacher, view.id) };
      },
    };
    const place = { read: () => [], keep: () => undefined };
    const board = new LiveConnection(view, line, place, {
      now: () => now,
      newId: () => newServerEventId(now),
      changed: () => undefined,
    });
    const wanted: Record<string, number[]> = {};
    for (const [order, at] of questionSteps(view).entries()) {
      const counts = { A: 10 + order, B: 5, C: order };
      if (at !== board.session.at) board.act({ type: 'moved', to: at });
      board.act({ type: 'hands-counted', step: at, counts });
      board.act({ type: 'revealed', step: at });
      await board.flush();
      wanted[view.session.steps[at]?.questionId ?? ''] = [counts.A, counts.B, counts.C];
    }
    board.act({ type: 'ended' });
    for (let tries = 0; board.waiting.length > 0 && tries < 50; tries++) await board.flush();
    expect(board.waiting).toEqual([]);
    expect(board.lostCounts).toBe(0);
    expect(await heldByQuestion(database, classId)).toEqual(wanted);
    expect(board.view.session.endedAtMs).not.toBeNull();
    expect(sent).toBeGreaterThan(20);
  });
});

test('a restart of the server finds the lesson where it was', async () => {
  useTestKeys();
  const dataDir = temporaryFolder();
  let database = await openTestDatabase({ dataDir });
  await recordQuestionVersions(database, await loadCatalogue(), now);
  const teacher = await makeAdult(database, 'teacher');
  let view = await begin(database, teacher, await makeClass(database, teacher.who));
  const [at = 0] = questionSteps(view);
  view = await act(database, teacher, view, { type: 'moved', to: at });
  view = await act(database, teacher, view, {
    type: 'hands-counted',
    step: at,
    counts: { A: 1, B: 2, C: 3 },
  });
  await database.close();
  database = await openDatabase({ dataDir, proveLock: false });
  expect((await viewOf(database, teacher, view.id)).session).toEqual(view.session);
  await database.close();
});
