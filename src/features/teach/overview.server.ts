import { readClassFor } from '#auth/class-access.server.ts';
import { catalogue, findLesson, findModule, lessonsOfModule } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listAssignments, listGrants, type ClassRow, type Grant } from '#db/queries/classes.ts';
import { listEvidence, listTallies } from '#db/queries/learning-reads.ts';
import { listLiveSessions } from '#db/queries/live.ts';
import { countOpenSeats } from '#db/queries/seats.ts';
import { mayOnClass, type Principal } from '#domain/permissions.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Bilingual } from '#domain/text.ts';
import { readClassProgress } from '#record/class-reads.server.ts';

import { strongestBeliefs, type ClassBelief } from './beliefs.ts';

export interface AssignedModule {
  readonly assignmentId: string;
  readonly title: Bilingual;
  readonly dueOn: string;
  readonly lessons: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly ready: boolean;
    readonly finished: number;
    /** Seats that began and have not finished. */
    readonly begun: number;
  }[];
}

export interface ClassOverview {
  readonly class: ClassRow;
  readonly isOwner: boolean;
  /** What most seats and hands chose, over all lessons; three at most. */
  readonly beliefs: readonly ClassBelief[];
  readonly modules: readonly AssignedModule[];
  readonly openSeats: number;
  /** The lesson that somebody is teaching and has not ended. */
  readonly running: { readonly id: string; readonly lessonTitle: Bilingual } | null;
  /** Who else may open the class; empty for whoever may not decide that. */
  readonly grants: readonly Grant[];
}

/** What the class's own page says. Numbers of single seats are left out for a guest. */
export async function readOverview(
  database: Database,
  who: Principal,
  classId: string,
  nowMs: number,
): Promise<Result<ClassOverview, 'not-found'>> {
  const found = await readClassFor(database, who, 'see-class', classId, nowMs);
  if (!found.ok) return found;
  const isOwner = mayOnClass(who, 'manage-class', found.value, nowMs);
  const [evidence, tallies, modules, open, sessions, grants] = await Promise.all([
    listEvidence(database, classId),
    listTallies(database, classId),
    readAssignedModules(database, classId),
    countOpenSeats(database, classId, nowMs),
    listLiveSessions(database, classId, 5),
    isOwner ? listGrants(database, classId, nowMs) : [],
  ]);
  const running = sessions.find((session) => session.endedAtMs === null);
  const runningLesson = running && findLesson(running.lessonId);
  return ok({
    class: found.value,
    isOwner,
    beliefs: strongestBeliefs(evidence, tallies, catalogue().misconceptions).slice(0, 3),
    modules,
    openSeats: open.size,
    running: running && runningLesson ? { id: running.id, lessonTitle: runningLesson.title } : null,
    grants,
  });
}

/** The modules that a class was given, with how many seats finished and began each lesson. */
async function readAssignedModules(database: Database, classId: string): Promise<readonly AssignedModule[]> {
  const [assignments, seats] = await Promise.all([
    listAssignments(database, classId),
    readClassProgress(database, classId),
  ]);
  return assignments.flatMap(({ id, moduleId, dueOn }) => {
    const itsModule = findModule(moduleId);
    if (!itsModule) return [];
    const lessons = lessonsOfModule(moduleId).map((lesson) => {
      const rows = seats.flatMap((seat) => seat.lessons.get(lesson.id) ?? []);
      const finished = rows.filter((row) => row.finishedAtMs !== null).length;
      const { id: lessonId, title, ready } = lesson;
      return { id: lessonId, title, ready, finished, begun: rows.length - finished };
    });
    return [{ assignmentId: id, title: itsModule.title, dueOn, lessons }];
  });
}
