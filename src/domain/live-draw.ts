import { numbersTo, type LiveSession } from './live-session.ts';

type Drawing = Pick<LiveSession, 'seatCount' | 'absent' | 'removed' | 'drawSeed' | 'drawn' | 'drawRound'>;

/**
 * The next seat of a fair draw: nobody twice before everybody in the room once. The order of a round follows
 * from the session's seed, so that every screen and every replay draws the same; null in an empty room.
 */
export function drawSeat(
  session: Drawing,
): { readonly seat: number; readonly drawn: readonly number[]; readonly drawRound: number } | null {
  const { seatCount, absent, drawSeed, drawn, drawRound } = session;
  const present = numbersTo(seatCount).filter((seat) => !absent.includes(seat));
  if (present.length === 0) return null;
  const left = shuffled(present, drawSeed + drawRound).find((seat) => !drawn.includes(seat));
  if (left !== undefined) return { seat: left, drawn: [...drawn, left], drawRound };
  const [first = 1] = shuffled(present, drawSeed + drawRound + 1);
  return { seat: first, drawn: [first], drawRound: drawRound + 1 };
}

/** Fisher and Yates with a xorshift of the seed: integers only, the same on every engine. */
function shuffled(seats: readonly number[], seed: number): number[] {
  const order = [...seats];
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  for (let last = order.length - 1; last > 0; last--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const place = (state >>> 0) % (last + 1);
    const [one, other] = [order[last], order[place]];
    if (one === undefined || other === undefined) continue;
    order[last] = other;
    order[place] = one;
  }
  return order;
}
