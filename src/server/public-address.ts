import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

import { authConfig } from '#auth/config.server.ts';

import type { Reach } from '#domain/reach.ts';

import { rankLanAddresses } from './lan-addresses.ts';

/** Where the server listens. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Whether it speaks TLS itself. */
  readonly secure: boolean;
}

/** The site's address for a QR code, a card or the blackboard. */
export interface PublicAddress {
  readonly origin: string;
  readonly reach: Reach;
}

const holder = globalThis as unknown as Record<symbol, Listening | undefined>;
const key = Symbol.for('square-one.listening');
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** The server's entry says where it listens; the Astro bundle, which is another one, reads it here. */
export function setListening(listening: Listening): void {
  holder[key] = listening;
}

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** Where this process's own server is found on this computer; null before it listens, and in a command without one. */
export function runsAt(): string | null {
  const listening = holder[key];
  return listening ? ownOrigin(listening) : null;
}

/** This computer's addresses in the room's network, the likeliest first; none when it listens to itself alone. */
export function lanHosts(host: string): string[] {
  if (loopback.test(host)) return [];
  return isEverywhere(host) ? rankLanAddresses(networkInterfaces()) : [host];
}

/** The same as addresses of the site. */
export function lanOrigins({ host, port, secure }: Listening): string[] {
  return lanHosts(host).map((one) => originOf(one, port, secure));
}

/** How a browser on this very computer finds the server. */
export function ownOrigin({ host, port, secure }: Listening): string {
  return originOf(isEverywhere(host) || loopback.test(host) ? 'localhost' : host, port, secure);
}

function originOf(host: string, port: number, secure: boolean): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return new URL(`${secure ? 'https' : 'http'}://${name}:${port}`).origin;
}

/**
 * The one answer to "under which address do other devices find us": SITE_URL where it is set; else the address
 * that this page was opened under, unless that is `localhost`, which means another computer everywhere else:
 * then this computer's address in the room's network. Read anew each time, for a laptop changes networks.
 */
export function publicAddress(opened: URL): PublicAddress {
  const { siteUrl } = authConfig();
  if (siteUrl) return { origin: siteUrl.origin, reach: 'everywhere' };
  const { hostname, origin } = opened;
  if (!loopback.test(hostname))
    return { origin, reach: isIP(hostname.replace(/^\[|\]$/g, '')) ? 'room' : 'everywhere' };
  const listening = holder[key];
  const [best] = listening ? lanOrigins(listening) : [];
  return best ? { origin: best, reach: 'room' } : { origin, reach: 'this-computer' };
}
