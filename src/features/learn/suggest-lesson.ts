/** What the suggestion needs to know of a lesson of the town. */
export interface LessonStanding {
  readonly lessonId: string;
  readonly moduleId: string;
  readonly ready: boolean;
  /** The first school year that it is for. */
  readonly fromGrade: number;
  readonly mine: 'todo' | 'open' | 'done';
}

/**
 * “Today's tile”: what was begun comes before what is new, and what was assigned before the rest. Beyond
 * what was assigned nothing is too old for the class; null when nothing is left.
 * @param assignedModules ids of the class's modules, the one that is due first in front
 */
export function suggestLesson(
  lessons: readonly LessonStanding[],
  assignedModules: readonly string[],
  grade: number,
): string | null {
  const left = lessons.filter(({ ready, mine }) => ready && mine !== 'done');
  for (const moduleId of [...assignedModules, null]) {
    const here = left.filter((lesson) =>
      moduleId === null ? lesson.fromGrade <= grade : lesson.moduleId === moduleId,
    );
    const next = here.find(({ mine }) => mine === 'open') ?? here[0];
    if (next) return next.lessonId;
  }
  return null;
}
