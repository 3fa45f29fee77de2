import { loadCatalogue } from '#catalogue/load.ts';
import { seedDemoLedger } from '#cli/demo-ledger.ts';
import type { Database } from '#db/database.ts';
import { makeAdult, useTestKeys, type Adult } from '#tests/support/people.ts';

/** A coordinator whose bank has the demo's year 2021 in its ledger and its register. */
export async function makeDemoBank(database: Database, organisation = 'Bank'): Promise<Adult> {
  useTestKeys();
  await loadCatalogue();
  const coordinator = await makeAdult(database, 'coordinator', {
    name: `lin of ${organisation}`.replaceAll(' ', '-'),
    organisation,
  });
  await seedDemoLedger(database, coordinator.who, Date.now());
  return coordinator;
}

export function bankIdOf({ who }: Adult): string {
  const id = who.account?.memberships[0]?.organisationId;
  if (!id) throw new Error('The adult belongs to no bank.');
  return id;
}
