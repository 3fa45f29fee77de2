import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';

import type { Evidence } from '#domain/evidence.ts';

import type { Database } from '../database.ts';
import { answerTallies, learningEvents, lessonProgress, seats } from '../schema/index.ts';
import { findClass } from './classes.ts';

export type LessonProgressRow = typeof lessonProgress.$inferSelect;
export type AnswerTallyRow = typeof answerTallies.$inferSelect;

/** Seats of a class, preview apart, by number. */
export async function listCountedSeats(
  database: Database,
  classId: string,
): Promise<{ id: string; number: number; character: string | null; claimedAtMs: number | null }[]> {
  const { id, number, character, claimedAtMs } = seats;
  return database.drizzle
    .select({ id, number, character, claimedAtMs })
    .from(seats)
    .where(and(eq(seats.classId, classId), gt(seats.number, 0)))
    .orderBy(asc(seats.number));
}

export async function listProgress(database: Database, classId: string): Promise<LessonProgressRow[]> {
  return database.drizzle.select().from(lessonProgress).where(eq(lessonProgress.classId, classId));
}

export async function listTallies(
  database: Database,
  classId: string,
  lessonIds: readonly string[] | null = null,
): Promise<AnswerTallyRow[]> {
  const ofClass = eq(answerTallies.classId, classId);
  return database.drizzle
    .select()
    .from(answerTallies)
    .where(lessonIds ? and(ofClass, inArray(answerTallies.lessonId, [...lessonIds])) : ofClass);
}

/** Evidence of a class or of one of its seats that stands, in the order of the log. */
export async function listEvidence(
  database: Database,
  classId: string,
  seatId: string | null = null,
): Promise<(Evidence & { seatId: string | null })[]> {
  const rows = await database.drizzle
    .select({ seatId: learningEvents.seatId, evidence: learningEvents.evidence })
    .from(learningEvents)
    .where(
      and(
        eq(learningEvents.classId, classId),
        seatId === null ? undefined : eq(learningEvents.seatId, seatId),
        isNotNull(learningEvents.evidence),
        isNull(learningEvents.voidedBySeq),
      ),
    )
    .orderBy(asc(learningEvents.seq));
  return rows.flatMap((row) =>
    ((row.evidence ?? []) as readonly Evidence[]).map((piece) => ({ ...piece, seatId: row.seatId })),
  );
}

export interface TownLesson {
  readonly lessonId: string;
  readonly finishedSeats: number;
  readonly mine: 'todo' | 'open' | 'done';
}

/** How many seats of the class finished each lesson that anyone began, and where one seat stands. */
export async function listTownLessons(
  database: Database,
  classId: string,
  seatId: string,
): Promise<TownLesson[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT lesson_id, sum(finished_at_ms IS NOT NULL) AS finished,
  max(CASE WHEN seat_id <> ? THEN 0 WHEN finished_at_ms IS NULL THEN 1 ELSE 2 END) AS mine
FROM lesson_progress WHERE class_id = ? GROUP BY lesson_id`,
    args: [seatId, classId],
  });
  const states = ['todo', 'open', 'done'] as const;
  return rows.map((row) => ({
    lessonId: row['lesson_id'] as string,
    finishedSeats: row['finished'] as number,
    mine: states[row['mine'] as 0 | 1 | 2],
  }));
}

/** Seats of the class that finished a lesson, of all its seats. */
export async function countFinishedSeats(
  database: Database,
  classId: string,
  lessonId: string,
): Promise<{ finishedSeats: number; seats: number }> {
  const finished = await database.drizzle
    .select({ count: sql<number>`count(*)` })
    .from(lessonProgress)
    .where(
      and(
        eq(lessonProgress.classId, classId),
        eq(lessonProgress.lessonId, lessonId),
        isNotNull(lessonProgress.finishedAtMs),
      ),
    )
    .get();
  return { finishedSeats: finished?.count ?? 0, seats: await countSeats(database, classId) };
}

export async function countSeats(database: Database, classId: string): Promise<number> {
  return (await findClass(database, classId))?.seatCount ?? 0;
}
