import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { setAuthConfig } from '#auth/config.server.ts';
import { loadKeys } from '#auth/keys.server.ts';
import { newSeats } from '#auth/seat-secrets.server.ts';
import { readAccountPrincipal } from '#auth/principals.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/database.ts';
import { findAccount, insertAccount, insertMembership, insertOrganisation } from '#db/queries/accounts.ts';
import { insertClass } from '#db/queries/classes.ts';
import { setJoinWindow } from '#db/queries/seats.ts';
import { startLesson } from '#features/classroom/live.server.ts';
import { openSittings, sittingOf } from '#tests/support/sittings.ts';

/** Pupils who sit in class with an open session: what a load run needs before the server starts. */
export interface Stage {
  /** `name=value` cookies, one a seat. */
  readonly cookies: readonly string[];
  /** A test that is open in each class, when one was asked for. */
  readonly sittings: readonly string[];
  /** Live sessions with devices, one a class, when a lesson was asked for. */
  readonly rooms: readonly {
    readonly id: string;
    readonly hostCookie: string;
    readonly cookies: readonly string[];
  }[];
}

export interface StageOptions {
  readonly seatsPerClass?: number;
  /** A lesson with devices that every class is in. */
  readonly lessonId?: string;
  /** A module whose test every class sits. */
  readonly testOf?: string;
  /** A libsql-server in the place of the file; its nodes share `secretKey`. */
  readonly url?: string;
  readonly secretKey?: string;
}

/** Fills a data folder with classes whose seats have joined. The server must not run on it yet. */
export async function setStage(
  dataDir: string,
  seatCount: number,
  nowMs: number,
  { seatsPerClass = 60, lessonId, testOf, url, secretKey = '' }: StageOptions = {},
): Promise<Stage> {
  const database = await openDatabase({ dataDir, proveLock: false, ...(url ? { url } : {}) });
  const keys = loadKeys(dataDir, secretKey);
  setAuthConfig({ keys, siteUrl: null });
  await database.write([
    insertOrganisation(database, { id: 'org-load', kind: 'school', name: 'Load', createdAtMs: nowMs }),
    insertAccount(database, {
      id: 'account-load',
      email: 'load@school.test',
      displayName: 'Load',
      createdAtMs: nowMs,
    }),
  ]);
  await database.write([
    insertMembership(database, { accountId: 'account-load', organisationId: 'org-load', role: 'teacher' }),
  ]);
  const open = async (place: 'class' | 'staff', principalId: string): Promise<string> => {
    const { name, value } = await openAuthSession(database, { place, principalId, device: 'load', nowMs });
    return `${name}=${value}`;
  };
  const hostCookie = await open('staff', 'account-load');
  const rooms: Stage['rooms'][number][] = [];
  for (let number = 0; number * seatsPerClass < seatCount; number += 1) {
    const id = `class-load-${number}`;
    const seats = newSeats(keys, id, seatsPerClass);
    await database.write(
      insertClass(
        database,
        {
          id,
          organisationId: 'org-load',
          ownerAccountId: 'account-load',
          name: `${number}`,
          grade: 2,
          seatCount: seatsPerClass,
          code: `LOAD${String(number).padStart(3, '0')}`,
          codeExpiresAtMs: nowMs + 86_400_000,
          createdAtMs: nowMs,
        },
        seats,
      ),
    );
    await database.write([setJoinWindow(database, id, nowMs + 3_600_000)]);
    const pupils = seats.filter((seat) => seat.number > 0);
    const cookies = await Promise.all(pupils.map((seat) => open('class', seat.id)));
    rooms.push({ id: lessonId ? await startRoom(database, id, lessonId, nowMs) : id, hostCookie, cookies });
  }
  const classIds = rooms.map((_, number) => `class-load-${number}`);
  if (testOf !== undefined)
    await openSittings(database, classIds, nowMs, { moduleId: testOf, openedByAccountId: 'account-load' });
  await database.close();
  const sittings = testOf === undefined ? [] : classIds.map(sittingOf);
  return { sittings, cookies: rooms.flatMap(({ cookies }) => cookies), rooms };
}

/** A lesson with devices that the load's teacher holds. */
async function startRoom(
  database: Database,
  classId: string,
  lessonId: string,
  nowMs: number,
): Promise<string> {
  await loadCatalogue();
  const account = await findAccount(database, 'account-load');
  if (!account) throw new Error('There is no teacher.');
  const who = { account: await readAccountPrincipal(database, account, nowMs), seat: null };
  const wanted = { lessonId, minutes: 40, mode: 'devices' } as const;
  const started = await startLesson(database, who, classId, wanted, nowMs);
  if (!started.ok) throw new Error(started.problem);
  return started.value;
}
