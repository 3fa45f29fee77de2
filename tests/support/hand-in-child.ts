import { readFileSync } from 'node:fs';

import { findAccount } from '#db/queries/accounts.ts';
import { readAccountPrincipal } from '#auth/principals.server.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import { loadCatalogue } from '#catalogue/load.ts';
import { openDatabase } from '#db/connect.ts';
import { readResults } from '#features/visits/offline/read-results.server.ts';
import { takeResults } from '#features/visits/offline/take-results.server.ts';
import { learningOn } from '#tests/support/offline-visit.ts';
import { useTestKeys } from '#tests/support/people.ts';

// Hands a results file in, in a process of its own that a test may kill: DATA_DIR FILE ACCOUNT.
const [dataDir = '', file = '', accountId = ''] = process.argv.slice(2);
useTestKeys();
await loadCatalogue();
const database = await openDatabase({ dataDir, proveLock: false });
const results = readResults(readFileSync(file));
const account = await findAccount(database, accountId);
if (!results.ok || !account) throw new Error('nothing to hand in');
const who = { account: await readAccountPrincipal(database, account, Date.now()), seat: null };
const visit = await readVisitFor(database, who, 'take-visit-along', results.value.visitId);
if (!visit.ok) throw new Error('no visit');
console.log('handing in');
const taken = await takeResults(learningOn(database), who, visit.value, results.value, Date.now());
console.log(JSON.stringify(taken));
await database.close();
