import { createClient, LibsqlError, type Client } from '@libsql/client';
import { setTimeout as sleep } from 'node:timers/promises';

import { commitGroupToServer } from './commit-server.ts';
import type { Backend } from './connect.ts';
import { migrate } from './migrate.ts';
import { StartProblem } from './start-problem.ts';

interface ServerSettings {
  readonly url: string;
  readonly authToken?: string | undefined;
  readonly migrations: string;
  readonly waitMs: number;
}

/** A request that takes longer has met a server that is stuck: the caller is told instead of waiting on. */
const REQUEST_LIMIT_MS = 10_000;

/** Connects to a libsql-server over http and brings it up to date. Throws StartProblem. */
export async function openServer(settings: ServerSettings): Promise<Backend> {
  const client = connect(settings);
  try {
    await waitForAnswer(client, settings);
    await migrate(client, settings.migrations);
  } catch (error) {
    client.close();
    throw error;
  }
  return {
    client,
    commitGroup: (units) => commitGroupToServer(client, units),
    // The server keeps its own promises: after a lost connection the next write may succeed.
    isFatal: () => false,
    closeClient: () => client.close(),
  };
}

function connect({ url, authToken }: ServerSettings): Client {
  const limitedFetch = (request: Request) =>
    fetch(request, { signal: AbortSignal.timeout(REQUEST_LIMIT_MS) });
  try {
    return createClient({ url, fetch: limitedFetch, ...(authToken ? { authToken } : {}) });
  } catch (error) {
    throw new StartProblem('database-url-unreadable', { url: withoutSecrets(url) }, error);
  }
}

async function waitForAnswer(client: Client, { url, waitMs }: ServerSettings): Promise<void> {
  const lastTryMs = performance.now() + waitMs;
  for (;;) {
    try {
      await client.execute('SELECT 1');
      return;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const details = { url: withoutSecrets(url), reason };
      const isRefused = error instanceof LibsqlError && /\b40[13]\b/.test(reason);
      if (isRefused) throw new StartProblem('database-token-refused', details, error);
      if (performance.now() > lastTryMs) throw new StartProblem('database-unreachable', details, error);
      await sleep(200);
    }
  }
}

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
