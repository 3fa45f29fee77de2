import { catalogue, findCourse, findLesson, findMisconception } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { countFinishedSeats, countLiveAnswers, type LiveAnswerCounts } from '#db/queries/learning-events.ts';
import { listLiveSeats, type LiveSessionRow } from '#db/queries/live.ts';
import type { LiveStep, LiveTally } from '#domain/live-session.ts';
import type { Principal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Locale } from '#domain/text.ts';
import { questionAsShown } from '#record/question-versions.server.ts';

import { buildLiveView, type LiveSource } from './build-live-view.ts';
import { buildPlayView } from './build-play-view.ts';
import { findLive, stateOf, type LiveAccess } from './live-access.server.ts';
import type { LiveView } from './live-view.ts';
import type { PlayView } from './play-view.ts';

/** What stands in for the question of faces in the learning log. */
export const facesQuestionId = 'faces';

/** The session as its staff's screens may see it; null when `since` is the version that the asker has. */
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
  return ok(isKnown ? null : await staffViewOf(database, found.value, asked.locale, nowMs));
}

export async function staffViewOf(
  database: Database,
  access: LiveAccess,
  locale: Locale,
  nowMs: number,
): Promise<LiveView> {
  const tally = await readTally(database, access.row);
  return buildLiveView(await sourceOf(database, access), tally, locale, nowMs);
}

/** The session as every pupil of the room sees it: the same words for all, without anybody's answers. */
export async function playViewOf(
  database: Database,
  access: LiveAccess,
  locale: Locale,
  nowMs: number,
): Promise<PlayView> {
  return buildPlayView(await sourceOf(database, access), locale, nowMs);
}

/** What the room's seats did so far, by step. */
export async function readTally(database: Database, row: LiveSessionRow): Promise<LiveTally> {
  const [joined, counts] = await Promise.all([
    listLiveSeats(database, row.id),
    countLiveAnswers(database, row.id),
  ]);
  const answers = stateOf(row).steps.flatMap((step, at) => {
    const own = answersAt(step, counts);
    return own ? [[at, own] as const] : [];
  });
  return { joined, answers: Object.fromEntries(answers) };
}

/** The tally with one step counted anew: what changes while a room answers. */
export async function recountStep(
  database: Database,
  row: LiveSessionRow,
  tally: LiveTally,
  at: number,
): Promise<LiveTally> {
  const step = stateOf(row).steps[at];
  if (!step) return tally;
  const counts = await countLiveAnswers(database, row.id, askedAt(step));
  const answers = answersAt(step, counts);
  return answers ? { ...tally, answers: { ...tally.answers, [at]: answers } } : tally;
}

function askedAt({ kind, questionId }: LiveStep): string {
  return kind === 'faces' ? facesQuestionId : (questionId ?? '');
}

function answersAt(step: LiveStep, counts: LiveAnswerCounts): LiveTally['answers'][number] | null {
  const own = counts[askedAt(step)];
  if (!own) return null;
  const devices = { ...own['devices'], ...own['home'] };
  return { devices: step.kind === 'faces' ? countFaces(devices) : devices, cards: { ...own['cards'] } };
}

/** A pupil may choose several faces: `gain,joy` counts for both. */
function countFaces(chosen: Readonly<Record<string, number>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [list, seats] of Object.entries(chosen))
    for (const face of list.split(',')) if (face) counts[face] = (counts[face] ?? 0) + seats;
  return counts;
}

async function sourceOf(database: Database, { row, class: itsClass }: LiveAccess): Promise<LiveSource> {
  const lesson = findLesson(row.lessonId);
  const course = lesson && findCourse(lesson.courseId);
  if (!lesson || !course) throw new Error(`The lesson ${row.lessonId} of ${row.id} left the catalogue.`);
  const session = stateOf(row);
  const plan = lesson.content?.plans.find((one) => one.minutes === session.planMinutes);
  const questions = await Promise.all(
    session.steps.map(async ({ questionId, questionVersion }) =>
      questionId ? questionAsShown(database, catalogue(), questionId, questionVersion ?? '') : undefined,
    ),
  );
  return {
    id: row.id,
    session,
    voided: row.voidedAtMs !== null,
    finishedSeats: row.endedAtMs === null ? 0 : await countFinishedSeats(database, row.id),
    class: itsClass,
    course,
    lesson,
    planSteps: plan?.steps ?? [],
    questions,
    findMisconception,
  };
}
