import { findClass } from '#db/queries/classes.ts';
import { findLiveSession, type LiveSessionRow } from '#db/queries/live.ts';
import type { Database } from '#db/database.ts';
import type { LiveSession, LiveTally } from '#domain/live-session.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import { stateOf, type LiveAccess } from './live-access.server.ts';
import type { LiveNews } from './live-bus.server.ts';
import type { Audience, ServerMessage } from './live-protocol.ts';
import { playViewOf, readTally, recountStep, staffViewOf } from './read-live-view.server.ts';

/** Whoever shows a room: a socket with its own view. */
export interface Listener {
  readonly audience: Audience;
  readonly locale: Locale;
  /** The pupil's seat number; null for staff. */
  readonly seat: number | null;
  /** Sends one message as text; the same bytes go to all who see the same. */
  send(message: Buffer): void;
  close(problem: ProblemCode): void;
}

/** Counts go to the staff's screens at most this often. */
const tallyEveryMs = 250;
const lookAgainMs = 1000;

/**
 * One session as this node shows it. It holds nothing of its own: what it caches was read from the database
 * and is read again whenever somebody says “look”.
 */
export class LiveRoom {
  readonly id: string;
  readonly listeners = new Set<Listener>();
  readonly #database: Database;
  readonly #now: () => number;
  #access: LiveAccess | null = null;
  #views = new Map<string, Promise<Buffer>>();
  #reading: Promise<void> | null = null;
  #readAgain = false;
  /** What was told last; null when more than the answers at the room's step may have changed. */
  #tally: LiveTally | null = null;
  #tallyTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(database: Database, id: string, now: () => number) {
    this.#database = database;
    this.id = id;
    this.#now = now;
  }

  /** The version that listeners were shown last; -1 before the first look. */
  get version(): number {
    return this.#access?.row.version ?? -1;
  }

  get isVoided(): boolean {
    return (this.#access?.row.voidedAtMs ?? null) !== null;
  }

  get class(): LiveAccess['class'] | null {
    return this.#access?.class ?? null;
  }

  /** What an answer is checked against first; the database has the last word. */
  get lesson(): { readonly id: string; readonly lessonId: string; readonly session: LiveSession } | null {
    if (!this.#access) return null;
    const { row } = this.#access;
    return { id: this.id, lessonId: row.lessonId, session: stateOf(row) };
  }

  /** Shows a listener the room as it stands, and from then on every change. */
  async join(listener: Listener, access: LiveAccess): Promise<void> {
    // Who comes in may have read what the others were not shown yet: no later look would find it new.
    if (this.#remember(access)) this.#tellAll(access.row);
    this.listeners.add(listener);
    listener.send(await this.#viewFor(listener));
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0 && this.#tallyTimer) clearTimeout(this.#tallyTimer);
  }

  /** Somebody said that there is something to see. */
  hear(news: LiveNews): void {
    if (news === 'state') void this.look();
    else this.#tellTallySoon(news);
  }

  /** Reads the session anew and shows it to all if it changed; several calls at once read once more at most. */
  look(): Promise<void> {
    if (this.#reading) {
      this.#readAgain = true;
      return this.#reading;
    }
    this.#reading = this.#read()
      .catch(() => {
        this.#lookAgainSoon();
      })
      .finally(() => {
        this.#reading = null;
        if (this.#readAgain) {
          this.#readAgain = false;
          void this.look();
        }
      });
    return this.#reading;
  }

  /** The database is away for a moment: screens stay as they are, and nothing else says “look” once it is back. */
  #lookAgainSoon(): void {
    setTimeout(() => {
      if (this.listeners.size > 0) void this.look();
    }, lookAgainMs).unref();
  }

  async #read(): Promise<void> {
    const row = await findLiveSession(this.#database, this.id);
    const itsClass = row && (this.#access?.class ?? (await findClass(this.#database, row.classId)));
    if (row && itsClass && this.#remember({ row, class: itsClass })) this.#tellAll(row);
  }

  #tellAll(row: LiveSessionRow): void {
    this.#sendOut(row);
    for (const listener of [...this.listeners]) {
      const view = this.#viewFor(listener);
      view.then((message) => listener.send(message)).catch(() => listener.close('database-down'));
    }
  }

  /** False when nothing changed since the last look, or when the reading is older than it. */
  #remember(access: LiveAccess): boolean {
    const { version, voidedAtMs } = access.row;
    const isNews = version > this.version || (voidedAtMs !== null) !== this.isVoided;
    if (!isNews || version < this.version) return false;
    this.#access = access;
    this.#views = new Map();
    this.#tally = null;
    return true;
  }

  #sendOut(row: LiveSessionRow): void {
    const { removed } = stateOf(row);
    for (const listener of [...this.listeners])
      if (listener.seat !== null && removed.includes(listener.seat)) listener.close('sent-out');
  }

  /** The same bytes for everybody who sees the same: made once for each version, audience and language. */
  #viewFor({ audience, locale }: Listener): Promise<Buffer> {
    const key = `${audience} ${locale}`;
    const known = this.#views.get(key);
    if (known) return known;
    const access = this.#access;
    if (!access) throw new Error(`The room ${this.id} was shown before it was read.`);
    const build = audience === 'staff' ? staffViewOf : playViewOf;
    const made = build(this.#database, access, locale, this.#now()).then((view) =>
      encode({ t: 'view', view }),
    );
    this.#views.set(key, made);
    return made;
  }

  #tellTallySoon(news: Exclude<LiveNews, 'state'>): void {
    if (news === 'joined') this.#tally = null;
    if (this.#tallyTimer || !this.#hasStaff()) return;
    this.#tallyTimer = setTimeout(() => {
      this.#tallyTimer = null;
      this.#tellTally().catch(() => {
        this.#tellTallySoon('joined');
      });
    }, tallyEveryMs);
  }

  async #tellTally(): Promise<void> {
    const access = this.#access;
    if (!access || !this.#hasStaff()) return;
    // A staff view holds a tally too: the next listener must not be shown an old one.
    for (const key of this.#views.keys()) if (key.startsWith('staff ')) this.#views.delete(key);
    const { row } = access;
    const known = this.#tally;
    this.#tally = known
      ? await recountStep(this.#database, row, known, stateOf(row).at)
      : await readTally(this.#database, row);
    const message = encode({ t: 'tally', tally: this.#tally });
    for (const listener of this.listeners) if (listener.audience === 'staff') listener.send(message);
  }

  #hasStaff(): boolean {
    for (const { audience } of this.listeners) if (audience === 'staff') return true;
    return false;
  }
}

/** One message as the bytes of its text frame. */
export function encode(message: ServerMessage): Buffer {
  return Buffer.from(JSON.stringify(message));
}
