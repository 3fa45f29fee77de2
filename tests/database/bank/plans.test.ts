import { beforeAll, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { findLedgerMonths } from '#db/queries/ledger-reads.ts';
import { readCampaigns } from '#features/bank/campaigns.server.ts';
import { readDesk } from '#features/bank/desk.server.ts';
import { readChoice } from '#features/bank/ledger-filter.ts';
import { readLedger } from '#features/bank/ledger.server.ts';
import { readMap } from '#features/bank/map.server.ts';
import { readYear } from '#features/bank/read-year.server.ts';
import { openTestDatabase } from '#tests/support/database.ts';
import { bankIdOf, makeDemoBank } from '#tests/support/demo-bank.ts';
import { plansOf, slowPlans } from '#tests/support/query-plans.ts';

let database: Database;
let bankId: string;
beforeAll(async () => {
  database = await openTestDatabase();
  bankId = bankIdOf(await makeDemoBank(database));
});

const readRows = async (query: string): Promise<void> => {
  const asked = new URLSearchParams(query);
  const choice = readChoice((name) => asked.get(name));
  const first = await readLedger(database, bankId, choice, { older: null, newer: null });
  const second = await readLedger(database, bankId, choice, { older: first.older, newer: null });
  await readLedger(database, bankId, choice, { older: null, newer: second.newer });
};

test.each([
  ['the desk', () => readDesk(database, bankId, { month: null, day: null }, Date.now())],
  ['the ledger', () => readRows('')],
  ['the ledger of a county', () => readRows('place=330329')],
  ['the ledger of a kind in a year', () => readRows('kind=village&year=2021')],
  ['the ledger of a campaign', () => readRows('campaign=consumer-rights-week')],
  ['the ledger of no campaign', () => readRows('campaign=none')],
  ['the choice of years', () => findLedgerMonths(database, bankId)],
  ['the map', () => readMap(database, bankId, 2021, '330329')],
  ['the campaigns', () => readCampaigns(database, bankId, 2021, '2021-03-10')],
  ['the year', () => readYear(database, bankId, 2021)],
])('every query of %s goes along an index and sorts nothing', async (_, run) => {
  const queries = await plansOf(database, run);
  expect(queries.length).toBeGreaterThan(0);
  expect(slowPlans(queries)).toEqual([]);
});

test('a query that walks a table or sorts it is caught', async () => {
  const walk = await plansOf(database, () => database.client.execute('SELECT title FROM activities'));
  expect(slowPlans(walk).length).toBe(1);
  const sort = await plansOf(database, () =>
    database.client.execute({
      sql: 'SELECT title FROM activities WHERE bank_id = ? ORDER BY minutes',
      args: [bankId],
    }),
  );
  expect(slowPlans(sort).length).toBe(1);
});
