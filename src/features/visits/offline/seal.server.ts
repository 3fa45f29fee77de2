import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { authConfig } from '#auth/config.server.ts';
import { canonicalJson } from '#catalogue/canonical.ts';

interface Sealed {
  readonly seal: string;
}

/** A file's contents with its seal: an HMAC over their canonical form, so that spaces and order do not count. */
export function sealed<Contents extends object>(key: string, contents: Contents): Contents & Sealed {
  return { ...contents, seal: sealOf(key, contents) };
}

/** Whether a file is as it was sealed with this key. */
export function isIntact(key: string, file: Sealed): boolean {
  const { seal, ...contents } = file;
  return timingSafeEqual(Buffer.from(seal, 'hex'), Buffer.from(sealOf(key, contents), 'hex'));
}

function sealOf(key: string, contents: object): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(canonicalJson(contents)).digest('hex');
}

/** The key of a pack: made anew from the server's secret each time, and kept nowhere but in the file. */
export function packKey(packId: string): string {
  return authConfig().keys.hmac('visit-pack', packId);
}

/** Tells laptops apart that opened the same pack: each has a secret of its own. */
export function copyIdOf(packId: string): string {
  return authConfig().keys.hmac('visit-pack', `copy ${packId}`).slice(0, 16);
}

/** What tells one results file from another. */
export function fingerprint(file: object): string {
  return createHash('sha256').update(canonicalJson(file)).digest('hex');
}
