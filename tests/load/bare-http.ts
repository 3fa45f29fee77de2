import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** The yardstick: node's own server sending one file's bytes from memory, and an empty answer to a POST. */
const body = gzipSync(readFileSync(String(process.argv[2])), { level: 9 });
const head = {
  'content-type': 'text/html; charset=utf-8',
  'content-encoding': 'gzip',
  'content-length': body.length,
};
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    request.on('data', () => undefined).on('end', () => response.end('{}'));
    return;
  }
  response.writeHead(200, head).end(body);
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
