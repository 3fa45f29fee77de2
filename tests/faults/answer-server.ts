import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { commitGroupToFile, isFatalForFile } from '#db/commit-file.ts';
import { dataPaths } from '#db/data-dir.ts';
import type { Statement, WriteOutcome } from '#db/database.ts';
import { FileClient } from '#db/file-client.ts';
import { migrationsFolder } from '#db/migrate.ts';
import { openFile } from '#db/open-file.ts';
import { Writer } from '#db/writer.ts';

import type { Variant } from './variants.ts';

// The smallest server over the real writer: POST /?id=ID writes one answer's worth of rows and replies 200
// after the commit, 409 to a broken constraint, 503 when nothing can be kept. Variants break one promise each.
const variant = (process.env['FAULT_VARIANT'] ?? 'sound') as Variant;
const dataDir = process.env['DATA_DIR'] ?? '';

interface Store {
  write(unit: readonly Statement[]): Promise<WriteOutcome>;
  close(): Promise<void>;
}

async function openStore(): Promise<Store> {
  const endProcess = (error: Error) => {
    console.error(error.message);
    setImmediate(() => process.exit(75));
  };
  if (variant === 'shared-lock' || variant === 'naive-group') {
    const client = new FileClient(dataPaths(dataDir).database);
    if (variant === 'naive-group') client.run('PRAGMA locking_mode = EXCLUSIVE');
    client.run('PRAGMA journal_mode = WAL');
    const naive = async (units: readonly (readonly Statement[])[]) => {
      await client.batch(units.flat().map(({ sql, args }) => ({ sql, args: [...args] })));
      return units.map(() => ({ ok: true as const, results: [] }));
    };
    const careful = (units: readonly (readonly Statement[])[]) => commitGroupToFile(client, units);
    const writer = new Writer({
      commitGroup: variant === 'naive-group' ? naive : careful,
      isFatal: variant === 'naive-group' ? () => false : isFatalForFile,
      onFatal: endProcess,
    });
    return { write: (unit) => writer.write(unit), close: () => writer.drain() };
  }
  const file = dataPaths(dataDir).database;
  const backend = await openFile({
    file,
    dataDir,
    migrations: migrationsFolder,
    waitMs: 3000,
    proveLock: false,
  });
  if (variant === 'no-sync') await backend.client.execute('PRAGMA synchronous = OFF');
  const writer = new Writer({ ...backend, onFatal: endProcess });
  return {
    write: (unit) => writer.write(unit),
    async close() {
      await writer.drain();
      backend.closeClient();
    },
  };
}

function unitOf(id: string): Statement[] {
  return [
    {
      sql: 'INSERT INTO organisations (id, kind, name, created_at_ms) VALUES (?, ?, ?, ?)',
      args: [id, 'school', id, 1],
    },
    { sql: 'INSERT INTO audit_log (at_ms, action, subject_id) VALUES (?, ?, ?)', args: [1, 'answer', id] },
  ];
}

async function answer(id: string, response: ServerResponse): Promise<void> {
  const reply = (status: number) => {
    // A connection that stays would bring the next request to a server that is leaving.
    if (!server.listening) response.setHeader('connection', 'close');
    response.writeHead(status, { 'x-id': id }).end(id);
  };
  const writing = store.write(unitOf(id));
  if (variant === 'acknowledge-first') {
    writing.catch(() => undefined);
    reply(200);
    return;
  }
  try {
    const status = (await writing).ok ? 200 : 409;
    if (variant === 'slow-reply' || variant === 'no-drain') await sleep(5);
    reply(status);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    reply(503);
  }
}

const store = await openStore();
const server = createServer((request, response) => {
  const id = new URL(request.url ?? '/', 'http://x').searchParams.get('id') ?? '';
  request.resume();
  void answer(id, response);
});

process.on('SIGTERM', () => {
  if (variant === 'no-drain') process.exit(0);
  server.close(() => {
    void store.close().then(() => process.exit(0));
  });
  server.closeIdleConnections();
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`listening ${typeof address === 'object' ? String(address?.port) : ''} ${process.pid}`);
});
