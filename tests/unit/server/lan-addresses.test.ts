import { describe, expect, test } from 'vitest';

import { rankLanAddresses, type Interfaces } from '#server/lan-addresses.ts';

function adapters(named: Record<string, string>): Interfaces {
  return Object.fromEntries(
    Object.entries(named).map(([name, address]) => [
      name,
      [
        {
          address,
          netmask: '255.255.255.0',
          mac: '02:00:00:00:00:01',
          internal: address.startsWith('127.'),
          cidr: null,
          ...(address.includes(':') ? { family: 'IPv6' as const, scopeid: 0 } : { family: 'IPv4' as const }),
        },
      ],
    ]),
  );
}

describe('the address for pupils', () => {
  test.each([
    ['a laptop in a Wi-Fi', { lo: '127.0.0.1', wlan0: '192.168.1.5' }, ['192.168.1.5']],
    [
      'Windows with virtual machines',
      {
        'vEthernet (Default Switch)': '172.29.16.1',
        'VirtualBox Host-Only Network': '192.168.56.1',
        WLAN: '10.3.7.21',
      },
      ['10.3.7.21', '192.168.56.1', '172.29.16.1'],
    ],
    ['a container host', { docker0: '172.17.0.1', eth0: '172.16.4.9' }, ['172.16.4.9', '172.17.0.1']],
    [
      'a proxy and an overlay',
      { utun4: '198.18.0.1', tailscale0: '100.101.1.2', en0: '192.168.0.3' },
      ['192.168.0.3'],
    ],
    ['two networks', { en1: '10.0.0.9', en0: '192.168.8.2' }, ['192.168.8.2', '10.0.0.9']],
    ['a campus with public addresses', { eth0: '202.112.3.4' }, ['202.112.3.4']],
    [
      'a private one before a public one',
      { eth0: '202.112.3.4', eth1: '172.31.0.2' },
      ['172.31.0.2', '202.112.3.4'],
    ],
    ['no address given out', { wlan0: '169.254.10.2', lo: '127.0.0.1' }, []],
    ['IPv6 alone', { eth0: 'fe80::1' }, []],
  ])('%s', (_title, named, expected) => {
    expect(rankLanAddresses(adapters(named))).toEqual(expected);
  });
});
