import {
  catalogue,
  findCourse,
  findLesson,
  findMisconception,
  findModule,
  findQuestion,
  lessonsOfModule,
} from '#catalogue/catalogue.ts';
import { listAssignments } from '#db/queries/classes.ts';
import { listTallies } from '#db/queries/learning-reads.ts';
import { listLiveSessions } from '#db/queries/live.ts';
import type { HeatMap } from '#domain/heat-map.ts';
import { readMode, totalHands, type LiveSession } from '#domain/live-session.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Result } from '#domain/result.ts';
import { startLesson, voidLesson } from '#features/classroom/live.server.ts';
import { assignModule, withdrawModule } from '#features/teach/assignments.server.ts';
import { classPath } from '#features/teach/class-links.ts';
import { heatMapDetail, type HeatMapDetail } from '#features/teach/heat-map-detail.ts';
import { readProgressTable } from '#features/teach/progress.server.ts';
import type { AssignmentsProps, HeatMapProps, LessonsProps, ProgressProps } from '#features/teach/screens.ts';
import { words } from '#i18n/index.ts';
import { dayOf } from '#i18n/school-time.ts';
import { readHeatMap } from '#record/class-reads.server.ts';

import {
  badInput,
  fieldsOf,
  notFound,
  problemOf,
  readFrame,
  seeOther,
  type Frame,
  type PageContext,
} from './frame.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** `/teach/classes/ID/assignments`. */
export async function assignmentsPage(context: PageContext): Promise<AssignmentsProps | Response> {
  const { database, nowMs } = context.locals;
  const done = context.request.method === 'POST' ? await doAssignmentsForm(context) : null;
  if (done?.ok) return seeOther(context, classPath(context.params['id'] ?? '', 'assignments'));
  const frame = await readFrame(context, 'see-assignments', { problem: done && problemOf(done) });
  if (!frame) return notFound();
  const assignments = await listAssignments(database, frame.class.id);
  return {
    ...frame,
    given: assignments.flatMap(({ id, moduleId, dueOn }) => {
      const itsModule = findModule(moduleId);
      if (!itsModule) return [];
      const lessons = lessonsOfModule(moduleId).map(({ title, ready }) => ({ title, ready }));
      return [{ assignmentId: id, moduleId, title: itsModule.title, dueOn, lessons }];
    }),
    modules: catalogue().modules.flatMap(({ id, title, grades, courseId }) => {
      const lessons = lessonsOfModule(id);
      const ready = lessons.filter((lesson) => lesson.ready).length;
      const courseTitle = findCourse(courseId)?.title ?? title;
      return ready > 0 ? [{ id, title, courseTitle, grades, ready, lessons: lessons.length }] : [];
    }),
    today: dayOf(nowMs),
    usualDueOn: dayOf(nowMs + weekMs),
  };
}

async function doAssignmentsForm(context: PageContext): Promise<Result<null, ProblemCode>> {
  const { database, principal, nowMs } = context.locals;
  const classId = context.params['id'] ?? '';
  const form = await fieldsOf(context, ['action', 'moduleId', 'dueOn', 'assignmentId']);
  if (form?.action === 'assign') {
    const { moduleId, dueOn } = form;
    return assignModule(database, principal, classId, { moduleId, dueOn }, nowMs);
  }
  if (form?.action === 'remove')
    return withdrawModule(database, principal, classId, form.assignmentId ?? '', nowMs);
  return badInput;
}

/** `/teach/classes/ID/lessons`: begin a lesson on the board, carry on with one, take one back. */
export async function lessonsPage(context: PageContext): Promise<LessonsProps | Response> {
  const { database, principal, nowMs, locale } = context.locals;
  let problem: ProblemCode | null = null;
  let told: string | null = null;
  if (context.request.method === 'POST') {
    const form = await fieldsOf(context, ['action', 'lessonId', 'minutes', 'mode', 'liveId']);
    if (form?.action === 'start') {
      const { lessonId = '', minutes } = form;
      const wanted = { lessonId, minutes: Number(minutes), mode: readMode(form.mode) };
      const started = await startLesson(database, principal, context.params['id'] ?? '', wanted, nowMs);
      if (started.ok) return seeOther(context, `/board/${started.value}`);
      problem = started.problem;
    } else if (form?.action === 'void') {
      const done = await voidLesson(database, principal, form.liveId ?? '', nowMs);
      problem = problemOf(done);
      told = done.ok ? words(locale).teachLessons.lessons.voidDone : null;
    } else problem = 'bad-input';
  }
  const frame = await readFrame(context, 'run-lesson', { problem, told });
  return frame ? { ...frame, ...(await readLessons(context, frame)) } : notFound();
}

async function readLessons(
  { locals: { database }, url: { searchParams } }: PageContext,
  { class: { id, grade } }: Frame,
): Promise<Pick<LessonsProps, 'chosen' | 'lessons' | 'runs'>> {
  const [assignments, sessions] = await Promise.all([
    listAssignments(database, id),
    listLiveSessions(database, id),
  ]);
  const assigned = new Set(assignments.map((one) => one.moduleId));
  const lessons = catalogue().lessons.flatMap((lesson) => {
    if (!lesson.content || lesson.content.plans.length === 0) return [];
    return [
      {
        id: lesson.id,
        title: lesson.title,
        courseTitle: findCourse(lesson.courseId)?.title ?? lesson.title,
        assigned: assigned.has(lesson.moduleId),
        fits: grade >= lesson.grades.from && grade <= lesson.grades.to,
        plans: lesson.content.plans.map((plan) => ({
          minutes: plan.minutes,
          screenMinutes: plan.steps.reduce((sum, step) => sum + step.screenMinutes, 0),
          materials: plan.materials,
          steps: plan.steps.map(({ title, minutes }) => ({ title, minutes })),
        })),
      },
    ];
  });
  const rank = (lesson: (typeof lessons)[number]): number => (lesson.assigned ? 0 : lesson.fits ? 1 : 2);
  lessons.sort((one, other) => rank(one) - rank(other));
  const first = lessons.find((one) => one.id === searchParams.get('lesson')) ?? lessons[0];
  return {
    chosen: first ? { lessonId: first.id, minutes: Number(searchParams.get('minutes')) || 40 } : null,
    lessons,
    runs: sessions.flatMap(({ id: runId, lessonId, startedAtMs, endedAtMs, state }) => {
      const lesson = findLesson(lessonId);
      if (!lesson) return [];
      const { steps, counts } = state as LiveSession;
      const questionsCounted = steps.filter(
        (step, at) => step.kind === 'question' && totalHands(counts[at]) > 0,
      ).length;
      return [
        { id: runId, lessonTitle: lesson.title, startedAtMs, ended: endedAtMs !== null, questionsCounted },
      ];
    }),
  };
}

/** `/teach/classes/ID/progress?module=…&filter=…`. */
export async function progressPage(context: PageContext): Promise<ProgressProps | Response> {
  const { database } = context.locals;
  const { searchParams } = context.url;
  const frame = await readFrame(context, 'see-progress');
  if (!frame) return notFound();
  const wanted = { moduleId: searchParams.get('module'), filter: searchParams.get('filter') };
  return { ...frame, table: await readProgressTable(database, frame.class.id, wanted) };
}

/** `/teach/classes/ID/heat-map?module=…&question=…&cluster=…`; without a module, every lesson with answers. */
export async function heatMapPage(context: PageContext): Promise<HeatMapProps | Response> {
  const { database } = context.locals;
  const { searchParams } = context.url;
  const frame = await readFrame(context, 'see-heat-map');
  if (!frame) return notFound();
  const moduleId = findModule(searchParams.get('module') ?? '')?.id ?? null;
  const tallies = await listTallies(database, frame.class.id);
  const answered = new Set(tallies.map((tally) => tally.lessonId));
  const lessons = catalogue().lessons.filter((lesson) =>
    moduleId === null ? answered.has(lesson.id) : lesson.ready && lesson.moduleId === moduleId,
  );
  const lessonIds = lessons.map((lesson) => lesson.id);
  const map = await readHeatMap(database, catalogue(), frame.class.id, lessonIds);
  const path = classPath(frame.class.id, 'heatMap');
  const within = moduleId ? `module=${moduleId}&` : '';
  return {
    ...frame,
    map,
    lessonTitles: new Map(lessons.map((lesson) => [lesson.id, lesson.title])),
    modules: catalogue().modules.filter(({ id }) => lessonsOfModule(id).some((lesson) => lesson.ready)),
    moduleId,
    detail: detailOf(searchParams, map, tallies),
    cellPath: (questionId, clusterId) =>
      `${path}?${within}question=${questionId}&cluster=${clusterId}#detail`,
  };
}

/** The cell that was asked for, else the one that most first answers chose. */
function detailOf(
  asked: URLSearchParams,
  map: HeatMap,
  tallies: Parameters<typeof heatMapDetail>[3],
): HeatMapDetail | null {
  const cells = map.rows.flatMap(({ clusterId, cells: own }) => own.map((cell) => ({ ...cell, clusterId })));
  const hottest = cells.reduce<(typeof cells)[number] | null>(
    (best, cell) => (cell.held > (best?.held ?? 0) ? cell : best),
    null,
  );
  const question = findQuestion(asked.get('question') ?? hottest?.questionId ?? '');
  const lesson = question && findLesson(question.lessonId);
  if (!question || question.sealed || !lesson) return null;
  const clusterId = asked.get('cluster') ?? hottest?.clusterId ?? '';
  return heatMapDetail(question, clusterId, lesson.title, tallies, findMisconception);
}
