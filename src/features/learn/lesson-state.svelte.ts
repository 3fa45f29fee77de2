import type { ProblemCode } from '#domain/problems.ts';
import type { GameId } from '#games/rules.ts';

import { thisDevice } from '#ui/letter-box.ts';
import { recall, remember } from '#ui/page-memory.ts';
import { createSubmit, type AnswerReply, type LessonReply, type Submit } from './submit.ts';

/** The seat that this device is signed in as; `number` 0 is the teacher's preview. */
export interface SeatHere {
  /** Opaque and the same for the seat's whole life: what queued answers are filed under. */
  readonly key: string;
  readonly number: number;
  readonly className: string;
  readonly character: string | null;
}

interface LessonRecord {
  readonly answers: readonly {
    readonly questionId: string;
    readonly tryNumber: number;
    readonly reply: AnswerReply;
  }[];
  readonly games: readonly {
    readonly gameId: string;
    readonly finished: boolean;
    readonly scoreBp: number | null;
  }[];
  readonly finishedAtMs: number | null;
}

const retryEveryMs = 15_000;

/** What the islands of one lesson page share: who sits here, what was done, what waits for the network. */
export class LessonState {
  readonly lessonId: string;
  /** undefined until the server has said; null for a visitor without a seat. */
  seat = $state.raw<SeatHere | null | undefined>(undefined);
  replies = $state.raw<Readonly<Record<string, readonly AnswerReply[]>>>({});
  /** Options that were sent and have no reply, by question. */
  waiting = $state.raw<Readonly<Record<string, string>>>({});
  problems = $state.raw<Readonly<Record<string, ProblemCode>>>({});
  /** The room that this seat's class is in with its devices. */
  room = $state.raw<{ readonly id: string } | null>(null);
  finishedGames = $state.raw<readonly string[]>([]);
  finishedAtMs = $state<number | null>(null);
  tile = $state.raw<LessonReply['tile']>(null);
  /** Writes on this device that the server has not acknowledged. */
  unsent = $state(0);

  submit: Submit | null = null;
  #ready: Promise<void>;

  constructor(lessonId: string) {
    this.lessonId = lessonId;
    this.#ready = this.#load();
    const again = (): void => void this.#flush();
    addEventListener('online', again);
    setInterval(again, retryEveryMs);
  }

  /** Sends one try; the outcome is in `replies`, `waiting` and `problems`. */
  async answer(questionId: string, version: string, answer: string): Promise<void> {
    await this.#ready;
    if (!this.submit) {
      this.problems = { ...this.problems, [questionId]: 'not-signed-in' };
      return;
    }
    const tryNumber = (this.replies[questionId] ?? []).length === 0 ? 1 : 2;
    const { lessonId } = this;
    const outcome = await this.submit.answer({ lessonId, questionId, version, tryNumber, answer });
    if (outcome.kind === 'kept') this.waiting = { ...this.waiting, [questionId]: answer };
    const { [questionId]: _gone, ...others } = this.problems;
    this.problems =
      outcome.kind === 'sent' || !outcome.problem ? others : { ...others, [questionId]: outcome.problem };
    // Another tab or device answered first: the server's memory is the one that counts.
    if (outcome.kind === 'refused' && outcome.problem === 'already-answered') await this.#readRecord();
    if (outcome.kind === 'refused' && outcome.problem === 'room-asks-it') await this.#readSeat();
    this.#count();
  }

  async open(): Promise<void> {
    await this.#ready;
    await this.submit?.openLesson(this.lessonId);
    this.#count();
  }

  async finish(): Promise<void> {
    await this.#ready;
    const outcome = await this.submit?.finishLesson(this.lessonId);
    if (outcome?.kind === 'sent') {
      this.finishedAtMs = outcome.reply.finishedAtMs;
      this.tile = outcome.reply.tile;
    }
    this.#count();
  }

  gameFinished(gameId: GameId): void {
    this.finishedGames = [...this.finishedGames, gameId];
    this.#count();
  }

  async ready(): Promise<void> {
    await this.#ready;
  }

  async #load(): Promise<void> {
    this.seat = await this.#readSeat();
    if (!this.seat) return;
    this.submit = createSubmit(thisDevice(), this.seat.key, (reply) => this.#hear(reply));
    for (const { body } of this.submit.waiting()) {
      const { questionId, answer } = body as { questionId?: string; answer?: string };
      if (questionId && answer) this.waiting = { ...this.waiting, [questionId]: answer };
    }
    await this.#readRecord();
    this.#count();
    void this.#flush();
  }

  async #readRecord(): Promise<void> {
    try {
      const response = await fetch(`/api/lessons/${this.lessonId}`);
      if (!response.ok) return;
      const record = (await response.json()) as LessonRecord;
      this.finishedAtMs = record.finishedAtMs;
      this.finishedGames = record.games.filter(({ finished }) => finished).map(({ gameId }) => gameId);
      for (const { questionId, tryNumber, reply } of record.answers)
        this.#hear({ ...reply, questionId, tryNumber });
    } catch {
      // Without a network the pupil starts from what this page knows; the record comes with the next visit.
    }
  }

  async #readSeat(): Promise<SeatHere | null> {
    try {
      const response = await fetch('/api/me');
      if (!response.ok) return lastSeat();
      const me = (await response.json()) as { seat: SeatHere | null; room: { id: string } | null };
      this.room = me.room;
      remember('seat', JSON.stringify(me.seat));
      return me.seat;
    } catch {
      return lastSeat();
    }
  }

  #hear(reply: AnswerReply): void {
    const { questionId, tryNumber } = reply;
    const earlier = (this.replies[questionId] ?? []).filter((one) => one.tryNumber !== tryNumber);
    const all = [...earlier, reply].sort((one, other) => one.tryNumber - other.tryNumber);
    this.replies = { ...this.replies, [questionId]: all };
    const { [questionId]: _answered, ...others } = this.waiting;
    this.waiting = others;
  }

  async #flush(): Promise<void> {
    if (!this.submit || this.submit.waiting().length === 0) return;
    // Somebody else may have taken this device's seat in another tab since the page opened.
    const seat = await this.#readSeat();
    if (seat?.key !== this.seat?.key) return;
    await this.submit.flush();
    this.#count();
  }

  #count(): void {
    this.unsent = this.submit?.waiting().length ?? 0;
  }
}

let shared: LessonState | null = null;

/** The page's one state; every island of the page gets the same. In the browser only. */
export function lessonState(lessonId: string): LessonState {
  shared ??= new LessonState(lessonId);
  return shared;
}

/** A page that lost the network still files its answers under the seat that was here last. */
function lastSeat(): SeatHere | null {
  return JSON.parse(recall('seat') ?? 'null') as SeatHere | null;
}
