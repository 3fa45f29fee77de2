import { problemStatus, type ProblemCode } from '#domain/problems.ts';
import type { Bilingual } from '#domain/text.ts';
import type { Band } from '#games/kit/define-game.ts';
import type { GameId } from '#games/rules.ts';

import { newEventId } from '#domain/event-id.ts';
import { Outbox, type Letter, type TextStore } from './outbox.ts';

/** What the module needs of the device it runs on; a test passes its own. */
export interface Device {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Where unsent answers survive a reload; null where the browser has none. */
  readonly store: TextStore | null;
  readonly nowMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/**
 * sent: the server has it. kept: it waits on this device, in order, under its seat (`problem` null: no
 * network). refused: it will never be accepted and is gone.
 */
export type Outcome<Reply> =
  | { readonly kind: 'sent'; readonly reply: Reply }
  | { readonly kind: 'kept'; readonly problem: ProblemCode | null }
  | { readonly kind: 'refused'; readonly problem: ProblemCode };

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
  const outbox = new Outbox(device.store);
  let queue: Promise<unknown> = Promise.resolve();

  function write<Reply>(path: string, fields: object): Promise<Outcome<Reply>> {
    const id = newEventId(device.nowMs(), device.randomBytes);
    outbox.add({ id, seatKey, path, body: { id, ...fields } });
    return inTurn(async () => (await deliver(id)) as Outcome<Reply>);
  }

  /** Delivers what waits up to and including the letter `lastId`, or all of it. */
  async function deliver(lastId: string | null): Promise<Outcome<unknown>> {
    let outcome: Outcome<unknown> = { kind: 'kept', problem: null };
    for (const letter of outbox.lettersOf(seatKey)) {
      outcome = await post(device, letter.path, letter.body, seatKey);
      if (outcome.kind === 'kept') return outcome;
      outbox.remove(letter.id);
      if (outcome.kind === 'sent' && letter.path === '/api/answers') onReply(outcome.reply as AnswerReply);
      if (letter.id === lastId) return outcome;
    }
    return outcome;
  }

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    answer: (given) => write('/api/answers', given),
    openLesson: (lessonId) => write(`/api/lessons/${lessonId}/opened`, {}),
    finishLesson: (lessonId) => write(`/api/lessons/${lessonId}/finished`, {}),
    startGame: (gameId, lessonId) =>
      inTurn(() => post<GameRun>(device, '/api/games/runs', { gameId, lessonId }, seatKey)),
    finishGame: (run, moves) =>
      write('/api/games', { runId: run.runId, rulesVersion: run.rulesVersion, moves }),
    flush: () =>
      inTurn(async () => {
        await deliver(null);
      }),
    waiting: () => outbox.lettersOf(seatKey),
  };
}

const patienceMs = 10_000;
/** Refusals that time or the pupil can lift: what was written stays on the device. */
const passing: readonly ProblemCode[] = [
  'not-signed-in',
  'other-seat',
  'too-many-attempts',
  'storage-refused',
  'database-down',
];

async function post<Reply>(
  device: Device,
  path: string,
  body: unknown,
  seatKey: string,
): Promise<Outcome<Reply>> {
  let response: Response;
  let answer: unknown;
  try {
    response = await device.fetch(path, {
      method: 'POST',
      // The server refuses a letter whose seat is not the one that is signed in on this device.
      headers: { 'content-type': 'application/json', 'x-seat': seatKey },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    answer = await response.json();
  } catch {
    return { kind: 'kept', problem: null };
  }
  if (response.ok) return { kind: 'sent', reply: answer as Reply };
  const problem = readProblem(answer);
  if (!problem) {
    return response.status >= 500
      ? { kind: 'kept', problem: null }
      : { kind: 'refused', problem: 'bad-input' };
  }
  return passing.includes(problem) ? { kind: 'kept', problem } : { kind: 'refused', problem };
}

function readProblem(answer: unknown): ProblemCode | null {
  if (typeof answer !== 'object' || answer === null || !('problem' in answer)) return null;
  const { problem } = answer;
  return typeof problem === 'string' && problem in problemStatus ? (problem as ProblemCode) : null;
}
