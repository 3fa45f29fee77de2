import { expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import { findClass } from '#db/queries/classes.ts';
import { findLiveSession } from '#db/queries/live.ts';
import type { LiveAccess } from '#features/classroom/live-access.server.ts';
import { LiveRoom, type Listener } from '#features/classroom/live-room.server.ts';
import { actOnLive, startLesson } from '#features/classroom/live.server.ts';
import { openTestDatabase } from '#tests/support/database.ts';
import { makeAdult, makeClass, useTestKeys } from '#tests/support/people.ts';

test('who comes in with a later state than the room has shown brings it to everybody there', async () => {
  useTestKeys();
  await loadCatalogue();
  const database = await openTestDatabase();
  const teacher = await makeAdult(database, 'teacher');
  const classId = await makeClass(database, teacher.who);
  const wanted = { lessonId: 'LB02', minutes: 40 };
  const started = await startLesson(database, teacher.who, classId, wanted, Date.now());
  if (!started.ok) throw new Error(started.problem);
  const access = async (): Promise<LiveAccess> => {
    const row = await findLiveSession(database, started.value);
    const itsClass = await findClass(database, classId);
    if (!row || !itsClass) throw new Error('the lesson is there');
    return { row, class: itsClass };
  };
  const heard: string[] = [];
  const listener = (messages: string[]): Listener => ({
    ...{ audience: 'play', locale: 'en', seat: 1 },
    send: (message) => messages.push(String(message)),
    close: () => undefined,
  });
  const room = new LiveRoom(database, started.value, Date.now);
  await room.join(listener(heard), await access());
  const action = {
    id: '0192f0c1-0000-7000-8000-000000000001',
    version: (await access()).row.version,
    event: { type: 'moved', to: 1 },
  } as const;
  const moved = await actOnLive(database, teacher.who, started.value, action, 'en', Date.now());
  expect(moved.ok).toBe(true);
  await room.join(listener([]), await access());
  await expect.poll(() => heard.length).toBe(2);
  await database.close();
});
