import { expect, test } from 'vitest';

import { loadCatalogue } from '#catalogue/load.ts';
import { passDemoGate } from '#cli/demo-gate.ts';
import { closeAccount, readPeople, takeBackClearance } from '#features/bank/people.server.ts';
import { openTestDatabase } from '#tests/support/database.ts';
import { makeAdult, useTestKeys } from '#tests/support/people.ts';

const now = Date.now();

test('the demo’s volunteer is through the gate at every start, whatever somebody tried in between', async () => {
  useTestKeys();
  await loadCatalogue();
  const database = await openTestDatabase();
  const { who, accountId } = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
  const lin = await makeAdult(database, 'coordinator', { name: 'lin', organisation: 'Bank' });
  const line = async () =>
    (await readPeople(database, lin.who, now)).find((one) => one.accountId === accountId);
  const through = { missing: [], isClosed: false };
  await passDemoGate(database, who, lin.who, now);
  expect(await line()).toMatchObject({ ...through, goes: { goes: 1, best: 12 } });
  await passDemoGate(database, who, lin.who, now);
  expect(await line()).toMatchObject({ goes: { goes: 1 } });
  await takeBackClearance(database, lin.who, accountId, now);
  await passDemoGate(database, who, lin.who, now + 1);
  expect(await line()).toMatchObject(through);
  await closeAccount(database, lin.who, accountId, now);
  await passDemoGate(database, who, lin.who, now + 2);
  expect(await line()).toMatchObject(through);
  await database.close();
});
