import { readClassFor } from '#auth/class-access.server.ts';
import { openJoinDoor } from '#auth/join-door.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { catalogue, findLesson, findQuestion } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import type { ClassRow } from '#db/queries/classes.ts';
import {
  appendLiveEvent,
  hasLiveAction,
  insertLiveSession,
  markLiveSessionVoided,
} from '#db/queries/live.ts';
import { findVisitSession, unholdVisit } from '#db/queries/visit-runs.ts';
import { step } from '#domain/live-actions.ts';
import type { HostAction } from '#domain/live-event.ts';
import { lessonEndsBy } from '#domain/live-plan.ts';
import { openSteps, startLiveSession, type LiveMode } from '#domain/live-session.ts';
import { leadProblem } from '#domain/live-lead.ts';
import { mayOnClass, type Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Locale } from '#domain/text.ts';
import { voidRun } from '#record/voiding.server.ts';

import { findLive, stateOf, type LiveAccess } from './live-access.server.ts';
import { liveBus } from './live-bus.server.ts';
import { liveSteps } from './live-steps.ts';
import type { LiveView } from './live-view.ts';
import { staffViewOf } from './read-live-view.server.ts';
import { settleStatements } from './settle.server.ts';

/** A lesson of 40 minutes with time to come in and to tidy up. */
const windowMs = 90 * 60 * 1000;
/** A unit can be refused because a pupil answered between its reads and its commit; then it is made anew. */
const attempts = 3;

export interface LessonWanted {
  readonly lessonId: string;
  readonly minutes: number;
  readonly mode?: LiveMode;
  /** The visit that the lesson is of. */
  readonly visitId?: string;
  /** When the visit's time in the school ends. */
  readonly visitEndsAtMs?: number;
}

/**
 * Begins a lesson in a room and answers the id of its session. A visit has one running lesson: who begins it
 * once more is led to that. With devices the class's door opens too.
 */
export async function startLesson(
  database: Database,
  who: Principal,
  classId: string,
  wanted: LessonWanted,
  nowMs: number,
): Promise<Result<string, ProblemCode>> {
  const found = await readClassFor(database, who, 'run-lesson', classId, nowMs);
  if (!found.ok) return found;
  const lesson = findLesson(wanted.lessonId);
  if (!lesson) return refuse('unknown-lesson');
  const plan = lesson.content?.plans.find((one) => one.minutes === wanted.minutes);
  if (!plan || !who.account) return refuse('bad-input');
  const id = newId('live');
  const { mode = 'hand-count', visitId, visitEndsAtMs } = wanted;
  const steps = liveSteps(plan, findQuestion);
  const session = startLiveSession(
    {
      planMinutes: plan.minutes,
      steps,
      seatCount: found.value.seatCount,
      mode,
      drawSeed: Number.parseInt(id.slice(-6), 36),
      endsByMs: visitEndsAtMs === undefined ? null : lessonEndsBy(steps, nowMs, visitEndsAtMs),
    },
    nowMs,
  );
  await openForDevices(database, found.value, mode, nowMs);
  const kept = await database.write(
    insertLiveSession(database, {
      id,
      classId,
      lessonId: lesson.id,
      visitId: visitId ?? null,
      mode,
      hostAccountId: who.account.id,
      version: session.version,
      state: session,
      openSteps: openSteps(session),
      startedAtMs: nowMs,
    }),
  );
  if (kept.ok) return ok(id);
  const running = visitId === undefined ? undefined : await findVisitSession(database, visitId);
  return running?.endedAtMs === null ? ok(running.id) : refuse('visit-not-agreed');
}

/**
 * Does a host's action and keeps it, with what it makes evidence, in one unit; a stale version is refused,
 * and an action that was kept before is answered with what stands.
 */
export async function actOnLive(
  database: Database,
  who: Principal,
  id: string,
  action: HostAction,
  locale: Locale,
  nowMs: number,
): Promise<Result<LiveView, ProblemCode>> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const found = await findLive(database, who, 'run-lesson', id, nowMs);
    if (!found.ok) return found;
    const { row } = found.value;
    if (row.voidedAtMs !== null) return refuse('session-ended');
    if (action.version !== row.version)
      return (await hasLiveAction(database, id, action.id))
        ? ok(await staffViewOf(database, found.value, locale, nowMs))
        : refuse('stale-version');
    const isTeacher = mayOnClass(who, 'lead-lesson', found.value.class, nowMs);
    const problem = leadProblem(stateOf(row), action.event, isTeacher);
    if (problem !== null) return refuse(problem);
    const kept = await keepAction(database, who, found.value, action, nowMs);
    if (!kept.ok) return kept;
    if (kept.value === null) continue;
    liveBus().publish(id, 'state');
    return ok(await staffViewOf(database, { ...found.value, row: kept.value }, locale, nowMs));
  }
  return refuse('stale-version');
}

/** The row that stands after the action; null when something came between and it must be tried anew. */
async function keepAction(
  database: Database,
  who: Principal,
  access: LiveAccess,
  { id: actionId, version, event }: HostAction,
  nowMs: number,
): Promise<Result<LiveAccess['row'] | null, ProblemCode>> {
  const { row } = access;
  const before = stateOf(row);
  const next = step(before, event, nowMs);
  if (!next.ok) return next;
  const state = next.value.endedAtMs === null ? next.value : { ...next.value, reads: {} };
  const { mode, version: nextVersion, endedAtMs } = state;
  const after = { version: nextVersion, mode, state, openSteps: openSteps(state), endedAtMs };
  const actorAccountId = who.account?.id ?? '';
  const by = { byAccountId: actorAccountId, nowMs };
  const settled = await settleStatements(database, row, before, event, by);
  const kept = await database.write([
    ...appendLiveEvent(
      database,
      { liveSessionId: row.id, seq: version, actionId, event, actorAccountId, atMs: nowMs },
      after,
    ),
    ...settled,
  ]);
  if (kept.ok && event.type === 'mode-changed')
    await openForDevices(database, access.class, event.mode, nowMs);
  return ok(kept.ok ? { ...row, ...after } : null);
}

/** Devices come in through the class's door: it stays open for the lesson at least. */
async function openForDevices(
  database: Database,
  itsClass: ClassRow,
  mode: LiveMode,
  nowMs: number,
): Promise<void> {
  const isOpen = (itsClass.joinOpenUntilMs ?? 0) > nowMs;
  if (mode === 'devices' && !isOpen) await openJoinDoor(database, itsClass, nowMs + windowMs, nowMs);
}

/** Takes a run of the wrong class back: its counts leave the class's numbers, its record stays. */
export async function voidLesson(
  database: Database,
  who: Principal,
  id: string,
  nowMs: number,
): Promise<Result<null, ProblemCode>> {
  const found = await findLive(database, who, 'void-run', id, nowMs);
  if (!found.ok) return found;
  const { visitId } = found.value.row;
  const taken = visitId && { visitId, byAccountId: who.account?.id ?? '', atMs: nowMs };
  await database.write([...markLiveSessionVoided(database, id, nowMs), ...(taken ? unholdVisit(taken) : [])]);
  const filter = { classId: found.value.class.id, liveSessionId: id };
  await voidRun({ database, catalogue: catalogue() }, filter, who.account?.id ?? '', nowMs);
  liveBus().publish(id, 'state');
  return ok(null);
}
