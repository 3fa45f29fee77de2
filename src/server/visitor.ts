import type { APIContext } from 'astro';

import { authConfig } from '#auth/config.server.ts';
import { deviceName } from '#auth/device-name.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Where a request comes from, for limits. A proxy on this very machine (a public site has one for TLS) adds
 * the address it saw at the end of X-Forwarded-For; from anybody else that header is not believed.
 */
export function addressOf(peer: string, forwardedFor: string | null): string {
  if (authConfig().siteUrl === null || !loopback.test(peer) || !forwardedFor) return peer;
  return forwardedFor.split(',').at(-1)?.trim() || peer;
}

/** Who knocks: the address for limits, the device's name for the list of sessions, the server's time. */
export function visitorOf({
  request,
  clientAddress,
  locals,
}: Pick<APIContext, 'request' | 'clientAddress' | 'locals'>): {
  address: string;
  device: string;
  nowMs: number;
} {
  return {
    address: addressOf(clientAddress, request.headers.get('x-forwarded-for')),
    device: deviceName(request.headers.get('user-agent')),
    nowMs: locals.nowMs,
  };
}
