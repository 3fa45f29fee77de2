import { newEventId } from '#domain/event-id.ts';
import type { LiveAnswer } from '#domain/live-event.ts';
import type { ProblemCode } from '#domain/problems.ts';
import { randomBytes } from '#ui/random-bytes.ts';

import { browserWorld, LiveSocket } from './live-socket.ts';
import { PlayConnection, type PlayLineState } from './play-connection.ts';
import { answerPlace, playRequests } from './play-line.ts';
import type { OwnAnswers, PlayView } from './play-view.ts';

/** Without a socket the room is asked for this often; each device a little earlier or later than the others. */
const lookEveryMs = 2500;
/** What waits is sent again this often; with a socket the second try is a plain request. */
const sendAgainMs = 5000;
/** A page that nobody sees lets its socket go after this. */
const hiddenMs = 30_000;
/** After so many failed sockets in a row plain requests take over. */
const patience = 2;

export interface PlayAs {
  readonly locale: string;
  /** What the device files its answers under. */
  readonly seatKey: string;
}

/** The state of a pupil's device for its Svelte screen. */
export class PlayScreen {
  view = $state.raw() as PlayView;
  answers = $state.raw<Readonly<Record<number, string>>>({});
  waiting = $state.raw<readonly LiveAnswer[]>([]);
  lost = $state.raw<Readonly<Record<number, ProblemCode>>>({});
  line = $state<PlayLineState>('steady');
  problem = $state<ProblemCode | null>(null);
  readonly #as: PlayAs;
  #connection: PlayConnection;
  #socket: LiveSocket | null = null;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #hideTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: PlayView, mine: OwnAnswers, as: PlayAs) {
    this.#as = as;
    this.#connection = this.#connect(view, mine, { read: () => [], keep: () => undefined });
    this.#show();
  }

  /** Joins in: finds what waited here before a reload, and follows the room until the function it returns. */
  follow(mine: OwnAnswers): () => void {
    const { id } = this.view;
    this.#connection = this.#connect(this.view, mine, answerPlace(id, this.#as.seatKey));
    this.#show();
    const socket = new LiveSocket(
      browserWorld(id, 'play', this.#as.locale),
      (message) => {
        clearTimeout(this.#lookTimer);
        if (message.t === 'view') this.#connection.hearView(message.view as PlayView);
        if (message.t === 'mine') this.#connection.hearMine(message.mine);
        if (message.t === 'kept') this.#connection.hearKept(message.id, message.step, message.chosen);
        if (message.t === 'refused') void this.#connection.hearRefused(message.id, message.problem);
        if (message.t === 'closed') void this.#closed(message.problem);
      },
      () => this.#socketChanged(),
    );
    this.#socket = socket;
    const again = setInterval(() => this.#flush(), sendAgainMs);
    const back = (): void => {
      socket.hurry();
      void this.#look();
    };
    const seen = (): void => {
      clearTimeout(this.#hideTimer);
      if (document.hidden) {
        this.#hideTimer = setTimeout(() => this.#rest(), hiddenMs);
        return;
      }
      socket.start();
      back();
    };
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', back);
    window.addEventListener('offline', back);
    window.addEventListener('pageshow', back);
    socket.start();
    this.#flush();
    return () => {
      this.#rest();
      clearInterval(again);
      clearTimeout(this.#hideTimer);
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', back);
      window.removeEventListener('offline', back);
      window.removeEventListener('pageshow', back);
    };
  }

  /** `chosen`: an option's key, “do not know”, or faces joined by commas. */
  answer(chosen: string): void {
    const { at, step } = this.view;
    const id = newEventId(Date.now(), randomBytes);
    const { id: questionId = step.kind, version = '' } = step.question ?? {};
    void this.#connection.answer({ id, step: at, questionId, version, chosen });
  }

  async #closed(problem: ProblemCode): Promise<void> {
    await this.#connection.hearClosed(problem);
    await this.#look();
  }

  #rest(): void {
    this.#socket?.stop();
    clearTimeout(this.#lookTimer);
  }

  #flush(): void {
    if (this.waiting.length > 0) void this.#connection.flush();
  }

  #socketChanged(): void {
    if (this.#socket?.isOpen) this.#flush();
    else {
      this.#connection.forgetPushes();
      if (this.#socket?.failures === patience) void this.#look();
    }
  }

  async #look(): Promise<void> {
    clearTimeout(this.#lookTimer);
    await this.#connection.look();
    this.#flush();
    clearTimeout(this.#lookTimer);
    if (this.line === 'stopped') this.#rest();
    else if (!this.#socketCarries() && !document.hidden) {
      const waitMs = lookEveryMs * (0.75 + Math.random() / 2);
      this.#lookTimer = setTimeout(() => void this.#look(), waitMs);
    }
  }

  #socketCarries(): boolean {
    return this.#socket?.isOpen === true && this.#socket.failures === 0;
  }

  #connect(view: PlayView, mine: OwnAnswers, place: ReturnType<typeof answerPlace>): PlayConnection {
    const { locale, seatKey } = this.#as;
    const requests = playRequests(view.id, locale, seatKey);
    const push = (answer: LiveAnswer): boolean => this.#socket?.send({ t: 'answer', answer }) ?? false;
    return new PlayConnection(view, mine, { ...requests, push }, place, () => this.#show());
  }

  #show(): void {
    this.view = this.#connection.view;
    this.answers = this.#connection.answers;
    this.waiting = this.#connection.waiting;
    this.lost = this.#connection.lost;
    this.line = this.#connection.line;
    this.problem = this.#connection.problem;
  }
}
