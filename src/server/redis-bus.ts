import { createClient } from '@redis/client';

import { processBus, type LiveBus, type LiveNews } from '#features/classroom/live-bus.server.ts';

const channel = 'square-one:live';
/** Words about the same session within this time go out as one. */
const gatherMs = 20;

export interface RedisBus extends LiveBus {
  close(): Promise<void>;
}

/**
 * A bus between nodes. It carries “look” alone; while Redis is away each node still hears itself, and nodes
 * find each other's changes by comparing versions. Throws when Redis cannot be reached at the start.
 */
export async function openRedisBus(url: string, onProblem: (error: Error) => void): Promise<RedisBus> {
  const own = processBus();
  const sender = createClient({ url });
  const receiver = sender.duplicate();
  for (const client of [sender, receiver]) client.on('error', onProblem);
  await Promise.all([sender.connect(), receiver.connect()]);
  const node = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  await receiver.subscribe(channel, (text) => {
    const [from, id, news] = text.split(' ');
    if (from !== node && id) own.publish(id, news as LiveNews);
  });
  const waiting = new Set<string>();
  const flush = (): void => {
    for (const text of waiting) sender.publish(channel, text).catch(onProblem);
    waiting.clear();
  };
  return {
    publish(id, news) {
      own.publish(id, news);
      if (waiting.size === 0) setTimeout(flush, gatherMs);
      waiting.add(`${node} ${id} ${news}`);
    },
    subscribe: (listener) => own.subscribe(listener),
    async close() {
      await Promise.allSettled([sender.close(), receiver.close()]);
    },
  };
}
