import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { keysFrom, loadKeys } from '#auth/keys.server.ts';
import { longCodeOf, newClassCode, newSeats, pictureHmac } from '#auth/seat-secrets.server.ts';
import { readSettings } from '#server/settings.ts';
import { codeAlphabet } from '#domain/seat-identity.ts';

const keys = keysFrom('one secret of at least thirty-two characters');
const otherKeys = keysFrom('another secret of thirty-two characters and more');

describe('keys outside the database', () => {
  test('the first start makes a file that only its owner reads, the second one uses it', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'square-one-keys-')), 'data');
    const first = loadKeys(folder);
    const file = join(folder, 'secret.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadKeys(folder).hmac('pictures', 'x')).toBe(first.hmac('pictures', 'x'));
    expect(loadKeys(folder, 'k'.repeat(40)).hmac('pictures', 'x')).not.toBe(first.hmac('pictures', 'x'));
    expect(readFileSync(file, 'utf8').trim().length).toBeGreaterThan(60);
  });

  test('a short SECRET_KEY is refused with what to do', () => {
    expect(() => loadKeys('/nowhere', 'secret')).toThrow(/too short/);
    const settings = readSettings({ SECRET_KEY: 'secret' }, '/nowhere');
    expect(!settings.ok && settings.problem.name).toBe('SECRET_KEY');
    expect(!settings.ok && settings.problem.en).toMatch(/openssl rand/);
  });

  test('each purpose has a key of its own', () => {
    expect(keys.hmac('pictures', 'x')).not.toBe(keys.hmac('long-code', 'x'));
  });
});

describe("a seat's secrets", () => {
  test('the same pictures look otherwise at another seat, in another order, under another key', () => {
    const kept = pictureHmac(keys, 'seat_a', ['boat', 'fish', 'kite']);
    expect(pictureHmac(keys, 'seat_a', ['boat', 'fish', 'kite'])).toBe(kept);
    expect(pictureHmac(keys, 'seat_b', ['boat', 'fish', 'kite'])).not.toBe(kept);
    expect(pictureHmac(keys, 'seat_a', ['fish', 'boat', 'kite'])).not.toBe(kept);
    expect(pictureHmac(otherKeys, 'seat_a', ['boat', 'fish', 'kite'])).not.toBe(kept);
  });

  test('a long code has 16 signs of the alphabet and changes with its version', () => {
    const code = longCodeOf(keys, 'seat_a', 1);
    expect(code).toMatch(new RegExp(`^[${codeAlphabet}]{16}$`));
    expect(longCodeOf(keys, 'seat_a', 2)).not.toBe(code);
  });

  test('class codes have six signs of the alphabet and do not repeat in a thousand', () => {
    const codes = Array.from({ length: 1000 }, newClassCode);
    expect(codes.every((code) => new RegExp(`^[${codeAlphabet}]{6}$`).test(code))).toBe(true);
    expect(new Set(codes).size).toBe(1000);
    expect(codeAlphabet).toHaveLength(32);
    expect(codeAlphabet).not.toMatch(/[01IO]/);
  });

  test('a class of 45 has seats 0 to 45, each with an id and a code of its own', () => {
    const seats = newSeats(keys, 'class_a', 45);
    expect(seats.map(({ number }) => number)).toEqual(Array.from({ length: 46 }, (_, number) => number));
    expect(new Set(seats.map(({ id }) => id)).size).toBe(46);
    expect(new Set(seats.map(({ longCodeHash }) => longCodeHash)).size).toBe(46);
  });
});
