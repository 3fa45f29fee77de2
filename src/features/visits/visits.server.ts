import { findLesson } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listAssignments, listClassesOf, listGrantedClasses } from '#db/queries/classes.ts';
import { listRunningSessionsOf } from '#db/queries/live.ts';
import type { Principal } from '#domain/permissions.ts';
import type { Bilingual } from '#domain/text.ts';

import { lessonChoices, type LessonChoice } from './booking/lesson-choices.ts';

export interface VisitClass {
  readonly id: string;
  readonly name: string;
  readonly grade: number;
  readonly seatCount: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly lessons: readonly LessonChoice[];
}

export interface VisitsView {
  readonly classes: readonly VisitClass[];
  readonly running: readonly {
    readonly id: string;
    readonly className: string;
    readonly lessonTitle: Bilingual;
    readonly startedAtMs: number;
  }[];
  /** Whether the adult has a desk of their own to go to. */
  readonly hasOwnClasses: boolean;
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The classes an adult was invited to, today's and the coming week's, with the lessons that can be taught. */
export async function readVisits(database: Database, who: Principal, nowMs: number): Promise<VisitsView> {
  const accountId = who.account?.id ?? '';
  const [granted, running, own] = await Promise.all([
    listGrantedClasses(database, accountId, nowMs, nowMs + weekMs),
    listRunningSessionsOf(database, accountId),
    listClassesOf(database, accountId),
  ]);
  const classes = await Promise.all(
    oncePerClass(granted).map(async ({ class: its, fromMs, untilMs }) => {
      const assigned = new Set((await listAssignments(database, its.id)).map((one) => one.moduleId));
      const { id, name, grade, seatCount } = its;
      return { id, name, grade, seatCount, fromMs, untilMs, lessons: lessonChoices(grade, assigned) };
    }),
  );
  return {
    classes,
    running: running.flatMap(({ id, className, lessonId, startedAtMs }) => {
      const lesson = findLesson(lessonId);
      return lesson ? [{ id, className, lessonTitle: lesson.title, startedAtMs }] : [];
    }),
    hasOwnClasses: own.length > 0,
  };
}

/** Two grants may open a class at a time, a teacher's own and a visit's: the one that begins first is shown. */
function oncePerClass<Grant extends { readonly class: { readonly id: string } }>(
  grants: readonly Grant[],
): Grant[] {
  const classIds = grants.map(({ class: its }) => its.id);
  return grants.filter(({ class: its }, index) => classIds.indexOf(its.id) === index);
}
