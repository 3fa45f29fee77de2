/**
 * A UUIDv7 for what a device or the server writes. `crypto.randomUUID` is missing on plain HTTP, so the
 * caller brings the random bytes; the server never reads the time in it.
 */
export function newEventId(nowMs: number, randomBytes: (length: number) => Uint8Array): string {
  const bytes = randomBytes(16);
  let time = Math.floor(nowMs);
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
