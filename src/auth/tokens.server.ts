import { createHash, randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Random text of letters and digits, five bits a sign. */
function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}

/** A bearer token of 160 bits. */
export function newToken(): string {
  return randomText(32);
}

/** An id nobody can guess, with a word that says whose: `class_k3…`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(20)}`;
}

/** What the database keeps of a bearer token. Tokens are random, so that a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
