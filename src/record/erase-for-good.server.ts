import type { Database } from '#db/database.ts';
import { noteErased, type Erased } from '#db/erased.ts';
import { erasure } from '#db/queries/erasure.ts';

import { eraseLearning } from './erasure.server.ts';

/** Erases for good: noted outside the database first, so that a restored backup is erased again. */
export async function eraseForGood(
  database: Database,
  dataDir: string,
  erased: readonly Erased[],
): Promise<void> {
  noteErased(dataDir, erased);
  await eraseAgain(database, erased);
}

/** Applies noted erasures, also to the log's file, where a deleted row would lie until the next checkpoint. */
export async function eraseAgain(database: Database, erased: readonly Erased[]): Promise<void> {
  await eraseLearning(database, erased);
  for (const one of erased) {
    const outcome = await database.write(erasure(one));
    if (!outcome.ok) throw new Error(`${one.kind} ${one.id} cannot be erased: ${outcome.constraint}`);
  }
  if (database.kind === 'file') await database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
}
