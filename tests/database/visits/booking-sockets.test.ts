import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import type { Database } from '#db/database.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import { askForVisit } from '#features/visits/booking/arrange.server.ts';
import { cancelVisit } from '#features/visits/booking/change.server.ts';
import { leaveVisit, staffVisit } from '#features/visits/booking/crew.server.ts';
import { takeVisit } from '#features/visits/booking/take.server.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { openLiveSockets, type LiveSockets } from '#server/live-sockets.ts';
import { askForm } from '#tests/support/booking.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { clearVolunteer } from '#tests/support/gate.ts';
import { LiveDevice } from '#tests/support/live-device.ts';
import { makeAdult, makeClass, useTestKeys, type Adult } from '#tests/support/people.ts';

const done = { ok: true, value: null };

describe.each(databaseKinds)('the sockets of a visit’s squad ($kind)', ({ open }) => {
  let database: Database;
  let server: Server;
  let sockets: LiveSockets;
  let origin: string;
  let teacher: Adult;
  let coordinator: Adult;
  let captain: Adult;
  let helper: Adult;
  const opened: LiveDevice[] = [];
  let now = Date.now();

  beforeAll(async () => {
    useTestKeys();
    database = await open();
    await recordQuestionVersions(database, await loadCatalogue(), now);
    teacher = await makeAdult(database, 'teacher', { name: 'wang' });
    coordinator = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
    captain = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    helper = await makeAdult(database, 'volunteer', { name: 'wu', organisation: 'Bank' });
    for (const one of [captain, helper]) await clearVolunteer(database, one);
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sockets = openLiveSockets(server, database, console, () => now);
  });
  afterAll(async () => {
    for (const device of opened) device.close();
    sockets.stop();
    server.close();
    await database.close();
  });

  async function deviceOf({ accountId }: Adult, liveId: string): Promise<LiveDevice> {
    const made = { place: 'staff', principalId: accountId, device: 'test', nowMs: now } as const;
    const cookie = await openAuthSession(database, made);
    const device = await LiveDevice.open(origin, liveId, 'staff', `${cookie.name}=${cookie.value}`);
    opened.push(device);
    await device.staffView(0);
    return device;
  }

  test('end within a second or so when one leaves, and for everyone when the visit is cancelled; the teacher stays', async () => {
    const day = dayOf(now);
    const classId = await makeClass(database, teacher.who, { seatCount: 6 });
    const arranged = dayBounds(day).fromMs;
    const form = askForm(classId, { day, time: '23:00' });
    const asked = await askForVisit(database, teacher.who, form, arranged);
    const id = asked.ok ? asked.value : '';
    const taken = { version: '1', contact: 'lin', label: '' };
    expect(await takeVisit(database, coordinator.who, id, taken, arranged)).toEqual(done);
    const crew = new Map([
      [captain.accountId, 'captain' as const],
      [helper.accountId, 'assistant' as const],
    ]);
    expect(await staffVisit(database, coordinator.who, id, crew, arranged)).toEqual(done);
    const wanted = { lessonId: 'LB02', minutes: 40, mode: 'devices' } as const;
    const live = await startLesson(database, teacher.who, classId, wanted, now);
    const liveId = live.ok ? live.value : '';
    const [board, remote, second] = [
      await deviceOf(teacher, liveId),
      await deviceOf(captain, liveId),
      await deviceOf(helper, liveId),
    ];

    let endedAt = Date.now();
    expect(await leaveVisit(database, helper.who, id, '出差', endedAt)).toEqual(done);
    // The test's clock stands still; it goes on as the room's does.
    now = endedAt + 1000;
    expect(await second.hear('closed')).toMatchObject({ problem: 'not-found' });
    expect(Date.now() - endedAt).toBeLessThan(1600);
    expect(remote.closedWith).toBeNull();

    endedAt = Date.now();
    const reason = { version: '4', reason: '停课' };
    expect(await cancelVisit(database, teacher.who, id, reason, endedAt)).toEqual(done);
    now = Math.max(now, endedAt) + 1000;
    expect(await remote.hear('closed')).toMatchObject({ problem: 'not-found' });
    expect(Date.now() - endedAt).toBeLessThan(1600);
    expect(board.closedWith).toBeNull();
  });
});
