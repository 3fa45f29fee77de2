import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
interface Encoded {
  readonly body: Buffer;
  readonly head: Record<string, string | number>;
}

interface StaticFile {
  readonly etag: string;
  readonly plain: Encoded;
  readonly gzip?: Encoded;
  readonly brotli?: Encoded;
}

/** Static files of a built site, held in memory with both compressions made once. */
export interface StaticFiles {
  readonly count: number;
  /** Answers and returns true when the request is a GET or HEAD of a file here. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
}

/**
 * Reads every file below `folder` once. A page is found without its `.html`, `index.html` at its folder.
 * Files below `_astro/` carry a content hash in their name and never change.
 *
 * @param compressed where the build put their compressed copies (`compressStaticFiles`).
 */
export function readStaticFiles(
  folder: string,
  compressed: string,
  headers: Record<string, string>,
): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = '/' + relative(folder, file).split(sep).join('/');
    files.set(addressOf(path), describe(readFileSync(file), path, headers, compressed));
  }
  return {
    count: files.size,
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const file = files.get(pathOf(request.url ?? '/'));
      if (!file) return false;
      if (request.headers['if-none-match'] === file.etag) {
        response.writeHead(304, { etag: file.etag }).end();
        return true;
      }
      const accepted = request.headers['accept-encoding'] ?? '';
      const chosen =
        (accepted.includes('br') ? file.brotli : undefined) ??
        (accepted.includes('gzip') ? file.gzip : undefined) ??
        file.plain;
      response.writeHead(200, chosen.head);
      response.end(request.method === 'HEAD' ? undefined : chosen.body);
      return true;
    },
  };
}

function addressOf(path: string): string {
  if (path === '/index.html') return '/';
  return path.endsWith('/index.html') ? path.slice(0, -'/index.html'.length) : path.replace(/\.html$/, '');
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function describe(
  body: Buffer,
  path: string,
  headers: Record<string, string>,
  compressed: string,
): StaticFile {
  const type = types[extname(path)] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const shared = {
    ...headers,
    'content-type': type,
    etag,
    vary: 'accept-encoding',
    'cache-control': path.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  const encoded = (bytes: Buffer, encoding?: string): Encoded => ({
    body: bytes,
    head: {
      ...shared,
      ...(encoding ? { 'content-encoding': encoding } : {}),
      'content-length': bytes.length,
    },
  });
  const copy = (ending: string): Buffer | undefined => {
    const file = join(compressed, path + ending);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  const [gzip, brotli] = [copy('.gz'), copy('.br')];
  return {
    etag,
    plain: encoded(body),
    ...(gzip ? { gzip: encoded(gzip, 'gzip') } : {}),
    ...(brotli ? { brotli: encoded(brotli, 'br') } : {}),
  };
}
