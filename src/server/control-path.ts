import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Unix sockets take 107 bytes of path, macOS 103. */
const LONGEST_PATH = 100;

/** Where the running server of a data folder takes commands: a socket, or a named pipe on Windows. */
export function controlPath(dataDir: string): string {
  const folder = resolve(dataDir);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\square-one-${name}`;
  const inside = join(folder, 'control.sock');
  if (Buffer.byteLength(inside) <= LONGEST_PATH) return inside;
  return join(tmpdir(), `square-one-${userInfo().uid}-${name}.sock`);
}

/** The socket of the server that runs on a data folder, or null when none does. */
export function reachServer(dataDir: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(controlPath(dataDir));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (nobodyListens.has(error.code ?? '')) resolve(null);
      else reject(error);
    });
  });
}

const nobodyListens = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTDIR']);
