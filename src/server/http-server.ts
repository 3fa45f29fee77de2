import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';

import type { LanCertificate } from './lan-certificate.ts';
import { problemResponse, refusalPage } from './refusal.ts';
import type { StaticFiles } from './static-files.ts';
import { createTlsServer } from './tls-server.ts';

/** The handler that Astro's Node adapter builds: node's request and response. */
export type AstroHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Largest body that any route takes, in bytes; a route may take less. The adapter has the same limit for chunked ones. */
const maxBodyBytes = 1024 * 1024;

/**
 * The project's own HTTP server: static files from memory, everything else to Astro, with limits on head,
 * body and time so that a slow or huge request costs only itself.
 *
 * @param certificate given: the server speaks https with it.
 */
export function createHttpServer(
  files: StaticFiles,
  astro: AstroHandler,
  certificate: LanCertificate | null = null,
): Server | SecureServer {
  const limits = {
    maxHeaderSize: 16 * 1024,
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 65_000,
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    // A connection that stays would bring its next request to a server that is leaving.
    if (!server.listening) response.setHeader('connection', 'close');
    if (files.serve(request, response)) return;
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) {
      refuseLargeBody(request, response);
      return;
    }
    // Without a `next`, Astro answers an address that has no page with the site's own 404.
    astro(request, response);
  };
  const server = certificate
    ? createTlsServer({ ...limits, ...certificate }, answer)
    : createServer(limits, answer);
  server.maxRequestsPerSocket = 0;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  return server;
}

function refuseLargeBody(request: IncomingMessage, response: ServerResponse): void {
  const isForPerson = request.headers.accept?.includes('text/html') === true;
  const locale = request.url?.startsWith('/en/') ? 'en' : 'zh-CN';
  const refusal = isForPerson ? refusalPage(locale, 'body-too-large') : problemResponse('body-too-large');
  response.writeHead(413, { ...Object.fromEntries(refusal.headers), connection: 'close' });
  request.resume();
  void refusal.text().then((text) => response.end(text));
}

/** Stops taking requests, lets those under way end, and cuts what is left after `graceMs`. */
export function closeGracefully(server: Server | SecureServer, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
