import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';

/** The first byte of every TLS conversation; no HTTP request begins with it. */
const tlsHello = 0x16;
const silenceMs = 10_000;

/**
 * An https server that also understands who typed the address without `https://`, on the same port: the first
 * byte tells a TLS greeting from a plain request, and the plain one is sent on to https.
 */
export function createTlsServer(
  options: ServerOptions,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const server = createServer(options, answer);
  const greet = server.listeners('connection');
  const undecided = new Set<Socket>();
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    undecided.add(socket);
    const forget = (): void => {
      undecided.delete(socket);
      socket.setTimeout(0);
      socket.off('timeout', cut);
      socket.off('error', cut);
    };
    const cut = (): void => void socket.destroy();
    socket.setTimeout(silenceMs);
    socket.once('timeout', cut);
    socket.once('error', cut);
    socket.once('close', forget);
    socket.once('data', (first) => {
      if (first[0] !== tlsHello) {
        socket.end(redirectFor(first.toString('latin1')));
        return;
      }
      forget();
      socket.off('close', forget);
      socket.pause();
      socket.unshift(first);
      for (const listener of greet) listener.call(server, socket);
    });
  });
  const closeIdle = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => {
    for (const socket of undecided) socket.destroy();
    closeIdle();
  };
  return server;
}

/** The answer to a plain request: the same address over https, or 400 when no address can be read from it. */
export function redirectFor(request: string): string {
  const [, path] = /^(?:GET|HEAD) (\/[\x21-\x7e]*) HTTP\/1\.[01]\r\n/.exec(request) ?? [];
  const [, host] = /\r\nhost:[ \t]*([\w.:[\]-]+)[ \t]*\r\n/i.exec(request) ?? [];
  const end = 'Content-Length: 0\r\nConnection: close\r\n\r\n';
  if (!path || !host) return `HTTP/1.1 400 Bad Request\r\n${end}`;
  return `HTTP/1.1 307 Temporary Redirect\r\nLocation: https://${host}${path}\r\nCache-Control: no-store\r\n${end}`;
}
