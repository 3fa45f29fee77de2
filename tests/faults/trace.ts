import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether system calls can be traced here at all; containers often forbid it. */
export const canTrace =
  spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0;

function traceFile(folder: string): string {
  return join(folder, 'trace.txt');
}

export function straceCommand(folder: string, inject: readonly string[] = []): string[] {
  const calls = 'trace=read,write,writev,sendto,sendmsg,fdatasync,fsync';
  return [
    'strace',
    '-f',
    '-s',
    '400',
    '-e',
    calls,
    ...inject.flatMap((one) => ['-e', one]),
    '-o',
    traceFile(folder),
  ];
}

export interface Traced {
  /** 200 replies that a sync of the log preceded since their request was read. */
  readonly synced: number;
  readonly unsynced: number;
  /** 200 replies to requests that were read after the first failed sync. */
  readonly afterFailure: number;
  readonly failedSyncs: number;
}

/** Reads a trace: for each 200 whether a sync succeeded between its request and itself. */
export function readTrace(folder: string): Traced {
  const requestedAt = new Map<string, number>();
  let lastSync = -1;
  let firstFailure = Infinity;
  const traced = { synced: 0, unsynced: 0, afterFailure: 0, failedSyncs: 0 };
  readFileSync(traceFile(folder), 'utf8')
    .split('\n')
    .forEach((line, at) => {
      const isSync = /f(data)?sync\(|f(data)?sync resumed/.test(line);
      if (isSync && / = 0/.test(line)) lastSync = at;
      if (isSync && / = -1/.test(line)) {
        traced.failedSyncs += 1;
        firstFailure = Math.min(firstFailure, at);
      }
      for (const [, id = ''] of line.matchAll(/POST \/\?id=([\w-]+) HTTP/g)) requestedAt.set(id, at);
      for (const [, id = ''] of line.matchAll(/HTTP\/1\.1 200 OK\\r\\nx-id: ([\w-]+)/g)) {
        const requested = requestedAt.get(id) ?? Infinity;
        if (lastSync > requested) traced.synced += 1;
        else traced.unsynced += 1;
        if (at > firstFailure) traced.afterFailure += 1;
      }
    });
  return traced;
}
