import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { setAuthConfig } from '#auth/config.server.ts';
import { loadKeys } from '#auth/keys.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { openDatabase } from '#db/connect.ts';
import { listSeats, setJoinWindow } from '#db/queries/seats.ts';
import { makeAdult, makeClass } from './people.ts';
import { makeVisit } from './visits.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** A class of grade 4 with a visit that is under way and one that was held, and cookies of its people. */
export interface TestedClass {
  readonly classId: string;
  readonly youngClassId: string;
  readonly runningVisitId: string;
  readonly heldVisitId: string;
  readonly teacher: Cookie;
  readonly captain: Cookie;
  readonly coordinator: Cookie;
  /** Seats 1 to 3. */
  readonly pupils: readonly Cookie[];
}

const minute = 60_000;

/** Fills a data folder; the server must not run on it yet. */
export async function makeTestedClass(dataDir: string): Promise<TestedClass> {
  const database = await openDatabase({ dataDir, proveLock: false });
  setAuthConfig({ keys: loadKeys(dataDir, ''), siteUrl: null });
  await loadCatalogue();
  const now = Date.now();
  const teacher = await makeAdult(database, 'teacher', { name: '王老师' });
  const captain = await makeAdult(database, 'volunteer', { name: '周姐姐', organisation: 'Bank' });
  const coordinator = await makeAdult(database, 'coordinator', { name: '林协调员', organisation: 'Bank' });
  const classId = await makeClass(database, teacher.who, { seatCount: 12 });
  const youngClassId = await makeClass(database, teacher.who, { name: '一(1)', grade: 1, seatCount: 12 });
  const visit = (startsAtMs: number, columns: object) =>
    makeVisit(database, {
      ...{ teacher, coordinator, classId },
      crew: [{ adult: captain, role: 'captain' }],
      columns: { startsAtMs, endsAtMs: startsAtMs + 40 * minute, ...columns },
    });
  const runningVisitId = await visit(now - 5 * minute, {});
  const heldVisitId = await visit(now - 24 * 60 * minute, { status: 'held', heldAtMs: now });
  const open = async (place: 'staff' | 'class', principalId: string): Promise<Cookie> => {
    const { name, value } = await openAuthSession(database, {
      place,
      principalId,
      device: 'test',
      nowMs: now,
    });
    return { name, value };
  };
  const seats = (await listSeats(database, classId)).filter(({ number }) => number >= 1 && number <= 3);
  await database.write([
    setJoinWindow(database, classId, now + 4 * 60 * minute),
    {
      sql: `INSERT INTO answer_tallies VALUES (?, 'LB02', 'LB02-Q1', 'B', 'M-VAL-UNIT', 'devices', 1, 12)`,
      args: [classId],
    },
  ]);
  const pupils = await Promise.all(seats.map(({ id }) => open('class', id)));
  const made = {
    ...{ classId, youngClassId, runningVisitId, heldVisitId, pupils },
    teacher: await open('staff', teacher.accountId),
    captain: await open('staff', captain.accountId),
    coordinator: await open('staff', coordinator.accountId),
  };
  await database.close();
  return made;
}
