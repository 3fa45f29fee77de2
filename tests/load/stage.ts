import { openAuthSession } from '#auth/auth-sessions.server.ts';
import { setAuthConfig } from '#auth/config.server.ts';
import { loadKeys } from '#auth/keys.server.ts';
import { newSeats } from '#auth/seat-secrets.server.ts';
import { openDatabase } from '#db/connect.ts';
import { insertAccount, insertOrganisation } from '#db/queries/accounts.ts';
import { insertClass } from '#db/queries/classes.ts';
import { setJoinWindow } from '#db/queries/seats.ts';

/** Pupils who sit in class with an open session: what a load run needs before the server starts. */
export interface Stage {
  /** `name=value` cookies, one a seat. */
  readonly cookies: readonly string[];
}

const seatsPerClass = 60;

/** Fills a data folder with classes whose seats have joined. The server must not run on it yet. */
export async function setStage(dataDir: string, seatCount: number, nowMs: number): Promise<Stage> {
  const database = await openDatabase({ dataDir, proveLock: false });
  const keys = loadKeys(dataDir);
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
  const sessions: Promise<{ name: string; value: string }>[] = [];
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
    for (const seat of seats)
      if (seat.number > 0)
        sessions.push(
          openAuthSession(database, { place: 'class', principalId: seat.id, device: 'load', nowMs }),
        );
  }
  const cookies = (await Promise.all(sessions)).map(({ name, value }) => `${name}=${value}`);
  await database.close();
  return { cookies };
}
