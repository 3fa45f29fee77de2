import type { Lesson } from '#catalogue/schema.ts';
import { listSeatEvents, type StoredEvent } from '#db/queries/learning-events.ts';
import { countFinishedSeats } from '#db/queries/learning-reads.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { appendMilestone } from '#record/append.server.ts';
import { payloadHash, seatEvent } from '#record/learning-event.ts';
import { questionAsShown } from '#record/question-versions.server.ts';

import { answerReply } from './answer-reply.ts';
import type { Learning } from './learning.server.ts';
import type { MilestoneLetter } from './letters.ts';
import type { AnswerReply, LessonReply } from './submit.ts';

export interface LessonRecord {
  readonly answers: readonly {
    readonly questionId: string;
    readonly tryNumber: number;
    readonly reply: AnswerReply;
  }[];
  readonly games: readonly {
    readonly gameId: string;
    readonly finished: boolean;
    /** The best score; null when no finished run has one. */
    readonly scoreBp: number | null;
  }[];
  readonly finishedAtMs: number | null;
}

/** What a seat did in a lesson and what it was told, for a page that opens again. */
export async function readLessonRecord(
  learning: Learning,
  seat: ActingSeat,
  lessonId: string,
): Promise<Result<LessonRecord, 'unknown-lesson'>> {
  const lesson = findReadyLesson(learning, lessonId);
  if (!lesson) return refuse('unknown-lesson');
  const events = await listSeatEvents(learning.database, seat.id, lessonId);
  return ok({
    answers: await repliesOf(learning, events),
    games: gamesOf(lesson, events),
    finishedAtMs: finishedAt(events),
  });
}

async function repliesOf(
  { database, catalogue }: Learning,
  events: readonly StoredEvent[],
): Promise<LessonRecord['answers']> {
  const replies: LessonRecord['answers'][number][] = [];
  for (const event of events.filter(({ kind }) => kind === 'question-answered')) {
    const { questionId, questionVersion, tryNumber } = event;
    const question = await questionAsShown(database, catalogue, questionId ?? '', questionVersion ?? '');
    if (!question) continue;
    const reply = answerReply(question, event, catalogue.misconceptions);
    replies.push({ questionId: question.id, tryNumber: tryNumber ?? 1, reply });
  }
  return replies;
}

function gamesOf(lesson: Lesson, events: readonly StoredEvent[]): LessonRecord['games'] {
  const game = lesson.content?.game;
  if (!game) return [];
  const runs = events.filter(({ kind, gameId }) => kind === 'game-finished' && gameId === game.id);
  const scores = runs.flatMap(({ scoreBp }) => scoreBp ?? []);
  const best = scores.length > 0 ? Math.max(...scores) : null;
  return [{ gameId: game.id, finished: runs.length > 0, scoreBp: best }];
}

/** Notes that a seat opened or finished a lesson; the first time stands. */
export async function reachMilestone(
  learning: Learning,
  seat: ActingSeat,
  lessonId: string,
  kind: 'lesson-opened' | 'lesson-finished',
  letter: MilestoneLetter,
  nowMs: number,
): Promise<Result<LessonReply, 'unknown-lesson' | 'same-id-other-payload'>> {
  if (!findReadyLesson(learning, lessonId)) return refuse('unknown-lesson');
  const { database, catalogue } = learning;
  const event = seatEvent(seat, {
    kind,
    deviceEventId: letter.id,
    payloadHash: payloadHash(kind, lessonId),
    lessonId,
    contentHash: catalogue.hash,
    atMs: nowMs,
  });
  const appended = await appendMilestone(database, event);
  if (!appended.ok) return appended;
  const finishedAtMs =
    kind === 'lesson-finished'
      ? appended.value.atMs
      : finishedAt(await listSeatEvents(database, seat.id, lessonId));
  return ok({ finishedAtMs, tile: await countFinishedSeats(database, seat.classId, lessonId) });
}

function finishedAt(events: readonly StoredEvent[]): number | null {
  return events.find(({ kind }) => kind === 'lesson-finished')?.atMs ?? null;
}

export function findReadyLesson({ catalogue }: Learning, lessonId: string): Lesson | undefined {
  return catalogue.lessons.find(({ id, content }) => id === lessonId && content !== null);
}
