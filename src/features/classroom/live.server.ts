import { readClassFor } from '#auth/class-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { catalogue, findCourse, findLesson, findMisconception, findQuestion } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import type { ClassRow } from '#db/queries/classes.ts';
import {
  appendLiveEvent,
  findLiveSession,
  insertLiveSession,
  markLiveSessionVoided,
  type LiveSessionRow,
} from '#db/queries/live.ts';
import { startLiveSession, step, type LiveEvent, type LiveSession } from '#domain/live-session.ts';
import type { ClassPermission, Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Locale } from '#domain/text.ts';
import { recordHandCount } from '#record/hand-counts.server.ts';
import { questionAsShown } from '#record/question-versions.server.ts';
import { voidRun } from '#record/voiding.server.ts';

import { buildLiveView } from './build-live-view.ts';
import { liveSteps } from './live-steps.ts';
import type { LiveView } from './live-view.ts';

interface LiveAccess {
  readonly row: LiveSessionRow;
  readonly class: ClassRow;
}

/** Begins a lesson in a room by hand count and answers the id of its session. */
export async function startLesson(
  database: Database,
  who: Principal,
  classId: string,
  wanted: { lessonId: string; minutes: number },
  nowMs: number,
): Promise<Result<string, ProblemCode>> {
  const found = await readClassFor(database, who, 'run-lesson', classId, nowMs);
  if (!found.ok) return found;
  const lesson = findLesson(wanted.lessonId);
  if (!lesson) return refuse('unknown-lesson');
  const plan = lesson.content?.plans.find((one) => one.minutes === wanted.minutes);
  if (!plan || !who.account) return refuse('bad-input');
  const id = newId('live');
  const session = startLiveSession(plan.minutes, liveSteps(plan, findQuestion), nowMs);
  await database.write(
    insertLiveSession(database, {
      id,
      classId,
      lessonId: lesson.id,
      mode: 'hand-count',
      hostAccountId: who.account.id,
      version: session.version,
      state: session,
      startedAtMs: nowMs,
    }),
  );
  return ok(id);
}

/** The session as its room's screens may see it; null when `since` is the version that the asker has. */
export async function readLiveView(
  database: Database,
  who: Principal,
  id: string,
  asked: { locale: Locale; since: number | null },
  nowMs: number,
): Promise<Result<LiveView | null, ProblemCode>> {
  const found = await findLive(database, who, 'run-lesson', id, nowMs);
  if (!found.ok) return found;
  const isKnown = asked.since === found.value.row.version && found.value.row.voidedAtMs === null;
  return ok(isKnown ? null : await viewOf(database, found.value, asked.locale, nowMs));
}

/**
 * Does a host's action and keeps it with the state it leads to; a stale version is refused. A hand count is
 * then recorded as evidence of the class, a recount in place of the earlier one.
 */
export async function actOnLive(
  database: Database,
  who: Principal,
  id: string,
  { version, event }: { version: number; event: LiveEvent },
  locale: Locale,
  nowMs: number,
): Promise<Result<LiveView, ProblemCode>> {
  const found = await findLive(database, who, 'run-lesson', id, nowMs);
  if (!found.ok) return found;
  const { row } = found.value;
  if (row.voidedAtMs !== null) return refuse('session-ended');
  if (version !== row.version) return refuse('stale-version');
  const next = step(stateOf(row), event, nowMs);
  if (!next.ok) return next;
  const kept = await database.write(
    appendLiveEvent(
      database,
      {
        liveSessionId: id,
        seq: version,
        event,
        actorAccountId: who.account?.id ?? '',
        atMs: nowMs,
      },
      { version: next.value.version, state: next.value, endedAtMs: next.value.endedAtMs },
    ),
  );
  if (!kept.ok) return refuse('stale-version');
  await recordCounts(database, row, next.value, event, nowMs);
  const after = { ...row, version: next.value.version, state: next.value };
  return ok(await viewOf(database, { ...found.value, row: after }, locale, nowMs));
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
  await database.write(markLiveSessionVoided(database, id, nowMs));
  const filter = { classId: found.value.class.id, liveSessionId: id };
  await voidRun({ database, catalogue: catalogue() }, filter, who.account?.id ?? '', nowMs);
  return ok(null);
}

/**
 * Recording is idempotent, so that every later action also mends a count whose recording was cut off after
 * its action was kept.
 */
async function recordCounts(
  database: Database,
  row: LiveSessionRow,
  session: LiveSession,
  event: LiveEvent,
  nowMs: number,
): Promise<void> {
  const counted = event.type === 'hands-counted' ? [event.step] : Object.keys(session.counts).map(Number);
  for (const at of counted) {
    const { questionId, questionVersion } = session.steps[at] ?? {};
    const counts = session.counts[at];
    if (!questionId || !questionVersion || !counts) continue;
    const { classId, lessonId } = row;
    await recordHandCount(
      { database, catalogue: catalogue() },
      { classId, liveSessionId: row.id, lessonId, questionId, version: questionVersion, counts },
      nowMs,
    );
  }
}

async function findLive(
  database: Database,
  who: Principal,
  permission: ClassPermission,
  id: string,
  nowMs: number,
): Promise<Result<LiveAccess, 'not-found'>> {
  const row = await findLiveSession(database, id);
  if (!row) return refuse('not-found');
  const found = await readClassFor(database, who, permission, row.classId, nowMs);
  return found.ok ? ok({ row, class: found.value }) : found;
}

async function viewOf(
  database: Database,
  { row, class: itsClass }: LiveAccess,
  locale: Locale,
  nowMs: number,
): Promise<LiveView> {
  const lesson = findLesson(row.lessonId);
  const course = lesson && findCourse(lesson.courseId);
  if (!lesson || !course) throw new Error(`The lesson ${row.lessonId} of ${row.id} left the catalogue.`);
  const plan = lesson.content?.plans.find((one) => one.minutes === stateOf(row).planMinutes);
  const session = stateOf(row);
  const questions = await Promise.all(
    session.steps.map(async ({ questionId, questionVersion }) =>
      questionId ? questionAsShown(database, catalogue(), questionId, questionVersion ?? '') : undefined,
    ),
  );
  return buildLiveView(
    {
      id: row.id,
      session,
      voided: row.voidedAtMs !== null,
      class: itsClass,
      course,
      lesson,
      planSteps: plan?.steps ?? [],
      questions,
      findMisconception,
    },
    locale,
    nowMs,
  );
}

function stateOf(row: LiveSessionRow): LiveSession {
  return row.state as LiveSession;
}
