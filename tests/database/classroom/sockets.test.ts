import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { listTallies } from '#db/queries/learning-reads.ts';
import { listSeats } from '#db/queries/seats.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { nobody } from '#domain/permissions.ts';
import { liveBus } from '#features/classroom/live-bus.server.ts';
import { LiveRooms } from '#features/classroom/live-rooms.server.ts';
import { startLesson, voidLesson } from '#features/classroom/live.server.ts';
import { takeBackClearance } from '#features/bank/people.server.ts';
import { inviteGuest } from '#features/teach/grants.server.ts';
import { dayOf } from '#i18n/school-time.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { LiveDevice as ServedDevice } from '#server/live-device.ts';
import { openLiveSockets, type LiveSockets } from '#server/live-sockets.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { LiveDevice } from '#tests/support/live-device.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';

describe.each(databaseKinds)('a room of devices ($kind)', ({ open }) => {
  let database: Database;
  let server: Server;
  let sockets: LiveSockets;
  let origin: string;
  let teacher: Adult;
  let classId: string;
  let id: string;
  const opened: LiveDevice[] = [];
  let now = Date.now();

  beforeAll(async () => {
    useTestKeys();
    database = await open();
    await recordQuestionVersions(database, await loadCatalogue(), now);
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sockets = openLiveSockets(server, database, console, () => now);
  });
  beforeEach(async () => {
    now = Date.now();
    for (const device of opened.splice(0)) device.close();
    classId = await makeClass(database, teacher.who, { seatCount: 6 });
    const wanted = { lessonId: 'LB02', minutes: 40, mode: 'devices' } as const;
    const started = await startLesson(database, teacher.who, classId, wanted, now);
    if (!started.ok) throw new Error(started.problem);
    id = started.value;
  });
  afterAll(async () => {
    for (const device of opened) device.close();
    sockets.stop();
    server.close();
    await database.close();
  });

  async function cookieOf(place: 'staff' | 'class', principalId: string): Promise<string> {
    const cookie = await openAuthSession(database, { place, principalId, device: 'test', nowMs: now });
    return `${cookie.name}=${cookie.value}`;
  }

  async function host(): Promise<LiveDevice> {
    const device = await LiveDevice.open(origin, id, 'staff', await cookieOf('staff', teacher.accountId));
    opened.push(device);
    return device;
  }

  async function pupil(number: number, ofClass = classId): Promise<LiveDevice> {
    const seat = (await listSeats(database, ofClass)).find((one) => one.number === number);
    const device = await LiveDevice.open(origin, id, 'play', await cookieOf('class', seat?.id ?? ''));
    opened.push(device);
    return device;
  }

  /** Does the events one after another and answers the version that stands. */
  async function run(board: LiveDevice, events: readonly LiveEvent[]): Promise<number> {
    const first = await board.staffView(0);
    let { version } = first.session;
    for (const { t } of board.heard) expect(t).not.toBe('closed');
    version = Math.max(
      version,
      ...board.heard.flatMap((one) =>
        one.t === 'view' && 'session' in one.view ? one.view.session.version : [],
      ),
    );
    for (const event of events) {
      expect(await board.act(version, event)).toMatchObject({ t: 'done' });
      version += 1;
    }
    return version;
  }

  async function firstQuestion(
    board: LiveDevice,
  ): Promise<{ at: number; question: { id: string; version: string } }> {
    const { session } = await board.staffView(0);
    const at = session.steps.findIndex(({ kind }) => kind === 'question');
    const { questionId = '', questionVersion = '' } = session.steps[at] ?? {};
    return { at, question: { id: questionId, version: questionVersion } };
  }

  test('follows its host, keeps each answer once and shows the room what it chose', async () => {
    const board = await host();
    const { at, question } = await firstQuestion(board);
    const [one, two] = [await pupil(1), await pupil(2)];
    expect((await one.hear('mine')).mine).toEqual({ seat: 1, character: null, answers: {} });
    const version = await run(board, [{ type: 'moved', to: at }]);
    const view = await one.playView(version);
    expect(view).toMatchObject({ at, open: true, revealed: null });
    expect(view.step.question?.options).toHaveLength(3);
    expect(JSON.stringify(view)).not.toMatch(/correct|misconception|feedback/);
    expect(await one.answer(at, question, 'A')).toMatchObject({ t: 'kept', chosen: 'A' });
    expect(await two.answer(at, question, 'B')).toMatchObject({ t: 'kept', chosen: 'B' });
    await board.hear('tally', ({ tally }) => {
      const devices = tally.answers[at]?.devices ?? {};
      return devices['A'] === 1 && devices['B'] === 1 && tally.joined.length === 2;
    });
    const after = await run(board, [{ type: 'revealed', step: at }]);
    expect(await one.playView(after)).toMatchObject({ open: false, revealed: { beliefs: {} } });
    const late = await pupil(3);
    await late.playView(after);
    expect(await late.answer(at, question, 'C')).toMatchObject({ t: 'refused', problem: 'round-closed' });
    const tallies = await listTallies(database, classId);
    expect(tallies.map(({ optionKey, mode, count }) => [optionKey, mode, count])).toEqual([
      ['A', 'devices', 1],
      ['B', 'devices', 1],
    ]);
  });

  test('an answer sent twice counts once, from a second tab too, and another choice is refused', async () => {
    const board = await host();
    const { at, question } = await firstQuestion(board);
    const version = await run(board, [{ type: 'moved', to: at }]);
    const [tab, other] = [await pupil(1), await pupil(1)];
    await other.playView(version);
    const letter = '0192f0c1-0000-7000-8000-000000000001';
    expect(await tab.answer(at, question, 'A', letter)).toMatchObject({ t: 'kept' });
    expect(await tab.answer(at, question, 'A', letter)).toMatchObject({ t: 'kept', chosen: 'A' });
    expect(await tab.answer(at, question, 'B', letter)).toMatchObject({ problem: 'same-id-other-payload' });
    expect(await other.answer(at, question, 'B')).toMatchObject({ problem: 'already-answered' });
    const back = await pupil(1);
    expect((await back.hear('mine')).mine.answers).toEqual({ [at]: 'A' });
    expect(await listTallies(database, classId)).toMatchObject([{ optionKey: 'A', count: 1 }]);
  });

  test('takes no answer for another question, to another step, or in words that it does not know', async () => {
    const board = await host();
    const { at, question } = await firstQuestion(board);
    await run(board, [{ type: 'moved', to: at }]);
    const one = await pupil(1);
    await one.playView(1);
    expect(await one.answer(at, { ...question, id: 'LB02-Q5' }, 'A')).toMatchObject({
      problem: 'unknown-question',
    });
    expect(await one.answer(at + 1, question, 'A')).toMatchObject({ t: 'refused' });
    expect(await one.answer(at, question, 'Z')).toMatchObject({ problem: 'unreadable-answer' });
    expect(await one.answer(at, question, '?')).toMatchObject({ t: 'kept', chosen: '?' });
    one.say('{"t":"answer"}');
    expect(await one.closed()).toBe(1008);
    const two = await pupil(2);
    two.say(`{"t":"beat","pad":"${'x'.repeat(10_000)}"}`);
    expect(await two.closed()).toBe(1009);
  });

  test('who may not come in is told so: a stranger, another site, a pupil as host, a foreign class', async () => {
    await expect(LiveDevice.open(origin, id, 'play', '')).rejects.toThrow('401');
    const cookie = await cookieOf('staff', teacher.accountId);
    await expect(
      LiveDevice.open(origin, id, 'staff', cookie, { origin: 'http://evil.test' }),
    ).rejects.toThrow('403');
    await expect(LiveDevice.open(origin, `${id}%2f..`, 'staff', cookie)).rejects.toThrow('404');
    const one = await pupil(1);
    expect(await one.act(0, { type: 'ended' })).toMatchObject({ t: 'refused', problem: 'not-found' });
    const otherClass = await makeClass(database, teacher.who, { seatCount: 2 });
    await startLesson(
      database,
      teacher.who,
      otherClass,
      { lessonId: 'LB02', minutes: 40, mode: 'devices' },
      now,
    );
    const foreign = await pupil(1, otherClass);
    expect(await foreign.hear('closed')).toMatchObject({ problem: 'not-found' });
    expect(await foreign.closed()).toBe(4403);
    const stranger = await makeAdult(database, 'teacher', { name: `li-${id}`, organisation: 'School Two' });
    const other = await LiveDevice.open(origin, id, 'staff', await cookieOf('staff', stranger.accountId));
    expect(await other.hear('closed')).toMatchObject({ problem: 'not-found' });
  });

  test('a volunteer whose clearance is taken back is out of the room within a second or so; the teacher stays', async () => {
    const volunteer = await makeAdult(database, 'volunteer', { name: `zhou-${id}`, organisation: 'Bank' });
    const coordinator = await makeAdult(database, 'coordinator', { name: `lin-${id}`, organisation: 'Bank' });
    await clearVolunteer(database, volunteer);
    const guest = { email: volunteer.email, day: dayOf(now) };
    expect(await inviteGuest(database, teacher.who, classId, guest, now)).toMatchObject({ ok: true });
    const board = await host();
    const remote = await LiveDevice.open(origin, id, 'staff', await cookieOf('staff', volunteer.accountId));
    opened.push(remote);
    await remote.staffView(0);
    const takenAt = Date.now();
    await takeBackClearance(database, coordinator.who, volunteer.accountId, Date.now());
    // The test's clock stands still; it goes on as the room's does.
    now = Date.now() + 1000;
    expect(await remote.hear('closed')).toMatchObject({ problem: 'not-found' });
    expect(Date.now() - takenAt).toBeLessThan(1600);
    expect(board.closedWith).toBeNull();
  });

  test('a locked lobby keeps who is inside; a device that was sent out stays out until it is let in', async () => {
    const board = await host();
    const one = await pupil(1);
    await one.playView(0);
    let version = await run(board, [{ type: 'lobby-set', locked: true }]);
    expect(await (await pupil(2)).hear('closed')).toMatchObject({ problem: 'lobby-locked' });
    expect(await (await pupil(1)).playView(version)).toMatchObject({ version });
    version = await run(board, [{ type: 'device-sent-out', seat: 1, out: true }]);
    expect(await one.hear('closed')).toMatchObject({ problem: 'sent-out' });
    expect(await (await pupil(1)).hear('closed')).toMatchObject({ problem: 'sent-out' });
    await run(board, [{ type: 'device-sent-out', seat: 1, out: false }]);
    expect(await (await pupil(1)).playView(version)).toBeDefined();
  });

  test('more tabs of one seat than a pupil needs: the oldest gives way', async () => {
    const tabs = [await pupil(1), await pupil(1), await pupil(1), await pupil(1)];
    expect(await tabs[0]?.hear('closed')).toMatchObject({ problem: 'opened-elsewhere' });
    expect(await tabs[3]?.playView(0)).toBeDefined();
  });

  test('two hosts on the same version: one is done, the other told that it is stale; a repeat is harmless', async () => {
    const [board, phone] = [await host(), await host()];
    await phone.staffView(0);
    const both = await Promise.all([
      board.act(0, { type: 'moved', to: 1 }),
      phone.act(0, { type: 'moved', to: 2 }),
    ]);
    expect(both.map((one) => (one.t === 'refused' ? one.problem : one.t)).sort()).toEqual([
      'done',
      'stale-version',
    ]);
    const action = {
      id: '0192f0c1-0000-7000-8000-00000000000a',
      version: 1,
      event: { type: 'moved', to: 4 },
    };
    for (const _ of [1, 2]) board.say({ t: 'act', action });
    await board.hear('done', ({ id: done }) => done === action.id);
    expect((await phone.staffView(2)).session).toMatchObject({ version: 2, at: 4 });
  });

  test('a run that was taken back says so to every screen', async () => {
    const one = await pupil(1);
    await one.playView(0);
    await voidLesson(database, teacher.who, id, now);
    expect(
      (await one.hear('view', ({ view }) => 'over' in view && view.over === 'voided')).view,
    ).toBeDefined();
  });

  test('at the end who took part has finished the lesson, and cards shown are the seats’ answers', async () => {
    const board = await host();
    const { at, question } = await firstQuestion(board);
    let version = await run(board, [{ type: 'moved', to: at }]);
    const one = await pupil(1);
    await one.playView(version);
    await one.answer(at, question, 'A');
    version = await run(board, [
      { type: 'mode-changed', mode: 'cards' },
      { type: 'cards-read', step: at, reads: { 1: 'B', 2: 'C', 3: '?', 4: 'A' } },
      { type: 'cards-read', step: at, reads: { 4: 'B' } },
      { type: 'revealed', step: at },
      { type: 'ended' },
    ]);
    const { session, tally } = await board.staffView(version);
    expect(session.reads).toEqual({});
    expect(tally.answers[at]).toEqual({ devices: { A: 1 }, cards: { C: 1, '?': 1, B: 1 } });
    const { rows } = await database.client.execute({
      sql: 'SELECT count(*) AS seats FROM lesson_progress WHERE class_id = ? AND finished_at_ms IS NOT NULL',
      args: [classId],
    });
    expect(rows[0]?.['seats']).toBe(4);
  });

  test('a room stays while a device is at its door, and goes with the last one', () => {
    const rooms = new LiveRooms(database, liveBus(), () => now);
    const room = rooms.hold(id);
    expect(rooms.hold(id)).toBe(room);
    rooms.letGo(room);
    expect(rooms.hold(id)).toBe(room);
    rooms.letGo(room);
    rooms.letGo(room);
    expect(rooms.hold(id)).not.toBe(room);
    rooms.stop();
  });

  test('a reader that stands still is cut before it fills the server’s memory', async () => {
    const inside = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(inside, 'listening');
    const { port } = inside.address() as AddressInfo;
    const rooms = new LiveRooms(database, liveBus(), () => now);
    const door = { id, audience: 'play', locale: 'en', cookie: '', database, rooms, log: console } as const;
    const reader = new WebSocket(`ws://127.0.0.1:${port}`);
    const [[socket]] = (await Promise.all([once(inside, 'connection'), once(reader, 'open')])) as [
      [WebSocket],
      unknown,
    ];
    reader.pause();
    const device = new ServedDevice(socket, { ...door, now: () => now }, nobody);
    const gone = once(socket, 'close');
    const message = Buffer.alloc(64 * 1024, 'x');
    for (let sent = 0; sent < 400 && socket.readyState === WebSocket.OPEN; sent++) device.send(message);
    expect(socket.bufferedAmount).toBeLessThan(1024 * 1024);
    await gone;
    reader.terminate();
    rooms.stop();
    inside.close();
  });
});
