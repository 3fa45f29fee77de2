/** A 32-bit seed from a seat and a question (FNV-1a): the same seat meets the same order after a reload. */
export function seatSeed(seatId: string, questionId: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seatId} ${questionId}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
