import type { LiveEvent, LiveSession } from '#domain/live-session.ts';

import { LiveConnection, type LineState } from './live-connection.ts';
import { browserPlace, httpLine } from './live-line.ts';
import type { LiveView } from './live-view.ts';

const lookEveryMs = 2500;
const longestPauseMs = 8000;
/** Taps on a counter are gathered this long before they are sent. */
const countPauseMs = 500;

/** The state of a live session for Svelte screens: what the connection knows, and a clock. */
export class LiveScreen {
  view = $state.raw() as LiveView;
  session = $state.raw() as LiveSession;
  line = $state<LineState>('steady');
  waiting = $state(0);
  lostCounts = $state(0);
  nowMs = $state(0);
  readonly #skewMs: number;
  readonly #locale: string;
  #connection: LiveConnection;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #countTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = lookEveryMs;

  constructor(view: LiveView, locale: string) {
    this.#skewMs = view.serverNowMs - Date.now();
    this.#locale = locale;
    this.#connection = this.#connect(view, { read: () => [], keep: () => undefined });
    this.nowMs = view.serverNowMs;
    this.#show();
  }

  /** Joins in: finds what waited here before a reload, and follows the server until the function it returns. */
  follow(): () => void {
    this.#connection = this.#connect(this.#connection.view, browserPlace(this.view.id));
    this.#show();
    const look = (): void => void this.#look();
    const clock = setInterval(() => (this.nowMs = Date.now() + this.#skewMs), 5000);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    look();
    return () => {
      clearInterval(clock);
      clearTimeout(this.#timer);
      clearTimeout(this.#countTimer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }

  act(event: LiveEvent): void {
    this.nowMs = Date.now() + this.#skewMs;
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
    this.#pauseMs =
      this.#connection.line === 'away' ? Math.min(longestPauseMs, this.#pauseMs * 2) : lookEveryMs;
    if (this.#connection.line !== 'stopped') this.#timer = setTimeout(() => void this.#look(), this.#pauseMs);
  }

  #connect(view: LiveView, place: ReturnType<typeof browserPlace>): LiveConnection {
    const line = httpLine(view.id, this.#locale);
    return new LiveConnection(
      view,
      line,
      place,
      () => Date.now() + this.#skewMs,
      () => this.#show(),
    );
  }

  #show(): void {
    this.view = this.#connection.view;
    this.session = this.#connection.session;
    this.line = this.#connection.line;
    this.waiting = this.#connection.waiting.length;
    this.lostCounts = this.#connection.lostCounts;
  }
}
