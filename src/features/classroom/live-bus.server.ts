/** What changed in a session: what its host did, who came in, or what seats answered. */
export type LiveNews = 'state' | 'joined' | 'answered';

/** Says “look” to whoever shows a session; what is there to see stands in the database alone. */
export interface LiveBus {
  publish(sessionId: string, news: LiveNews): void;
  /** Returns what ends it. */
  subscribe(listener: (sessionId: string, news: LiveNews) => void): () => void;
}

/** Within one process. */
export function processBus(): LiveBus {
  const listeners = new Set<(sessionId: string, news: LiveNews) => void>();
  return {
    publish(sessionId, news) {
      for (const listener of listeners) listener(sessionId, news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const holder = globalThis as unknown as Record<symbol, LiveBus | undefined>;
const key = Symbol.for('square-one.live-bus');

/** The server's entry may set one that reaches other nodes; the Astro bundle finds it here too. */
export function setLiveBus(bus: LiveBus): void {
  holder[key] = bus;
}

export function liveBus(): LiveBus {
  return (holder[key] ??= processBus());
}
