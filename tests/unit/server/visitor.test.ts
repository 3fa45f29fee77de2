import { describe, expect, test } from 'vitest';

import { addressOf } from '#server/visitor.ts';
import { useTestKeys } from '#tests/support/people.ts';

describe('where a request comes from', () => {
  test('in a classroom nobody can claim to be elsewhere', () => {
    useTestKeys(null);
    expect(addressOf('192.168.1.7', '1.2.3.4')).toBe('192.168.1.7');
    expect(addressOf('127.0.0.1', '1.2.3.4')).toBe('127.0.0.1');
  });

  test('a proxy on this machine is believed about the one address that it saw itself', () => {
    useTestKeys(new URL('https://class.example.cn'));
    expect(addressOf('127.0.0.1', '6.6.6.6, 1.2.3.4')).toBe('1.2.3.4');
    expect(addressOf('::ffff:127.0.0.1', '1.2.3.4')).toBe('1.2.3.4');
    expect(addressOf('127.0.0.1', null)).toBe('127.0.0.1');
  });

  test('a stranger who reaches the public site directly is not believed', () => {
    useTestKeys(new URL('https://class.example.cn'));
    expect(addressOf('5.5.5.5', '1.2.3.4')).toBe('5.5.5.5');
  });
});
