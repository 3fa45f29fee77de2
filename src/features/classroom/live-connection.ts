import { step } from '#domain/live-actions.ts';
import { isCounting, type HostAction, type LiveEvent } from '#domain/live-event.ts';
import type { LiveProblem, LiveSession, LiveTally } from '#domain/live-session.ts';

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
  send(action: HostAction): Promise<SendOutcome>;
  look(since: number | null): Promise<LookOutcome>;
}

/** Where actions wait while the line is down, so that a reload or a crash loses no count. */
export interface WaitingPlace {
  read(): readonly WaitingAction[];
  keep(actions: readonly WaitingAction[]): void;
}

/** An action that the server has not acknowledged: sent again with the same id, it is done once. */
export type WaitingAction = Omit<HostAction, 'version'>;

/** What a connection needs of its surroundings. */
export interface ConnectionWorld {
  readonly now: () => number;
  readonly newId: () => string;
  readonly changed: () => void;
}

/**
 * One screen's side of a live session. Actions take effect at once on the screen and wait in a queue, kept
 * in `place`, until the server has each of them on disk. After a conflict the server's state stands: hand
 * counts are sent again on top of it, moves that it overtook are dropped.
 */
export class LiveConnection {
  view: LiveView;
  waiting: readonly WaitingAction[] = [];
  line: LineState = 'steady';
  /** Counts that the server will not take any more, because the question was opened meanwhile. */
  lostCounts = 0;
  readonly #line: LiveLine;
  readonly #place: WaitingPlace;
  readonly #world: ConnectionWorld;
  #sending = false;

  constructor(view: LiveView, line: LiveLine, place: WaitingPlace, world: ConnectionWorld) {
    this.view = view;
    this.#line = line;
    this.#place = place;
    this.#world = world;
    this.waiting = applicable(view.session, place.read(), world.now());
  }

  /** The session as this screen shows it: the server's, with what still waits on top. */
  get session(): LiveSession {
    return fold(this.view.session, this.waiting, this.#world.now());
  }

  /** Does an action on the screen and queues it; what replaces or adds to the last one that waits unsent joins it. */
  act(event: LiveEvent): LiveProblem | null {
    const result = step(this.session, event, this.#world.now());
    if (!result.ok) return result.problem;
    const isOnItsWay = this.#sending && this.waiting.length === 1;
    const joined = isOnItsWay ? null : joinEvents(this.waiting.at(-1)?.event, event);
    const others = joined ? this.waiting.slice(0, -1) : this.waiting;
    this.#keep([...others, { id: this.#world.newId(), event: joined ?? event }]);
    return null;
  }

  /** Sends what waits, one by one, until nothing waits or the line fails. */
  async flush(): Promise<void> {
    if (this.#sending || this.line === 'stopped') return;
    this.#sending = true;
    try {
      for (let head = this.waiting[0]; head; head = this.waiting[0]) {
        const outcome = await this.#line.send({ ...head, version: this.view.session.version });
        if (outcome.kind === 'view') this.#accept(outcome.view, this.waiting.slice(1));
        else if (outcome.kind === 'refused') this.#keep(this.waiting.slice(1));
        else if (outcome.kind === 'stale') {
          if (!(await this.#catchUp())) return;
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

  /** What the server pushed by itself: a view that is later than this screen's. */
  take(view: LiveView): void {
    if (this.#sending || this.line === 'stopped') return;
    if (view.session.version > this.view.session.version || view.voided !== this.view.voided)
      this.#accept(view, applicable(view.session, this.waiting, this.#world.now()));
  }

  takeTally(tally: LiveTally): void {
    this.view = { ...this.view, tally };
    this.#world.changed();
  }

  /** True when the queue may go on: counts on top of what stands there, moves that it overtook dropped. */
  async #catchUp(): Promise<boolean> {
    const outcome = await this.#line.look(null);
    if (outcome.kind !== 'view') {
      this.#setLine(outcome.kind === 'stopped' ? 'stopped' : 'away');
      return false;
    }
    const counts = this.waiting.filter(({ event }) => isCounting(event));
    const kept = applicable(outcome.view.session, counts, this.#world.now());
    this.lostCounts += counts.length - kept.length;
    this.#accept(outcome.view, kept);
    return true;
  }

  #accept(view: LiveView, waiting: readonly WaitingAction[]): void {
    this.view = view;
    this.line = 'steady';
    this.#keep(waiting);
  }

  #keep(waiting: readonly WaitingAction[]): void {
    this.waiting = waiting;
    this.#place.keep(waiting);
    this.#world.changed();
  }

  #isSending(): boolean {
    return this.#sending;
  }

  #setLine(line: LineState): void {
    if (this.line === line) return;
    this.line = line;
    this.#world.changed();
  }
}

/** One event in the place of two, or null when both are needed. */
function joinEvents(last: LiveEvent | undefined, next: LiveEvent): LiveEvent | null {
  if (last?.type === 'hands-counted' && next.type === 'hands-counted')
    return last.step === next.step ? next : null;
  if (last?.type === 'cards-read' && next.type === 'cards-read' && last.step === next.step)
    return { ...next, reads: { ...last.reads, ...next.reads } };
  return null;
}

function fold(session: LiveSession, actions: readonly WaitingAction[], now: number): LiveSession {
  return actions.reduce((before, { event }) => {
    const next = step(before, event, now);
    return next.ok ? next.value : before;
  }, session);
}

/** Those of the actions that can still happen, in their order. */
function applicable(session: LiveSession, actions: readonly WaitingAction[], now: number): WaitingAction[] {
  const kept: WaitingAction[] = [];
  let at = session;
  for (const action of actions) {
    const next = step(at, action.event, now);
    if (!next.ok) continue;
    at = next.value;
    kept.push(action);
  }
  return kept;
}
