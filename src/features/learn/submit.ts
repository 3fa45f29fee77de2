import type { Bilingual } from '#domain/text.ts';
import type { Band } from '#games/kit/define-game.ts';
import type { GameId } from '#games/rules.ts';
import { LetterBox, type Device, type Outcome } from '#ui/letter-box.ts';
import type { Letter } from '#ui/outbox.ts';

export interface AnswerGiven {
  readonly lessonId: string;
  readonly questionId: string;
  readonly version: string;
  readonly tryNumber: 1 | 2;
  readonly answer: string;
}

/** right: done. again: a clue, and one more try. answer: the second try was wrong, so `solution` is shown. */
export interface AnswerReply {
  readonly id: string;
  readonly questionId: string;
  readonly tryNumber: number;
  readonly mark: 'right' | 'again' | 'answer';
  readonly chosen: string;
  readonly feedback: Bilingual;
  readonly idea: Bilingual | null;
  readonly solution: string | null;
}

export interface GameRun {
  readonly runId: string;
  readonly gameId: GameId;
  readonly band: Band;
  readonly seed: number;
  readonly rulesVersion: number;
}

export interface GameReply {
  /** Null when the run was played by older rules: finished, not scored. */
  readonly scoreBp: number | null;
  readonly parts: readonly { readonly id: string; readonly scoreBp: number; readonly weightBp: number }[];
  readonly finished: true;
}

export interface LessonReply {
  readonly finishedAtMs: number | null;
  readonly tile: { readonly finishedSeats: number; readonly seats: number } | null;
}

export interface Submit {
  answer(given: AnswerGiven): Promise<Outcome<AnswerReply>>;
  openLesson(lessonId: string): Promise<Outcome<LessonReply>>;
  finishLesson(lessonId: string): Promise<Outcome<LessonReply>>;
  /** Never kept: a run without the server's seed cannot be played. */
  startGame(gameId: GameId, lessonId: string): Promise<Outcome<GameRun>>;
  finishGame(
    run: Pick<GameRun, 'runId' | 'rulesVersion'>,
    moves: readonly unknown[],
  ): Promise<Outcome<GameReply>>;
  /** Sends what waits for this seat, oldest first. */
  flush(): Promise<void>;
  waiting(): readonly Letter[];
}

/**
 * Every write of a pupil's device goes through here, one at a time and in order, under one seat.
 * `onReply` hears the mark of each answer, also of one that waited.
 */
export function createSubmit(
  device: Device,
  seatKey: string,
  onReply: (reply: AnswerReply) => void = () => undefined,
): Submit {
  const box = new LetterBox(device, seatKey, {
    // The server refuses a letter whose seat is not the one that is signed in on this device.
    headers: { 'x-seat': seatKey },
    heard: (path, reply) => {
      if (path === '/api/answers') onReply(reply as AnswerReply);
    },
  });
  return {
    answer: (given) => box.write('/api/answers', given),
    openLesson: (lessonId) => box.write(`/api/lessons/${lessonId}/opened`, {}),
    finishLesson: (lessonId) => box.write(`/api/lessons/${lessonId}/finished`, {}),
    startGame: (gameId, lessonId) => box.ask('/api/games/runs', { gameId, lessonId }),
    finishGame: (run, moves) =>
      box.write('/api/games', { runId: run.runId, rulesVersion: run.rulesVersion, moves }),
    flush: () => box.flush(),
    waiting: () => box.waiting(),
  };
}
