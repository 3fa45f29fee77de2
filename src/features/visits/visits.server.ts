import { catalogue, findLesson } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listAssignments, listClassesOf, listGrantedClasses } from '#db/queries/classes.ts';
import { listRunningSessionsOf } from '#db/queries/live.ts';
import type { Principal } from '#domain/permissions.ts';
import type { Bilingual } from '#domain/text.ts';

export interface VisitLesson {
  readonly id: string;
  readonly title: Bilingual;
  readonly minutes: readonly number[];
  readonly assigned: boolean;
}

export interface VisitClass {
  readonly id: string;
  readonly name: string;
  readonly grade: number;
  readonly seatCount: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly lessons: readonly VisitLesson[];
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
    granted.map(async ({ class: its, fromMs, untilMs }) => {
      const assigned = new Set((await listAssignments(database, its.id)).map((one) => one.moduleId));
      const { id, name, grade, seatCount } = its;
      return { id, name, grade, seatCount, fromMs, untilMs, lessons: lessonsFor(grade, assigned) };
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

/** What can be taught: assigned lessons first, then those of the grade, then the others. */
function lessonsFor(grade: number, assigned: ReadonlySet<string>): VisitLesson[] {
  const lessons = catalogue().lessons.filter((lesson) => (lesson.content?.plans.length ?? 0) > 0);
  const rank = ({ moduleId, grades }: (typeof lessons)[number]): number => {
    if (assigned.has(moduleId)) return 0;
    return grade >= grades.from && grade <= grades.to ? 1 : 2;
  };
  return lessons
    .toSorted((one, other) => rank(one) - rank(other))
    .map((lesson) => ({
      id: lesson.id,
      title: lesson.title,
      minutes: lesson.content?.plans.map((plan) => plan.minutes) ?? [],
      assigned: assigned.has(lesson.moduleId),
    }));
}
