import type { Catalogue, Question } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { listSeatHistory, type StoredEvent } from '#db/queries/learning-events.ts';
import type { DeliveryMode } from '#domain/evidence.ts';

import { questionAsShown } from './question-versions.server.ts';

interface Happened {
  readonly seq: number;
  readonly atMs: number;
  readonly mode: DeliveryMode;
  readonly lessonId: string;
  /** Taken back: it counts nowhere and stays readable. */
  readonly voided: boolean;
}

/** One thing that a seat did, with the question as it was shown. Sealed tests say only that they were answered. */
export type SeatDeed =
  | (Happened & { readonly kind: 'lesson-opened' | 'lesson-finished' })
  | (Happened & {
      readonly kind: 'question-answered';
      readonly question: Question;
      readonly tryNumber: number;
      readonly chosen: string;
      readonly right: boolean;
      readonly misconception: string | null;
    })
  | (Happened & { readonly kind: 'test-answered'; readonly questionId: string })
  | (Happened & {
      readonly kind: 'game-finished';
      readonly gameId: string;
      readonly band: string;
      /** Null when the game's rules had changed meanwhile: finished, not scored. */
      readonly scoreBp: number | null;
      readonly parts: readonly { readonly id: string; readonly scoreBp: number; readonly weightBp: number }[];
    });

/** What one seat did, in order, voided work included. The caller has checked who may see it. */
export async function readSeatHistory(
  database: Database,
  catalogue: Pick<Catalogue, 'questions'>,
  seatId: string,
): Promise<readonly SeatDeed[]> {
  const deeds: SeatDeed[] = [];
  for (const event of await listSeatHistory(database, seatId)) {
    const deed = await deedOf(database, catalogue, event);
    if (deed) deeds.push(deed);
  }
  return deeds;
}

async function deedOf(
  database: Database,
  catalogue: Pick<Catalogue, 'questions'>,
  event: StoredEvent,
): Promise<SeatDeed | null> {
  const { seq, atMs, mode, kind } = event;
  const happened = { seq, atMs, mode, lessonId: event.lessonId ?? '', voided: event.voidedBySeq !== null };
  switch (kind) {
    case 'lesson-opened':
    case 'lesson-finished':
      return { ...happened, kind };
    case 'test-answered':
      return { ...happened, kind, questionId: event.questionId ?? '' };
    case 'game-finished': {
      const { parts } = event.detail as Pick<Extract<SeatDeed, { kind: 'game-finished' }>, 'parts'>;
      const { gameId, band, scoreBp } = event;
      return { ...happened, kind, gameId: gameId ?? '', band: band ?? '', scoreBp, parts };
    }
    case 'question-answered': {
      const { questionId, questionVersion, tryNumber, chosen, mark, misconception } = event;
      const question = await questionAsShown(database, catalogue, questionId ?? '', questionVersion ?? '');
      if (!question) return null;
      const answer = { tryNumber: tryNumber ?? 1, chosen: chosen ?? '', right: mark === 'right' };
      return { ...happened, kind, question, ...answer, misconception };
    }
    case 'hand-counted':
    case 'team-answered':
    case 'team-played':
    case 'live-repeated':
    case 'faces-felt':
    case 'voided':
      return null;
  }
}
