import { catalogue, findModule, lessonsOfModule } from '#catalogue/catalogue.ts';
import type { Module } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { listAssignments } from '#db/queries/classes.ts';
import type { Bilingual } from '#domain/text.ts';
import { readClassProgress, type SeatProgress } from '#record/class-reads.server.ts';

import { progressFilters, type ProgressFilter } from './progress-filters.ts';

export interface ProgressCell {
  readonly state: 'done' | 'half' | 'none';
  readonly answered: number;
  /** Questions that were right at the first try. */
  readonly right: number;
}

export interface ProgressTable {
  readonly modules: readonly { readonly id: string; readonly title: Bilingual; readonly assigned: boolean }[];
  readonly moduleId: string;
  readonly filter: ProgressFilter;
  readonly lessons: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly questions: number;
    /** Of all seats, whatever the filter shows. */
    readonly finished: number;
  }[];
  readonly seats: readonly { readonly number: number; readonly cells: readonly ProgressCell[] }[];
}

/** Lessons × seats of one module; without a module the first that was assigned, else the first there is. */
export async function readProgressTable(
  database: Database,
  classId: string,
  wanted: { moduleId: string | null; filter: string | null },
): Promise<ProgressTable> {
  const [assignments, seats] = await Promise.all([
    listAssignments(database, classId),
    readClassProgress(database, classId),
  ]);
  const assigned = new Set(assignments.map((one) => one.moduleId));
  const modules = catalogue().modules.filter(
    (one) => assigned.has(one.id) || lessonsOfModule(one.id).some((lesson) => lesson.ready),
  );
  const chosen = chooseModule(wanted.moduleId, assignments[0]?.moduleId, modules);
  const filter = progressFilters.find((one) => one === wanted.filter) ?? 'all';
  const lessons = chosen ? lessonsOfModule(chosen.id).filter((lesson) => lesson.ready) : [];
  const rows = seats.map((seat) => ({
    number: seat.number,
    cells: lessons.map((lesson) => cellOf(seat, lesson.id)),
  }));
  return {
    modules: modules.map(({ id, title }) => ({ id, title, assigned: assigned.has(id) })),
    moduleId: chosen?.id ?? '',
    filter,
    lessons: lessons.map((lesson, place) => ({
      id: lesson.id,
      title: lesson.title,
      questions: lesson.content?.questionIds.length ?? 0,
      finished: rows.filter((row) => row.cells[place]?.state === 'done').length,
    })),
    seats: rows.filter(({ cells }) => isShown(cells, filter)),
  };
}

function chooseModule(
  wanted: string | null,
  assigned: string | undefined,
  modules: readonly Module[],
): Module | undefined {
  return findModule(wanted ?? '') ?? findModule(assigned ?? '') ?? modules[0];
}

function cellOf(seat: SeatProgress, lessonId: string): ProgressCell {
  const row = seat.lessons.get(lessonId);
  return {
    state: row ? (row.finishedAtMs === null ? 'half' : 'done') : 'none',
    answered: row?.questionsAnswered ?? 0,
    right: row?.questionsRightFirst ?? 0,
  };
}

function isShown(cells: readonly ProgressCell[], filter: ProgressFilter): boolean {
  if (filter === 'unfinished') return cells.some(({ state }) => state !== 'done');
  return filter === 'all' || cells.every(({ state }) => state === 'none');
}
