import { gzipSync } from 'node:zlib';

import type { Database } from '#db/database.ts';
import { readResultRows } from '#db/queries/visit-results.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { VisitResults } from '#domain/visit-results.ts';

import type { OfflineCopy } from './offline-copy.server.ts';
import { copyIdOf, sealed } from './seal.server.ts';

/**
 * The results of a visit as the file that the laptop hands in: the same rows make the same file. Not while a
 * lesson runs, whose counts are not kept yet.
 */
export async function makeResults(
  database: Database,
  { packId, visitId, classId, key, contentHash }: OfflineCopy,
): Promise<Result<VisitResults, 'lesson-still-runs'>> {
  const body = await readResultRows(database, visitId, classId);
  const runs = body.sessions.some(({ endedAtMs, voidedAtMs }) => endedAtMs === null && voidedAtMs === null);
  if (runs) return refuse('lesson-still-runs');
  const contents = {
    format: 'square-one-visit-results',
    formatVersion: 1,
    ...{ packId, visitId, classId, copyId: copyIdOf(packId), contentHash, body },
  } as const;
  return ok(sealed(key, contents));
}

export function packResults(results: VisitResults): Uint8Array {
  return gzipSync(JSON.stringify(results));
}
