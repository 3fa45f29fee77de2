import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { covers, loadLanCertificate } from '#server/lan-certificate.ts';
import { redirectFor } from '#server/tls-server.ts';
import { temporaryFolder } from '#tests/support/database.ts';

const nowMs = Date.UTC(2026, 8, 1);
const dayMs = 24 * 60 * 60 * 1000;

describe('the certificate of a room', () => {
  test('covers localhost and each address, and no other', async () => {
    const { cert } = await loadLanCertificate(temporaryFolder(), ['192.168.1.5', '10.0.0.9'], nowMs);
    expect(covers(cert, ['localhost', '127.0.0.1', '192.168.1.5', '10.0.0.9'], nowMs)).toBe(true);
    expect(covers(cert, ['192.168.1.6'], nowMs)).toBe(false);
    expect(covers(cert, ['class.example.cn'], nowMs)).toBe(false);
  });

  test('is kept from start to start, in a file that only its owner reads', async () => {
    const folder = temporaryFolder();
    const first = await loadLanCertificate(folder, ['192.168.1.5'], nowMs);
    expect(await loadLanCertificate(folder, ['192.168.1.5'], nowMs + 100 * dayMs)).toEqual(first);
    expect(statSync(join(folder, 'lan-tls.pem')).mode & 0o777).toBe(0o600);
  });

  test('is made anew when the address is another, its end is near, or the file is damaged', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'lan-tls.pem');
    const first = await loadLanCertificate(folder, ['192.168.1.5'], nowMs);
    const moved = await loadLanCertificate(folder, ['192.168.8.20'], nowMs);
    expect(moved.cert).not.toBe(first.cert);
    const later = await loadLanCertificate(folder, ['192.168.8.20'], nowMs + 380 * dayMs);
    expect(later.cert).not.toBe(moved.cert);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 200));
    const mended = await loadLanCertificate(folder, ['192.168.8.20'], nowMs + 380 * dayMs);
    expect(covers(mended.cert, ['192.168.8.20'], nowMs + 380 * dayMs)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('a plain request to the https port', () => {
  test('is sent to the same address over https', () => {
    const answer = redirectFor(
      'GET /join/ABCDEF?x=1 HTTP/1.1\r\nHost: 192.168.1.5:4321\r\nAccept: */*\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 307 /);
    expect(answer).toContain('\r\nLocation: https://192.168.1.5:4321/join/ABCDEF?x=1\r\n');
  });

  test.each([
    'POST /api/answers HTTP/1.1\r\nHost: 192.168.1.5:4321\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nHost: 192.168.1.5\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: evil.example/\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'garbage',
  ])('%j leads nowhere', (request) => {
    expect(redirectFor(request)).toMatch(/^HTTP\/1\.1 400 /);
    expect(redirectFor(request)).not.toContain('Location');
  });
});
