import { StorageRefused, type Database } from '#db/database.ts';
import {
  insertEvent,
  listVoidable,
  markVoided,
  type LearningEvent,
  type VoidFilter,
} from '#db/queries/learning-events.ts';
import { sumAnew } from '#db/queries/projections.ts';

import { newServerEventId } from './event-id.server.ts';
import { classEvent, payloadHash } from './learning-event.ts';
import type { Recording } from './recording.ts';

/** The compensating event that takes events back. It names them one by one, so that a fold needs no rule. */
export function voidedEvent(
  like: Pick<LearningEvent, 'classId' | 'liveSessionId' | 'lessonId' | 'contentHash' | 'atMs'>,
  seqs: readonly number[],
  actorAccountId: string | null,
): LearningEvent {
  const { classId, liveSessionId, lessonId, contentHash, atMs } = like;
  return classEvent({
    kind: 'voided',
    deviceEventId: newServerEventId(atMs),
    payloadHash: payloadHash('voided', seqs),
    ...{ classId, liveSessionId, lessonId, contentHash, atMs },
    mode: 'one-screen',
    detail: { seqs, actorAccountId },
  });
}

/**
 * Takes back what a filter means: a run of a lesson by a seat or a class in a stretch of time, or a live
 * session. Tallies, progress and evidence are given back and pupils may answer again. Voiding twice finds
 * nothing the second time. The caller has checked who may void in this class.
 */
export async function voidRun(
  { database, catalogue }: Recording,
  filter: VoidFilter,
  actorAccountId: string,
  nowMs: number,
): Promise<{ readonly voided: number }> {
  const found = await listVoidable(database, filter);
  if (found.length === 0) return { voided: 0 };
  const seqs = found.map(({ seq }) => seq);
  const lessonIds = [...new Set(found.flatMap(({ lessonId }) => lessonId ?? []))];
  const like = {
    classId: filter.classId,
    liveSessionId: filter.liveSessionId ?? null,
    lessonId: filter.lessonId ?? null,
    contentHash: catalogue.hash,
    atMs: nowMs,
  };
  await writeAll(database, [
    insertEvent(voidedEvent(like, seqs, actorAccountId)),
    markVoided(seqs),
    ...sumAnew(filter.classId, lessonIds),
  ]);
  return { voided: seqs.length };
}

/** For units that break no constraint by what a person did: a refusal is a fault of ours. */
export async function writeAll(database: Database, unit: Parameters<Database['write']>[0]): Promise<void> {
  const outcome = await database.write(unit);
  if (!outcome.ok) throw new StorageRefused(outcome.constraint);
}
