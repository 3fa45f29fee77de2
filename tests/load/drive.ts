import { connect, type Socket } from 'node:net';

/** A request as it goes over the wire, made before the clock starts. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Driven {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly refused: number;
  /** True when a connection ran out of requests and began again. */
  readonly wrapped: boolean;
}

/**
 * Sends requests over `connections` kept-alive sockets for a while, one at a time on each. It knows just enough
 * HTTP to find the end of an answer, so that the driver costs little beside what it measures.
 */
export async function drive(
  origin: string,
  seconds: number,
  requestsOf: readonly (readonly WireRequest[])[],
): Promise<Driven> {
  const { hostname, port, host } = new URL(origin);
  const queues = requestsOf.map((requests) => requests.map((request) => onWire(request, host)));
  const sockets = await Promise.all(queues.map(() => open(hostname, Number(port))));
  const latenciesMs: number[] = [];
  let refused = 0;
  let wrapped = false;
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1000;
  await Promise.all(
    sockets.map(async (socket, connection) => {
      const queue = queues[connection] ?? [];
      for (let turn = 0; performance.now() < endMs; turn += 1) {
        if (turn >= queue.length && queue.length > 1) wrapped = true;
        const sentMs = performance.now();
        const status = await exchange(socket, queue[turn % queue.length] ?? '');
        latenciesMs.push(performance.now() - sentMs);
        if (status < 200 || status > 299) refused += 1;
      }
    }),
  );
  const tookMs = performance.now() - startedMs;
  for (const socket of sockets) socket.destroy();
  latenciesMs.sort((one, other) => one - other);
  return {
    perSecond: (latenciesMs.length / tookMs) * 1000,
    p99Ms: Math.round(latenciesMs[Math.floor(latenciesMs.length * 0.99)] ?? 0),
    refused,
    wrapped,
  };
}

function onWire({ method, path, headers = {}, body = '' }: WireRequest, host: string): string {
  const all = { host, connection: 'keep-alive', ...headers };
  const length = method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`;
}

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends one request and resolves to the status once the whole answer is there. */
function exchange(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let head: { status: number; left: number | null } | null = null;
    let text = '';
    let tail = '';
    const read = (chunk: Buffer): void => {
      if (!head) {
        text += chunk.toString('latin1');
        const end = text.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
        const bodySoFar = text.length - end - 4;
        head = {
          status: Number(text.slice(9, 12)),
          left: length === undefined ? null : Number(length) - bodySoFar,
        };
        tail = text.slice(end + 4).slice(-5);
      } else {
        if (head.left !== null) head.left -= chunk.length;
        tail = (tail + chunk.subarray(-5).toString('latin1')).slice(-5);
      }
      if (head.left === null ? tail !== '0\r\n\r\n' && head.status !== 204 : head.left > 0) return;
      socket.off('data', read).off('error', reject).off('close', closed);
      resolve(head.status);
    };
    const closed = (): void => reject(new Error('The server closed the connection.'));
    socket.on('data', read).once('error', reject).once('close', closed);
    socket.write(request);
  });
}
