import type { LiveAnswer } from '#domain/live-event.ts';
import type { ProblemCode } from '#domain/problems.ts';

import type { OwnAnswers, PlayView } from './play-view.ts';

/** How the line to the server is: 'away' retries by itself; 'stopped' has a problem that says what to do. */
export type PlayLineState = 'steady' | 'away' | 'stopped';

export type AnswerOutcome =
  | { readonly kind: 'kept'; readonly chosen: string }
  | { readonly kind: 'refused'; readonly problem: ProblemCode }
  /** No reply, or none that can be read. */
  | { readonly kind: 'away' };

export type RoomOutcome =
  | { readonly kind: 'room'; readonly view: PlayView | null; readonly mine: OwnAnswers }
  | Exclude<AnswerOutcome, { kind: 'kept' }>;

/** The way to the server; a device passes its socket and fetch, tests pass what loses answers. */
export interface PlayLine {
  /** Sends by the open socket, whose reply comes to `hear…`; false where none is open. */
  push(answer: LiveAnswer): boolean;
  post(answer: LiveAnswer): Promise<AnswerOutcome>;
  look(since: number | null): Promise<RoomOutcome>;
}

/** Where answers wait under their seat, so that a reload, a dead battery or a lost network loses none. */
export interface AnswerPlace {
  read(): readonly LiveAnswer[];
  keep(answers: readonly LiveAnswer[]): void;
}

/** Refusals that time or the pupil can lift: the answer stays on the device. */
const passing: readonly ProblemCode[] = ['too-many-attempts', 'storage-refused', 'database-down'];
/** Refusals of the device itself: nothing of it is taken until somebody has done something. */
const stopping: readonly ProblemCode[] = [
  'not-signed-in',
  'other-seat',
  'not-found',
  'sent-out',
  'lobby-locked',
  'opened-elsewhere',
];

/**
 * A pupil's device in a room: the server's view, of which the highest version stands; what this seat
 * answered; and the answers that the server has not acknowledged, one for a step. It reads no clock.
 */
export class PlayConnection {
  view: PlayView;
  /** Step → what stands on the server. */
  answers: Readonly<Record<number, string>>;
  waiting: readonly LiveAnswer[];
  /** Answers that the server will not take, by step, and why: said to the pupil, never hidden. */
  lost: Readonly<Record<number, ProblemCode>> = {};
  line: PlayLineState = 'steady';
  /** Why the line is stopped. */
  problem: ProblemCode | null = null;
  readonly #seat: number;
  readonly #line: PlayLine;
  readonly #place: AnswerPlace;
  readonly #changed: () => void;
  /** Ids that went out by this socket and have no reply: the next try goes by a plain request. */
  #pushed = new Set<string>();
  #posting = false;

  constructor(view: PlayView, mine: OwnAnswers, line: PlayLine, place: AnswerPlace, changed: () => void) {
    this.view = view;
    this.answers = mine.answers;
    this.#seat = mine.seat;
    this.#line = line;
    this.#place = place;
    this.#changed = changed;
    this.waiting = place.read().filter(({ step }) => !(step in mine.answers));
  }

  /** What this seat chose at a step, on the server or still on this device; null when it has not answered. */
  chosenAt(step: number): string | null {
    return this.answers[step] ?? this.waiting.find((one) => one.step === step)?.chosen ?? null;
  }

  /** Keeps an answer on the device and sends it; the first one for a step stands. */
  async answer(answer: LiveAnswer): Promise<void> {
    if (this.chosenAt(answer.step) !== null) return;
    const { [answer.step]: _again, ...lost } = this.lost;
    this.lost = lost;
    this.#keep([...this.waiting, answer]);
    await this.flush();
  }

  /** Sends what waits: by the socket first, by plain requests where that is shut or owes a reply. */
  async flush(): Promise<void> {
    if (this.line === 'stopped' || this.#posting) return;
    const tried = new Set<string>();
    for (let next = this.#nextBut(tried); next; next = this.#nextBut(tried)) {
      tried.add(next.id);
      if (!this.#pushed.has(next.id) && this.#line.push(next)) {
        this.#pushed.add(next.id);
        continue;
      }
      this.#posting = true;
      const outcome = await this.#line.post(next);
      this.#posting = false;
      if (outcome.kind === 'kept') this.hearKept(next.id, next.step, outcome.chosen);
      else if (outcome.kind === 'refused') await this.hearRefused(next.id, outcome.problem);
      else this.#setLine('away');
      if (this.line !== 'steady') return;
    }
  }

  #nextBut(tried: ReadonlySet<string>): LiveAnswer | undefined {
    return this.waiting.find(({ id }) => !tried.has(id));
  }

  /** The socket shut: what it carried without a reply may go by the next one. */
  forgetPushes(): void {
    this.#pushed.clear();
  }

  /** Asks for the room and for this seat's answers. */
  async look(): Promise<void> {
    if (this.line === 'stopped') return;
    const outcome = await this.#line.look(this.view.version);
    if (outcome.kind === 'away') {
      this.#setLine('away');
      return;
    }
    if (outcome.kind === 'refused') {
      if (passing.includes(outcome.problem)) this.#setLine('away');
      else this.#stop(outcome.problem);
      return;
    }
    this.#setLine('steady');
    if (outcome.view) this.hearView(outcome.view);
    this.hearMine(outcome.mine);
  }

  /** A later view replaces an earlier one; a run that was taken back keeps its version. */
  hearView(view: PlayView): void {
    const isLater = view.version > this.view.version;
    const isTakenBack = view.version === this.view.version && view.over === 'voided';
    if (!isLater && !isTakenBack) return;
    this.view = view;
    this.#setLine('steady');
    this.#changed();
  }

  /** What the seat had answered, perhaps on another device: it stands, and what waits for the same step is done. */
  hearMine(mine: OwnAnswers): void {
    if (mine.seat !== this.#seat) return this.#stop('other-seat');
    this.#setLine('steady');
    this.answers = { ...this.answers, ...mine.answers };
    const waiting = this.waiting.filter(({ step }) => !(step in this.answers));
    if (waiting.length < this.waiting.length) this.#keep(waiting);
    else this.#changed();
  }

  hearKept(id: string, step: number, chosen: string): void {
    this.answers = { ...this.answers, [step]: chosen };
    this.#setLine('steady');
    this.#keep(this.waiting.filter((one) => one.id !== id));
  }

  async hearRefused(id: string, problem: ProblemCode): Promise<void> {
    const answer = this.waiting.find((one) => one.id === id);
    if (!answer) return;
    if (passing.includes(problem)) return;
    if (stopping.includes(problem)) {
      this.#stop(problem);
      return;
    }
    this.#keep(this.waiting.filter((one) => one.id !== id));
    // Another device of this seat was first, or an earlier try arrived: what stands is on the server.
    if (problem === 'already-answered' || problem === 'same-id-other-payload') return this.look();
    this.lost = { ...this.lost, [answer.step]: problem };
    this.#changed();
    if (problem === 'round-closed' || problem === 'session-ended') await this.look();
  }

  /** The server's last word on a socket; one that says little is asked for more by a plain request. */
  async hearClosed(problem: ProblemCode): Promise<void> {
    if (problem !== 'not-found' && stopping.includes(problem)) this.#stop(problem);
    else await this.look();
  }

  /** Nothing goes on by itself until the page is opened anew. */
  #stop(problem: ProblemCode): void {
    this.problem = problem;
    this.#setLine('stopped');
  }

  #keep(waiting: readonly LiveAnswer[]): void {
    this.waiting = waiting;
    this.#place.keep(waiting);
    this.#changed();
  }

  #setLine(line: PlayLineState): void {
    if (this.line === line || (this.line === 'stopped' && line !== 'stopped')) return;
    this.line = line;
    this.#changed();
  }
}
