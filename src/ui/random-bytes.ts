/** Random bytes of the device; there on plain HTTP too, where `crypto.randomUUID` is missing. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
