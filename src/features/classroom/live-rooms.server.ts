import type { Database } from '#db/database.ts';
import { listLiveVersions } from '#db/queries/live.ts';

import type { LiveBus } from './live-bus.server.ts';
import { LiveRoom } from './live-room.server.ts';

/** How often versions are compared, in case a word from another node was lost. */
const compareEveryMs = 2000;

/** The rooms that this node shows to anybody. */
export class LiveRooms {
  readonly #rooms = new Map<string, LiveRoom>();
  readonly #database: Database;
  readonly #now: () => number;
  readonly #unsubscribe: () => void;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(database: Database, bus: LiveBus, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#unsubscribe = bus.subscribe((id, news) => this.#rooms.get(id)?.hear(news));
    this.#timer = setInterval(() => void this.#compare(), compareEveryMs).unref();
  }

  room(id: string): LiveRoom {
    const known = this.#rooms.get(id);
    if (known) return known;
    const made = new LiveRoom(this.#database, id, this.#now);
    this.#rooms.set(id, made);
    return made;
  }

  /** Forgets a room that nobody is shown any more. */
  tidy(room: LiveRoom): void {
    if (room.listeners.size === 0) this.#rooms.delete(room.id);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
  }

  async #compare(): Promise<void> {
    if (this.#rooms.size === 0) return;
    try {
      for (const { id, version, voidedAtMs } of await listLiveVersions(this.#database, [
        ...this.#rooms.keys(),
      ])) {
        const room = this.#rooms.get(id);
        if (!room) continue;
        if (room.version !== version || room.isVoided !== (voidedAtMs !== null)) room.hear('state');
        // Another node's answers show even when its word was lost.
        room.hear('joined');
      }
    } catch {
      // The database is away for a moment; screens stay as they are and the next round looks again.
    }
  }
}
