import type { Database } from '#db/database.ts';
import { listLiveVersions } from '#db/queries/live.ts';

import type { LiveBus } from './live-bus.server.ts';
import { LiveRoom } from './live-room.server.ts';

/** How often versions are compared, in case a word from another node was lost. */
const compareEveryMs = 2000;

/** The rooms that this node shows to anybody. */
export class LiveRooms {
  readonly #rooms = new Map<string, LiveRoom>();
  readonly #holds = new WeakMap<LiveRoom, number>();
  readonly #database: Database;
  readonly #now: () => number;
  readonly #unsubscribe: () => void;
  readonly #timer: ReturnType<typeof setInterval> | null;

  constructor(database: Database, bus: LiveBus, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#unsubscribe = bus.subscribe((id, news) => this.#rooms.get(id)?.hear(news));
    // A file belongs to one process, whose own bus loses nothing.
    this.#timer =
      database.kind === 'server' ? setInterval(() => void this.#compare(), compareEveryMs).unref() : null;
  }

  /** The room, held for one who is coming in; whoever holds it lets go once. */
  hold(id: string): LiveRoom {
    const room = this.#rooms.get(id) ?? new LiveRoom(this.#database, id, this.#now);
    this.#rooms.set(id, room);
    this.#holds.set(room, (this.#holds.get(room) ?? 0) + 1);
    return room;
  }

  /** Forgets a room that nobody holds any more: not one whose next device is still at the door. */
  letGo(room: LiveRoom): void {
    const left = (this.#holds.get(room) ?? 1) - 1;
    this.#holds.set(room, left);
    if (left === 0) this.#rooms.delete(room.id);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
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
