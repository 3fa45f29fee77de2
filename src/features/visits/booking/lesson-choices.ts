import { catalogue } from '#catalogue/catalogue.ts';
import type { Bilingual } from '#domain/text.ts';

export interface LessonChoice {
  readonly id: string;
  readonly title: Bilingual;
  /** Lengths of its plans. */
  readonly minutes: readonly number[];
  readonly assigned: boolean;
  /** Whether it is made for the grade. */
  readonly fits: boolean;
}

/** What can be taught: assigned lessons first, then those of the grade, then the others. */
export function lessonChoices(grade: number, assigned: ReadonlySet<string> = new Set()): LessonChoice[] {
  return catalogue()
    .lessons.filter((lesson) => (lesson.content?.plans.length ?? 0) > 0)
    .map((lesson) => ({
      id: lesson.id,
      title: lesson.title,
      minutes: lesson.content?.plans.map((plan) => plan.minutes) ?? [],
      assigned: assigned.has(lesson.moduleId),
      fits: grade >= lesson.grades.from && grade <= lesson.grades.to,
    }))
    .sort((one, other) => rank(one) - rank(other));
}

function rank({ assigned, fits }: LessonChoice): number {
  if (assigned) return 0;
  return fits ? 1 : 2;
}
