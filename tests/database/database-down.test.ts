import { describe, expect, test } from 'vitest';

import { openDatabase } from '#db/connect.ts';
import { isDatabaseDown } from '#db/database.ts';
import { findAccount } from '#db/queries/accounts.ts';
import { openTestDatabase, temporaryFolder } from '#tests/support/database.ts';
import { serverBinary, startServer } from '#tests/support/libsql-server.ts';

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

describe('a database server that went away', () => {
  test.skipIf(!serverBinary)('a read says so, and is told from a fault of our own', async () => {
    const server = await startServer(temporaryFolder());
    const database = await openDatabase({ dataDir: temporaryFolder(), url: server.url });
    expect(await findAccount(database, 'nobody')).toBeUndefined();
    expect(isDatabaseDown(await errorOf(database.client.execute('SELECT nothing')))).toBe(false);
    await server.stop();
    expect(isDatabaseDown(await errorOf(findAccount(database, 'nobody')))).toBe(true);
  });

  test('wrong SQL on a file is no such thing', async () => {
    const database = await openTestDatabase();
    expect(isDatabaseDown(await errorOf(database.client.execute('SELECT nothing')))).toBe(false);
    await database.close();
  });
});
