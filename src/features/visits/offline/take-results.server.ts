import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database, Statement } from '#db/database.ts';
import { insertAuditEntry } from '#db/queries/audit.ts';
import { insertResultSession, insertRuns, insertSittings, listSittingIds } from '#db/queries/hand-in.ts';
import { listSeats } from '#db/queries/seats.ts';
import { claimHandIn, countHandIn, findPack, listPacks, type PackRow } from '#db/queries/visit-packs.ts';
import { holdVisit } from '#db/queries/visit-runs.ts';
import { clockShiftMs, placeInTime } from '#domain/offline-clock.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { mayBeTakenAlong } from '#domain/visit.ts';
import type { HandInOutcome, ResultsBody, VisitResults } from '#domain/visit-results.ts';
import { dayBounds } from '#i18n/school-time.ts';
import type { GameRecording } from '#record/game-runs.server.ts';
import { handInStatements } from '#record/hand-in.server.ts';
import { judgeAnew } from '#record/judge-anew.server.ts';

import { paperStatements } from './papers.server.ts';
import { putInTime } from './put-in-time.ts';
import { fingerprint, isIntact, packKey } from './seal.server.ts';
import { signedBy } from './signed-by.ts';

export type HandInProblem =
  'file-altered' | 'file-foreign' | 'results-taken' | 'not-taken-along' | 'results-unfit';

/**
 * Takes a laptop's results, all in one unit: the claim of the visit's one hand-in, the lessons, the log, what
 * adults wrote, and the visit as held. The same file again, also after a crash, is answered with what stands.
 * The caller has checked who may hand in for this visit.
 */
export async function takeResults(
  recording: GameRecording,
  who: Principal,
  visit: VisitWithCrew,
  results: VisitResults,
  nowMs: number,
): Promise<Result<HandInOutcome, HandInProblem>> {
  const { database } = recording;
  const { packId, visitId, classId } = results;
  const pack = await findPack(database, packId);
  if (!pack || visitId !== visit.id || pack.visitId !== visit.id || classId !== visit.classId)
    return refuse('file-foreign');
  if (!isIntact(packKey(packId), results)) return refuse('file-altered');
  const hash = fingerprint(results);
  const before = await readTaken(database, pack, hash);
  if (before) return before;
  if (!mayBeTakenAlong(visit.status)) return refuse('not-taken-along');
  const unit = await unitOf(recording, who, visit, pack, results, hash, nowMs);
  const kept = await database.write(unit);
  const again = await findPack(database, packId);
  const after = again && (await readTaken(database, again, hash));
  if (after) return after;
  // Nothing but rows that contradict each other or ours is left to break a constraint.
  return refuse(kept.ok ? 'results-taken' : 'results-unfit');
}

/** What stands of an earlier hand-in: this very file's outcome, or that another file was taken; null for none. */
async function readTaken(
  database: Database,
  { id, visitId }: PackRow,
  hash: string,
): Promise<Result<HandInOutcome, 'results-taken'> | null> {
  const taken = (await listPacks(database, visitId)).find((one) => one.handedInAtMs !== null);
  if (!taken) return null;
  if (taken.id !== id || taken.handedInHash !== hash) return refuse('results-taken');
  const { seqBefore: _seq, ...outcome } = taken.outcome as HandInOutcome & { seqBefore: number };
  return ok(outcome);
}

async function unitOf(
  recording: GameRecording,
  who: Principal,
  visit: VisitWithCrew,
  pack: PackRow,
  results: VisitResults,
  hash: string,
  nowMs: number,
): Promise<Statement[]> {
  const { database } = recording;
  const classId = results.classId;
  const possible = {
    ...{ packMadeAtMs: pack.madeAtMs, handedInAtMs: nowMs, startsAtMs: visit.startsAtMs },
    dayFromMs: dayBounds(visit.day).fromMs,
    dayUntilMs: dayBounds(visit.day).untilMs,
  };
  const shiftMs = clockShiftMs(learningTimes(results.body), possible);
  const [seats, sittingIds] = await Promise.all([
    listSeats(database, classId),
    listSittingIds(database, visit.id),
  ]);
  const inTime = putInTime(results.body, (ms) => placeInTime(ms, shiftMs, possible));
  const numbers = new Map(seats.map(({ id, number }) => [id, number]));
  const judged = await judgeAnew(recording, inTime, { seats: numbers, sittingIds });
  const body = signedBy(judged.body, visit, pack.madeByAccountId);
  const { events, sessions, questions, checks, conduct } = body;
  const outcome: HandInOutcome = {
    copyId: results.copyId,
    lessons: sessions.filter(({ voidedAtMs }) => voidedAtMs === null).length,
    ...{ events: 0, repeated: 0, leftOut: judged.leftOut, clockShiftMs: shiftMs },
    ...{ questions: questions.length, checks: checks.length, conduct: conduct.length },
  };
  const of = { classId, visitId: visit.id };
  const byAccountId = who.account?.id ?? pack.madeByAccountId;
  const ends = sessions.flatMap(({ endedAtMs, voidedAtMs }) => (voidedAtMs === null && endedAtMs) || []);
  return [
    claimHandIn(pack.id, hash, outcome, nowMs),
    ...sessions.flatMap((session) => insertResultSession(database, session, of)),
    ...insertRuns(database, body.runs, of),
    ...insertSittings(
      database,
      body.sittings.filter(({ id }) => !sittingIds.has(id)),
      of,
    ),
    ...handInStatements(classId, events),
    ...paperStatements(database, visit, body),
    ...(ends.length > 0 ? holdVisit({ visitId: visit.id, byAccountId, atMs: Math.max(...ends) }) : []),
    insertAuditEntry(database, {
      atMs: nowMs,
      actorAccountId: byAccountId,
      action: 'visit-handed-in',
      subjectId: visit.id,
    }),
    countHandIn(pack.id, classId),
  ];
}

/** When the laptop says that the class learned; a check ticked at home the day before does not count here. */
function learningTimes({ events, sessions }: ResultsBody): number[] {
  return [...events.map(({ atMs }) => atMs), ...sessions.map(({ startedAtMs }) => startedAtMs)];
}
