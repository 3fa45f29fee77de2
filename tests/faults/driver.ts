import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { openDatabase } from '#db/connect.ts';

import type { Variant } from './variants.ts';

export interface Running {
  readonly port: number;
  /** Signals the server itself, also when it runs under strace. */
  readonly kill: (signal: NodeJS.Signals) => void;
  /** What the server wrote to its error output so far. */
  readonly errors: () => string;
  /** Resolves to the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
}

/** Two hundred starts of the same program: compiled once. */
const compileCache = join(tmpdir(), 'square-one-compile-cache');
const children = new Set<ChildProcess>();
const folders: string[] = [];
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'square-one-fault-'));
  folders.push(folder);
  return folder;
}

/** A folder with a migrated, closed database. */
export async function migratedFolder(dataDir = newFolder()): Promise<string> {
  const database = await openDatabase({ dataDir, proveLock: false });
  await database.close();
  return dataDir;
}

/** Starts the answer server, under `prefix` (strace …) when given. Resolves when it listens or ends. */
export async function startAnswerServer(
  dataDir: string,
  variant: Variant = 'sound',
  prefix: readonly string[] = [],
): Promise<Running> {
  const program = [...prefix, process.execPath, join(import.meta.dirname, 'answer-server.ts')];
  const child = spawn(program[0] ?? '', program.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: dataDir, FAULT_VARIANT: variant, NODE_COMPILE_CACHE: compileCache },
  });
  children.add(child);
  let errors = '';
  child.stderr.on('data', (data) => (errors += String(data)));
  const ended = once(child, 'exit').then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const [, port, pid] = /^listening (\d+) (\d+)$/.exec(line) ?? [];
      if (port !== undefined) return { port: Number(port), pid: Number(pid) };
    }
    return { port: 0, pid: 0 };
  })();
  const { port, pid } = await listening;
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {
      child.kill('SIGKILL');
    }
  };
  return { port, kill, errors: () => errors, ended };
}

/** Sends one answer; resolves to the status, or 0 when the connection broke before the reply. */
export function send(port: number, id: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(
      { port, host: '127.0.0.1', method: 'POST', path: `/?id=${id}`, agent },
      (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
        response.on('error', () => {
          resolve(0);
        });
      },
    );
    sent.on('error', () => {
      resolve(0);
    });
    sent.end();
  });
}

export interface Load {
  readonly acknowledged: string[];
  /** Requests that got no reply at all. */
  readonly unanswered: string[];
  readonly refused: string[];
  readonly firstReply: Promise<null>;
  /** Ends the load; resolves when every writer has its last reply. */
  readonly stop: () => Promise<void>;
}

let nextId = 0;

/** Writers that each send their next answer as soon as the last one was replied to. */
export function startLoad(port: number, writers = 30): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: writers });
  const load = { acknowledged: [] as string[], unanswered: [] as string[], refused: [] as string[] };
  const { promise: firstReply, resolve: replied } = Promise.withResolvers<null>();
  let going = true;
  const all = Array.from({ length: writers }, async () => {
    while (going) {
      const id = `answer-${(nextId += 1)}`;
      const status = await send(port, id, agent);
      replied(null);
      if (status === 200) load.acknowledged.push(id);
      else if (status === 0) {
        load.unanswered.push(id);
        return;
      } else load.refused.push(id);
    }
  });
  return {
    ...load,
    firstReply,
    async stop() {
      going = false;
      await Promise.all(all);
      agent.destroy();
    },
  };
}

/** The ids on disk, and whether every page is sound. Opens the file as the next start would. */
export async function readStored(
  dataDir: string,
): Promise<{ ids: Set<string>; sound: boolean; whole: boolean }> {
  const database = await openDatabase({ dataDir, proveLock: false });
  const { rows } = await database.client.execute('SELECT id FROM organisations');
  const found = await database.client.execute('PRAGMA integrity_check(1)');
  const halves = await database.client.execute(
    'SELECT count(*) FROM organisations WHERE id NOT IN (SELECT subject_id FROM audit_log)',
  );
  await database.close();
  return {
    ids: new Set(rows.map((row) => row['id'] as string)),
    sound: found.rows[0]?.[0] === 'ok',
    whole: halves.rows[0]?.[0] === 0,
  };
}

export function lostOf(acknowledged: readonly string[], stored: ReadonlySet<string>): number {
  return acknowledged.filter((id) => !stored.has(id)).length;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
