import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';

import { authConfig } from '#auth/config.server.ts';
import { readPresence } from '#auth/auth-sessions.server.ts';
import { isDatabaseDown, isStorageRefused, type Database } from '#db/database.ts';
import { liveBus } from '#features/classroom/live-bus.server.ts';
import { audiences, maxMessageBytes, type Audience } from '#features/classroom/live-protocol.ts';
import { LiveRooms } from '#features/classroom/live-rooms.server.ts';
import type { Locale } from '#domain/text.ts';

import { LiveDevice, type Doorway } from './live-device.ts';
import { isFromOwnOrigin } from './own-origin.ts';

/** Devices and tabs of one seat, and screens of one room, that may be connected at once; the oldest gives way. */
const mostPerSeat = 3;
const mostStaff = 24;
const watchEveryMs = 1000;
const watchTurns = 20;

export interface LiveSockets {
  /** Says goodbye to everybody; devices come back by themselves. */
  stop(): void;
  readonly connections: () => number;
}

/** Listens for upgrades to `/api/live/ID/socket` on the project's own server. */
export function openLiveSockets(
  server: Server,
  database: Database,
  log: Pick<Logger, 'error'>,
  now: () => number = Date.now,
): LiveSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  const rooms = new LiveRooms(database, liveBus(), now);
  const connections = new Set<LiveDevice>();
  const turns = new WatchTurns();
  const holders = new Holders();

  const open = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const asked = readAddress(request.url ?? '');
    const headers = headersOf(request);
    if (!asked) {
      refuse(socket, 404);
      return;
    }
    if (!isFromOwnOrigin(headers, authConfig().siteUrl)) {
      refuse(socket, 403);
      return;
    }
    const cookie = request.headers.cookie ?? '';
    const { principal } = await readPresence(database, cookie, now());
    if (asked.audience === 'play' ? !principal.seat : !principal.account) {
      refuse(socket, 401);
      return;
    }
    const doorway: Doorway = { ...asked, cookie, database, rooms, now, log };
    sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      const connection = new LiveDevice(webSocket, doorway, principal);
      connections.add(connection);
      holders.add(connection);
      const leaveTurns = turns.add(connection);
      webSocket.once('close', () => {
        connections.delete(connection);
        holders.delete(connection);
        leaveTurns();
      });
      void connection.start();
    });
  };

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    open(request, socket, head).catch((error: unknown) => {
      if (!isDatabaseDown(error) && !isStorageRefused(error)) log.error(error, 'a socket was not opened');
      refuse(socket, 503);
    });
  });
  const watch = setInterval(() => turns.watchNext(), watchEveryMs / watchTurns).unref();

  return {
    connections: () => connections.size,
    stop() {
      clearInterval(watch);
      rooms.stop();
      for (const connection of connections) connection.goAway();
      sockets.close();
    },
  };
}

/** Every connection is watched once a second, a part of them at a time: a full house never takes one long turn. */
class WatchTurns {
  readonly #turns = Array.from({ length: watchTurns }, () => new Set<LiveDevice>());
  #added = 0;
  #at = 0;

  /** Puts the connection where it stays; what comes back takes it out again. */
  add(connection: LiveDevice): () => void {
    const turn = this.#turns[this.#added % watchTurns];
    this.#added += 1;
    turn?.add(connection);
    return () => turn?.delete(connection);
  }

  watchNext(): void {
    for (const connection of this.#turns[this.#at] ?? []) connection.watch();
    this.#at = (this.#at + 1) % watchTurns;
  }
}

/** Who holds which connections, the oldest first: beyond a limit the oldest gives way to the newest. */
class Holders {
  readonly #held = new Map<string, LiveDevice[]>();

  add(newest: LiveDevice): void {
    const alike = [...(this.#held.get(newest.holder) ?? []), newest];
    this.#held.set(newest.holder, alike);
    const most = newest.isStaff ? mostStaff : mostPerSeat;
    for (const oldest of alike.slice(0, Math.max(0, alike.length - most))) oldest.giveWay();
  }

  delete(gone: LiveDevice): void {
    const left = (this.#held.get(gone.holder) ?? []).filter((one) => one !== gone);
    if (left.length === 0) this.#held.delete(gone.holder);
    else this.#held.set(gone.holder, left);
  }
}

function readAddress(url: string): { id: string; audience: Audience; locale: Locale } | null {
  const address = URL.parse(url, 'http://host');
  const id = /^\/api\/live\/([a-z0-9_]{1,64})\/socket$/.exec(address?.pathname ?? '')?.[1];
  const audience = audiences.find((one) => one === address?.searchParams.get('as'));
  const locale = address?.searchParams.get('locale') === 'en' ? 'en' : 'zh-CN';
  return id && audience ? { id, audience, locale } : null;
}

function headersOf({ headers }: IncomingMessage): Headers {
  const { origin, host } = headers;
  return new Headers([
    ...(origin ? [['origin', origin] as [string, string]] : []),
    ...(host ? [['host', host] as [string, string]] : []),
  ]);
}

const reasons = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
} as const;

function refuse(socket: Duplex, status: keyof typeof reasons): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
