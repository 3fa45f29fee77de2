import type { Server } from 'node:http';

import type { Logger } from 'pino';

import type { Database } from '#db/database.ts';
import { processBus, setLiveBus } from '#features/classroom/live-bus.server.ts';

import { openLiveSockets } from './live-sockets.ts';
import { openRedisBus } from './redis-bus.ts';

/** Opens the live classroom's sockets on a listening server; with `redisUrl` its news reaches other nodes. */
export async function openLive(
  server: Server,
  database: Database,
  redisUrl: string,
  log: Pick<Logger, 'error' | 'warn'>,
): Promise<{ stop(): Promise<void> }> {
  const shared = redisUrl
    ? await openRedisBus(redisUrl, ({ message }) => log.warn({ message }, 'Redis is away'))
    : null;
  setLiveBus(shared ?? processBus());
  const sockets = openLiveSockets(server, database, log);
  return {
    async stop() {
      sockets.stop();
      await shared?.close();
    },
  };
}
