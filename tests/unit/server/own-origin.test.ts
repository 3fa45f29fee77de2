import { describe, expect, test } from 'vitest';

import { isFromOwnOrigin } from '#server/own-origin.ts';

const site = new URL('https://class.example.cn');

describe('who may send what changes something', () => {
  test.each([
    ['its own page', { origin: 'https://class.example.cn' }, site, true],
    [
      'its own page behind a proxy',
      { origin: 'https://class.example.cn', host: '127.0.0.1:4321' },
      site,
      true,
    ],
    ['another site', { origin: 'https://evil.example', host: 'class.example.cn' }, site, false],
    ['the site over http', { origin: 'http://class.example.cn', host: 'class.example.cn' }, site, false],
    ['a made-up host', { origin: 'https://evil.example', host: 'evil.example' }, site, false],
    ['a sandboxed page', { origin: 'null', host: 'class.example.cn' }, site, false],
    ['this machine itself', { origin: 'http://localhost:4321', host: 'localhost:4321' }, site, true],
    ['the classroom', { origin: 'http://192.168.1.5:4321', host: '192.168.1.5:4321' }, null, true],
    ['the default port', { origin: 'http://192.168.1.5', host: '192.168.1.5:80' }, null, true],
    ['another port', { origin: 'http://192.168.1.5:8080', host: '192.168.1.5:4321' }, null, false],
    ['another classroom', { origin: 'http://192.168.1.6:4321', host: '192.168.1.5:4321' }, null, false],
    ['a sandboxed page there', { origin: 'null', host: '192.168.1.5:4321' }, null, false],
    ['no Origin, but same-origin', { 'sec-fetch-site': 'same-origin' }, site, true],
    ['no Origin, same-site', { 'sec-fetch-site': 'same-site' }, site, false],
    ['no Origin, typed address', { 'sec-fetch-site': 'none' }, site, false],
    ['neither header', { host: 'class.example.cn' }, site, false],
  ])('%s', (_title, headers, siteUrl, expected) => {
    expect(isFromOwnOrigin(new Headers(headers as Record<string, string>), siteUrl)).toBe(expected);
  });
});
