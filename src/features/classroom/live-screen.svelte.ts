import { newEventId } from '#domain/event-id.ts';
import type { LiveEvent } from '#domain/live-event.ts';
import { leadProblem } from '#domain/live-lead.ts';
import type { LiveSession } from '#domain/live-session.ts';
import { randomBytes } from '#ui/random-bytes.ts';

import type { HostScreen } from './host-screen.ts';
import { LiveConnection, type LineState } from './live-connection.ts';
import { browserPlace, httpLine } from './live-line.ts';
import { browserWorld, LiveSocket } from './live-socket.ts';
import type { LiveView } from './live-view.ts';

/** With a socket the server tells what is new; this asks in case it could not. */
const lookWithSocketMs = 15_000;
const lookEveryMs = 2500;
const longestPauseMs = 8000;
/** Taps on a counter are gathered this long before they are sent. */
const countPauseMs = 500;

/** The state of a live session for the staff's Svelte screens: what the connection knows, and a clock. */
export class LiveScreen implements HostScreen {
  view = $state.raw() as LiveView;
  session = $state.raw() as LiveSession;
  line = $state<LineState>('steady');
  waiting = $state(0);
  lostCounts = $state(0);
  nowMs = $state(0);
  readonly #skewMs: number;
  readonly #locale: string;
  readonly #isTeacher: boolean;
  #connection: LiveConnection;
  #socket: LiveSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = lookEveryMs;

  /** `isTeacher`: the class's own, whose room it is. */
  constructor(view: LiveView, locale: string, isTeacher: boolean) {
    this.#skewMs = view.serverNowMs - Date.now();
    this.#locale = locale;
    this.#isTeacher = isTeacher;
    this.#connection = this.#connect(view, { read: () => [], keep: () => undefined });
    this.nowMs = view.serverNowMs;
    this.#show();
  }

  /** Joins in: finds what waited here before a reload, and follows the server until the function it returns. */
  follow(): () => void {
    this.#connection = this.#connect(this.#connection.view, browserPlace(this.view.id));
    this.#show();
    const look = (): void => void this.#look();
    const socket = new LiveSocket(
      browserWorld(this.view.id, 'staff', this.#locale),
      (message) => {
        if (message.t === 'view') this.#connection.take(message.view as LiveView);
        if (message.t === 'tally') this.#connection.takeTally(message.tally);
      },
      look,
    );
    this.#socket = socket;
    const clock = setInterval(() => (this.nowMs = Date.now() + this.#skewMs), 1000);
    const back = (): void => {
      socket.hurry();
      look();
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', back);
    socket.start();
    look();
    return () => {
      socket.stop();
      clearInterval(clock);
      clearTimeout(this.#timer);
      clearTimeout(this.#countTimer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', back);
    };
  }

  act(event: LiveEvent): void {
    this.nowMs = Date.now() + this.#skewMs;
    if (leadProblem(this.session, event, this.#isTeacher) !== null) return;
    if (this.#connection.act(event) !== null) return;
    clearTimeout(this.#countTimer);
    const send = (): void => void this.#connection.flush();
    if (event.type === 'hands-counted') this.#countTimer = setTimeout(send, countPauseMs);
    else send();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    await this.#connection.look();
    const { line } = this.#connection;
    const usual = this.#socket?.isOpen ? lookWithSocketMs : lookEveryMs;
    this.#pauseMs =
      line === 'away' ? Math.min(longestPauseMs, Math.max(lookEveryMs, this.#pauseMs * 2)) : usual;
    if (line === 'stopped') this.#socket?.stop();
    else this.#timer = setTimeout(() => void this.#look(), this.#pauseMs);
  }

  #connect(view: LiveView, place: ReturnType<typeof browserPlace>): LiveConnection {
    return new LiveConnection(view, httpLine(view.id, this.#locale), place, {
      now: () => Date.now() + this.#skewMs,
      newId: () => newEventId(Date.now(), randomBytes),
      changed: () => this.#show(),
    });
  }

  #show(): void {
    this.view = this.#connection.view;
    this.session = this.#connection.session;
    this.line = this.#connection.line;
    this.waiting = this.#connection.waiting.length;
    this.lostCounts = this.#connection.lostCounts;
  }
}
