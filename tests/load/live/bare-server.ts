import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { createClient } from '@libsql/client';
import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The yardstick of the live classroom: nothing but sockets and a durable log. Each answer is a row, rows that
 * wait are committed in groups at full synchronisation, and an acknowledgement follows its COMMIT; “next” is a
 * row too and then goes to all of its room, as a text as long as the project's own view.
 */
const [folder = '', viewLength = '1200'] = process.argv.slice(2);
const client = createClient({ url: `file:${join(folder, 'bare.db')}`, concurrency: 1 });
await client.execute('PRAGMA locking_mode=EXCLUSIVE');
await client.execute('PRAGMA journal_mode=WAL');
await client.execute('CREATE TABLE answers (id TEXT PRIMARY KEY, room TEXT NOT NULL, body TEXT NOT NULL)');

interface Row {
  readonly id: string;
  readonly room: string;
  readonly body: string;
  readonly kept: () => void;
}

let waiting: Row[] = [];
let committing = false;

async function commit(): Promise<void> {
  if (committing) return;
  committing = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    await client.batch(
      group.map(({ id, room, body }) => ({
        sql: 'INSERT INTO answers VALUES (?, ?, ?)',
        args: [id, room, body],
      })),
      'write',
    );
    for (const { kept } of group) kept();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  committing = false;
}

const rooms = new Map<string, Set<WebSocket>>();
const versions = new Map<string, number>();
const pad = 'x'.repeat(Number(viewLength));
const viewOf = (room: string): Buffer =>
  Buffer.from(JSON.stringify({ t: 'view', view: { version: versions.get(room) ?? 0, pad } }));

const eventLoop = monitorEventLoopDelay({ resolution: 5 });
eventLoop.enable();
const server = createServer((_request, response) => {
  const eventLoopLagP99Ms = Math.max(0, Math.round((eventLoop.percentile(99) / 1e6 - 5) * 10) / 10);
  eventLoop.reset();
  response.end(JSON.stringify({ eventLoopLagP99Ms }));
});
const sockets = new WebSocketServer({ server, maxPayload: 8192, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const room = (request.url ?? '').split('/')[3] ?? '';
  const listeners = rooms.get(room) ?? new Set();
  rooms.set(room, listeners.add(socket));
  socket.on('close', () => listeners.delete(socket));
  socket.on('message', (data: Buffer) => {
    const body = data.toString();
    const { t, answer, action } = JSON.parse(body) as {
      t: string;
      answer?: { id: string; step: number; chosen: string };
      action?: { id: string };
    };
    if (t === 'answer' && answer) {
      const { id, step, chosen } = answer;
      waiting.push({
        id,
        room,
        body,
        kept: () => socket.send(JSON.stringify({ t: 'kept', id, step, chosen })),
      });
    } else if (action) {
      const kept = (): void => {
        versions.set(room, (versions.get(room) ?? 0) + 1);
        const view = viewOf(room);
        for (const listener of listeners) listener.send(view, { binary: false });
      };
      waiting.push({ id: action.id, room, body, kept });
    }
    setImmediate(() => void commit());
  });
  socket.send(viewOf(room), { binary: false });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
