import { catalogue, findLesson, findMisconception } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { findSeat } from '#db/queries/seats.ts';
import type { Bilingual } from '#domain/text.ts';
import { readSeatMastery } from '#record/class-reads.server.ts';
import { readSeatHistory, type SeatDeed } from '#record/seat-history.server.ts';

import { levelOf, type MasteryLevel } from './mastery-level.ts';

export interface StoryTry {
  readonly key: string;
  readonly text: Bilingual;
  readonly right: boolean;
  readonly belief: Bilingual | null;
}

export interface StoryAnswer {
  readonly questionId: string;
  readonly stem: Bilingual;
  readonly first: StoryTry | null;
  readonly second: StoryTry | null;
  readonly voided: boolean;
}

export interface StoryLesson {
  readonly id: string;
  readonly title: Bilingual;
  readonly finishedAtMs: number | null;
  readonly lastAtMs: number;
  /** Whether anything of it still counts and could be taken back. */
  readonly stands: boolean;
  readonly answers: readonly StoryAnswer[];
  readonly games: readonly {
    readonly title: Bilingual;
    readonly score: number | null;
    readonly atMs: number;
    readonly voided: boolean;
  }[];
}

export interface SeatStory {
  readonly number: number;
  readonly seatId: string;
  readonly lessons: readonly StoryLesson[];
  readonly mastery: readonly {
    readonly name: Bilingual;
    readonly level: MasteryLevel;
    readonly pieces: number;
  }[];
}

/** What one seat did, lesson by lesson, the latest lesson first; null for a seat that is not there. */
export async function readSeatStory(
  database: Database,
  classId: string,
  number: number,
): Promise<SeatStory | null> {
  const seat = await findSeat(database, classId, number);
  if (!seat) return null;
  const [deeds, mastery] = await Promise.all([
    readSeatHistory(database, catalogue(), seat.id),
    readSeatMastery(database, classId, seat.id),
  ]);
  const byLesson = Map.groupBy(deeds, (deed) => deed.lessonId);
  const lessons = [...byLesson].flatMap(([lessonId, own]) => storyOf(lessonId, own) ?? []);
  return {
    number,
    seatId: seat.id,
    lessons: lessons.sort((one, other) => other.lastAtMs - one.lastAtMs),
    mastery: mastery.map((one) => ({
      name: nameOfCompetency(one.competency),
      level: levelOf(one),
      pieces: one.pieces,
    })),
  };
}

function storyOf(lessonId: string, deeds: readonly SeatDeed[]): StoryLesson | null {
  const lesson = findLesson(lessonId);
  if (!lesson) return null;
  const finished = deeds.find((deed) => deed.kind === 'lesson-finished' && !deed.voided);
  const answers = deeds.filter((deed) => deed.kind === 'question-answered');
  // A question that was taken back and answered afresh makes two lines.
  const lines = Map.groupBy(answers, (deed) => `${deed.question.id} ${deed.voided}`);
  return {
    id: lessonId,
    title: lesson.title,
    finishedAtMs: finished?.atMs ?? null,
    lastAtMs: Math.max(...deeds.map((deed) => deed.atMs)),
    stands: deeds.some((deed) => !deed.voided),
    answers: [...lines.values()].flatMap((tries) => {
      const [one] = tries;
      if (!one) return [];
      const { question, voided } = one;
      const attempt = (tryNumber: number) => tryOf(tries.findLast((deed) => deed.tryNumber === tryNumber));
      return [
        { questionId: question.id, stem: question.stem, first: attempt(1), second: attempt(2), voided },
      ];
    }),
    games: deeds
      .filter((deed) => deed.kind === 'game-finished')
      .map(({ gameId, scoreBp, atMs, voided }) => ({
        title: gameTitle(gameId),
        score: scoreBp === null ? null : Math.round(scoreBp / 100),
        atMs,
        voided,
      })),
  };
}

function tryOf(deed: Extract<SeatDeed, { kind: 'question-answered' }> | undefined): StoryTry | null {
  const option = deed?.question.options.find(({ key }) => key === deed.chosen);
  if (!deed || !option) return null;
  const belief = deed.misconception ? (findMisconception(deed.misconception)?.name ?? null) : null;
  return { key: option.key, text: option.text, right: deed.right, belief };
}

function nameOfCompetency(id: string): Bilingual {
  return catalogue().competencies.find((competency) => competency.id === id)?.name ?? { zh: id, en: id };
}

const gameTitles: Readonly<Record<string, Bilingual>> = {
  'little-teller': { zh: '小柜员', en: 'Little Teller' },
  'savings-garden': { zh: '储蓄花园', en: 'Savings Garden' },
  'promise-bridge': { zh: '诺言之桥', en: 'Promise Bridge' },
};

function gameTitle(id: string): Bilingual {
  return gameTitles[id] ?? { zh: id, en: id };
}
