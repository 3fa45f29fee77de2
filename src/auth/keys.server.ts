import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secrets that live outside the database, so that a copy of the database alone opens nothing. */
export interface Keys {
  /** Hex HMAC-SHA-256 of a text under a key of its own for each purpose. */
  hmac(purpose: KeyPurpose, text: string): string;
}

type KeyPurpose = 'pictures' | 'long-code' | 'visit-pack';

/** At least 32 characters, so that a short word in SECRET_KEY does not pass for a secret. */
export const shortestSecret = 32;

export function keysFrom(secret: string): Keys {
  if (secret.length < shortestSecret) {
    throw new Error(`A secret of ${secret.length} characters is too short: it needs ${shortestSecret}.`);
  }
  const derived = new Map<KeyPurpose, Buffer>();
  const keyFor = (purpose: KeyPurpose): Buffer => {
    const known = derived.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'square-one', purpose, 32));
    derived.set(purpose, key);
    return key;
  };
  return { hmac: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest('hex') };
}

/**
 * Keys from a secret given (SECRET_KEY), or from `secret.key` in the data folder, which is made at the first start (0600).
 * Whoever loses that file loses the pupils' pictures and printed long codes, and nothing else.
 */
export function loadKeys(dataDir: string, secretKey = ''): Keys {
  if (secretKey) return keysFrom(secretKey);
  const path = join(dataDir, 'secret.key');
  try {
    return keysFrom(readFileSync(path, 'utf8').trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(48).toString('base64url');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return keysFrom(secret);
}
