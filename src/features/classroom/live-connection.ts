import { step, type LiveEvent, type LiveProblem, type LiveSession } from '#domain/live-session.ts';

import type { LiveView } from './live-view.ts';

/** How the line to the server is: 'away' retries by itself, 'stopped' needs a sign-in or has no session to show. */
export type LineState = 'steady' | 'away' | 'stopped';

export type SendOutcome =
  | { readonly kind: 'view'; readonly view: LiveView }
  /** Somebody else's action came first. */
  | { readonly kind: 'stale' }
  /** The server read the action and will never take it. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'stopped' }
  /** No answer, or one that says to come back later. */
  | { readonly kind: 'away' };

export type LookOutcome = Extract<SendOutcome, { kind: 'view' | 'stopped' | 'away' }> | { kind: 'unchanged' };

/** The way to the server; the screens pass fetch, tests pass what loses answers. */
export interface LiveLine {
  send(version: number, event: LiveEvent): Promise<SendOutcome>;
  look(since: number | null): Promise<LookOutcome>;
}

/** Where actions wait while the line is down, so that a reload or a crash loses no count. */
export interface WaitingPlace {
  read(): readonly LiveEvent[];
  keep(events: readonly LiveEvent[]): void;
}

/**
 * One screen's side of a live session. Actions take effect at once on the screen and wait in a queue, kept
 * in `place`, until the server has each of them on disk. After a conflict the server's state stands: hand
 * counts are sent again on top of it, moves that it overtook are dropped.
 */
export class LiveConnection {
  view: LiveView;
  waiting: readonly LiveEvent[] = [];
  line: LineState = 'steady';
  /** Counts that the server will not take any more, because the question was opened meanwhile. */
  lostCounts = 0;
  readonly #line: LiveLine;
  readonly #place: WaitingPlace;
  readonly #now: () => number;
  readonly #changed: () => void;
  #sending = false;

  constructor(view: LiveView, line: LiveLine, place: WaitingPlace, now: () => number, changed: () => void) {
    this.view = view;
    this.#line = line;
    this.#place = place;
    this.#now = now;
    this.#changed = changed;
    this.waiting = applicable(view.session, place.read(), now());
  }

  /** The session as this screen shows it: the server's, with what still waits on top. */
  get session(): LiveSession {
    return fold(this.view.session, this.waiting, this.#now());
  }

  /** Does an action on the screen and queues it; a count replaces the same step's count that waits unsent. */
  act(event: LiveEvent): LiveProblem | null {
    const result = step(this.session, event, this.#now());
    if (!result.ok) return result.problem;
    const last = this.waiting.at(-1);
    const replaces =
      event.type === 'hands-counted' &&
      last?.type === 'hands-counted' &&
      last.step === event.step &&
      !(this.#sending && this.waiting.length === 1);
    this.#keep([...(replaces ? this.waiting.slice(0, -1) : this.waiting), event]);
    return null;
  }

  /** Sends what waits, one by one, until nothing waits or the line fails. */
  async flush(): Promise<void> {
    if (this.#sending || this.line === 'stopped') return;
    this.#sending = true;
    try {
      for (let head = this.waiting[0]; head; head = this.waiting[0]) {
        const outcome = await this.#line.send(this.view.session.version, head);
        if (outcome.kind === 'view') this.#accept(outcome.view, this.waiting.slice(1));
        else if (outcome.kind === 'refused') this.#keep(this.waiting.slice(1));
        else if (outcome.kind === 'stale') {
          if (!(await this.#catchUp(head))) return;
        } else {
          this.#setLine(outcome.kind);
          return;
        }
      }
    } finally {
      this.#sending = false;
    }
  }

  /** Asks whether another screen acted; does nothing while something of its own is on the way. */
  async look(): Promise<void> {
    if (this.#sending || this.line === 'stopped') return;
    if (this.waiting.length > 0) return this.flush();
    const outcome = await this.#line.look(this.view.session.version);
    if (outcome.kind === 'view') {
      // An action that was sent meanwhile brings a later view of its own.
      if (!this.#isSending() && outcome.view.session.version > this.view.session.version)
        this.#accept(outcome.view, this.waiting);
    } else this.#setLine(outcome.kind === 'unchanged' ? 'steady' : outcome.kind);
  }

  /** True when the queue may go on. An answer that got lost shows as the very state that `head` leads to. */
  async #catchUp(head: LiveEvent): Promise<boolean> {
    const outcome = await this.#line.look(null);
    if (outcome.kind !== 'view') {
      this.#setLine(outcome.kind === 'stopped' ? 'stopped' : 'away');
      return false;
    }
    const expected = step(this.view.session, head, this.#now());
    if (expected.ok && isSameState(expected.value, outcome.view.session)) {
      this.#accept(outcome.view, this.waiting.slice(1));
      return true;
    }
    const counts = this.waiting.filter((event) => event.type === 'hands-counted');
    const kept = applicable(outcome.view.session, counts, this.#now());
    this.lostCounts += counts.length - kept.length;
    this.#accept(outcome.view, kept);
    return true;
  }

  #accept(view: LiveView, waiting: readonly LiveEvent[]): void {
    this.view = view;
    this.line = 'steady';
    this.#keep(waiting);
  }

  #keep(waiting: readonly LiveEvent[]): void {
    this.waiting = waiting;
    this.#place.keep(waiting);
    this.#changed();
  }

  #isSending(): boolean {
    return this.#sending;
  }

  #setLine(line: LineState): void {
    if (this.line === line) return;
    this.line = line;
    this.#changed();
  }
}

function isSameState(one: LiveSession, other: LiveSession): boolean {
  const state = ({ version, at, revealed, counts, endedAtMs }: LiveSession): string =>
    JSON.stringify([version, at, revealed, counts, endedAtMs === null]);
  return state(one) === state(other);
}

function fold(session: LiveSession, events: readonly LiveEvent[], now: number): LiveSession {
  return events.reduce((before, event) => {
    const next = step(before, event, now);
    return next.ok ? next.value : before;
  }, session);
}

/** Those of the events that can still happen, in their order. */
function applicable(session: LiveSession, events: readonly LiveEvent[], now: number): LiveEvent[] {
  const kept: LiveEvent[] = [];
  let at = session;
  for (const event of events) {
    const next = step(at, event, now);
    if (!next.ok) continue;
    at = next.value;
    kept.push(event);
  }
  return kept;
}
