import { z } from 'zod';

import { readClassFor } from '#auth/class-access.server.ts';
import { newId } from '#auth/tokens.server.ts';
import { findLesson, findModule } from '#catalogue/catalogue.ts';
import type { Catalogue, Module } from '#catalogue/schema.ts';
import { modulesWithTest } from '#catalogue/test-forms.ts';
import type { Database } from '#db/database.ts';
import {
  closeSitting,
  listSittings,
  listTestableVisits,
  openSitting,
  type SittingCounts,
  type SittingRow,
  type TestableVisit,
} from '#db/queries/sittings.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  leastTestedGrade,
  sittingEnd,
  sittingPurposes,
  sittingTime,
  sittingWindow,
  type SittingPurpose,
} from '#domain/sitting.ts';
import type { Bilingual } from '#domain/text.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** The later test is sat up to six weeks after the lesson. */
const visitsBackMs = 50 * dayMs;

export const openFor = [1, 3, 7] as const;

/** One test of one visit and when it can be sat. */
export interface VisitTest {
  readonly visitId: string;
  readonly startsAtMs: number;
  readonly lessonTitle: Bilingual;
  readonly moduleId: string;
  readonly purpose: SittingPurpose;
  readonly time: 'now' | 'to-come' | 'over';
  readonly fromMs: number;
  readonly sitting: SittingOfClass | null;
}

export interface SittingOfClass extends SittingCounts {
  readonly id: string;
  readonly title: Bilingual;
  readonly purpose: SittingPurpose;
  readonly visitDay: string | null;
  readonly openedAtMs: number;
  readonly closesAtMs: number;
  readonly isOpen: boolean;
}

export interface ClassTests {
  /** Grades 1 and 2 sit no test. */
  readonly isTooYoung: boolean;
  readonly modules: readonly Module[];
  readonly visits: readonly VisitTest[];
  /** What was opened, the last one first; at most one is open. */
  readonly sittings: readonly SittingOfClass[];
}

/** The tests of a class: what can be opened, what is open, and how many seats answered. No question is told. */
export async function readClassTests(
  database: Database,
  catalogue: Pick<Catalogue, 'modules' | 'questions'>,
  { id, grade }: { readonly id: string; readonly grade: number },
  nowMs: number,
): Promise<ClassTests> {
  const [rows, visits] = await Promise.all([
    listSittings(database, id),
    listTestableVisits(database, id, nowMs - visitsBackMs),
  ]);
  const isTooYoung = grade < leastTestedGrade;
  const modules = isTooYoung ? [] : modulesWithTest(catalogue);
  const sittings = rows.map((row) => sittingOfClass(row, visits, nowMs));
  const ofVisit = (visit: TestableVisit): VisitTest[] => {
    const lesson = findLesson(visit.lessonId);
    if (!lesson || !modules.some((module) => module.id === lesson.moduleId)) return [];
    const { moduleId, title } = lesson;
    return sittingPurposes.map((purpose) => {
      const row = rows.find(
        (one) => one.visitId === visit.id && one.moduleId === moduleId && one.purpose === purpose,
      );
      return {
        ...{ visitId: visit.id, startsAtMs: visit.startsAtMs, lessonTitle: title, moduleId, purpose },
        time: sittingTime(purpose, visit, nowMs),
        fromMs: sittingWindow(purpose, visit).fromMs,
        sitting: sittings.find((one) => one.id === row?.id) ?? null,
      };
    });
  };
  return { isTooYoung, modules, visits: visits.flatMap(ofVisit), sittings };
}

function sittingOfClass(
  { id, moduleId, purpose, visitId, openedAtMs, closesAtMs, done, begun }: SittingRow & SittingCounts,
  visits: readonly TestableVisit[],
  nowMs: number,
): SittingOfClass {
  const title = findModule(moduleId)?.title ?? { zh: moduleId, en: moduleId };
  const visitDay = visits.find((visit) => visit.id === visitId)?.day ?? null;
  const isOpen = nowMs < closesAtMs;
  return { id, title, purpose, visitDay, openedAtMs, closesAtMs, isOpen, done, begun };
}

const formSchema = z.strictObject({
  moduleId: z.string().max(64),
  purpose: z.enum(sittingPurposes),
  /** Empty: a test of the class's own, of no visit. */
  visitId: z.string().max(64).default(''),
  days: z.coerce.number().pipe(z.union(openFor.map((days) => z.literal(days)))),
});

type OpenProblem =
  'not-found' | 'bad-input' | 'no-test-in-grade' | 'no-test-of-module' | 'not-the-time-for-test';

/** Opens a test for the class, and closes the one that was open. The same one again goes on where it was. */
export async function openTest(
  database: Database,
  catalogue: Pick<Catalogue, 'modules' | 'questions'>,
  who: Principal,
  classId: string,
  form: unknown,
  nowMs: number,
): Promise<Result<null, OpenProblem>> {
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  if (found.value.grade < leastTestedGrade) return refuse('no-test-in-grade');
  const { moduleId, purpose, visitId, days } = parsed.data;
  if (!modulesWithTest(catalogue).some(({ id }) => id === moduleId)) return refuse('no-test-of-module');
  const visits = visitId ? await listTestableVisits(database, classId, nowMs - visitsBackMs) : [];
  const visit = visits.find(({ id }) => id === visitId) ?? null;
  if (visitId && (!visit || findLesson(visit.lessonId)?.moduleId !== moduleId)) return refuse('bad-input');
  if (visit && sittingTime(purpose, visit, nowMs) !== 'now') return refuse('not-the-time-for-test');
  const lastDayEndMs = dayBounds(dayOf(nowMs + (days - 1) * dayMs)).untilMs;
  await database.write(
    openSitting({
      ...{ id: newId('sitting'), classId, moduleId, purpose, visitId: visit?.id ?? null },
      openedByAccountId: who.account?.id ?? '',
      openedAtMs: nowMs,
      closesAtMs: sittingEnd(purpose, lastDayEndMs, visit, nowMs),
    }),
  );
  return ok(null);
}

/** Answers of an open test end; what was answered stays. */
export async function closeTest(
  database: Database,
  who: Principal,
  classId: string,
  sittingId: string,
  nowMs: number,
): Promise<Result<null, 'not-found'>> {
  const found = await readClassFor(database, who, 'manage-class', classId, nowMs);
  if (!found.ok) return found;
  await database.write([closeSitting(classId, sittingId, nowMs)]);
  return ok(null);
}
