import { describe, expect, test } from 'vitest';

import { lanHosts, ownOrigin, publicAddress, setListening } from '#server/public-address.ts';
import { useTestKeys } from '#tests/support/people.ts';

const opened = (origin: string) => publicAddress(new URL(`${origin}/teach`));
const port = 4321;

describe('the address that other devices are shown', () => {
  test('SITE_URL, however the page was opened', () => {
    useTestKeys(new URL('https://class.example.cn'));
    setListening({ host: '127.0.0.1', port, secure: false });
    expect(opened('http://localhost:4321')).toEqual({
      origin: 'https://class.example.cn',
      reach: 'everywhere',
    });
  });

  test.each(['http://localhost:4321', 'http://127.0.0.1:4321', 'http://[::1]:4321'])(
    'opened on the laptop as %s, the laptop’s address in the network',
    (origin) => {
      useTestKeys(null);
      setListening({ host: '192.168.1.5', port, secure: false });
      expect(opened(origin)).toEqual({ origin: 'http://192.168.1.5:4321', reach: 'room' });
      setListening({ host: '192.168.1.5', port, secure: true });
      expect(opened(origin).origin).toBe('https://192.168.1.5:4321');
    },
  );

  test('where only this computer listens, localhost, and that it is of no use elsewhere', () => {
    useTestKeys(null);
    setListening({ host: '127.0.0.1', port, secure: false });
    expect(opened('http://localhost:4321')).toEqual({
      origin: 'http://localhost:4321',
      reach: 'this-computer',
    });
  });

  test('an address of the network under which the page was opened is one that works', () => {
    useTestKeys(null);
    setListening({ host: '0.0.0.0', port, secure: false });
    expect(opened('http://10.0.0.7:4321')).toEqual({
      origin: 'http://10.0.0.7:4321',
      reach: 'room',
    });
  });

  test('a name under which a proxy was opened is taken for one that all know', () => {
    useTestKeys(null);
    setListening({ host: '127.0.0.1', port, secure: false });
    expect(opened('https://class.example.cn').reach).toBe('everywhere');
  });

  test('this computer’s own browser goes to localhost unless the server listens elsewhere only', () => {
    expect(ownOrigin({ host: '0.0.0.0', port, secure: true })).toBe('https://localhost:4321');
    expect(ownOrigin({ host: '192.168.1.5', port, secure: false })).toBe('http://192.168.1.5:4321');
    expect(lanHosts('127.0.0.1')).toEqual([]);
  });
});
