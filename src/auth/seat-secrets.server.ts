import { randomInt } from 'node:crypto';

import { classCodeLength, codeAlphabet, longCodeLength, type PictureId } from '#domain/seat-identity.ts';

import type { Keys } from './keys.server.ts';
import { hashToken, newId } from './tokens.server.ts';

/** A fresh class code: about a thousand million of them, so that a guess meets none. */
export function newClassCode(): string {
  return Array.from({ length: classCodeLength }, () => codeAlphabet[randomInt(32)]).join('');
}

/** What is kept of a seat's pictures: few secrets are possible, so the key lies outside the database. */
export function pictureHmac(keys: Keys, seatId: string, pictures: readonly PictureId[]): string {
  return keys.hmac('pictures', `${seatId}:${pictures.join(',')}`);
}

/** The 16 letters (80 bits) on the pupil's own card; a higher version makes the printed one useless. */
export function longCodeOf(keys: Keys, seatId: string, version: number): string {
  const bytes = Buffer.from(keys.hmac('long-code', `${seatId}:${version}`), 'hex');
  return Array.from(bytes.subarray(0, longCodeLength), (byte) => codeAlphabet[byte & 31]).join('');
}

export function longCodeHashOf(keys: Keys, seatId: string, version: number): string {
  return hashToken(longCodeOf(keys, seatId, version));
}

export interface NewSeat {
  readonly id: string;
  readonly classId: string;
  readonly number: number;
  readonly longCodeHash: string;
}

/** The rows of a class's seats: 0, the teacher's preview, and 1 to `seatCount`. */
export function newSeats(keys: Keys, classId: string, seatCount: number): NewSeat[] {
  return Array.from({ length: seatCount + 1 }, (_, number) => {
    const id = newId('seat');
    return { id, classId, number, longCodeHash: longCodeHashOf(keys, id, 1) };
  });
}
