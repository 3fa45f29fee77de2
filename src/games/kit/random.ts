/**
 * mulberry32 as a pure step: the state goes in, the next state and a 32-bit unsigned integer come out.
 * Integers only, so that every engine yields the same sequence from the same seed.
 */
export interface Draw {
  readonly state: number;
  readonly value: number;
}

function nextRandom(state: number): Draw {
  const next = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), 1 | next);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return { state: next, value: (mixed ^ (mixed >>> 14)) >>> 0 };
}

/** An integer from 0 to below `bound` (1..2^31) and the state to go on with. */
export function nextBelow(state: number, bound: number): Draw {
  const draw = nextRandom(state);
  return { state: draw.state, value: draw.value % bound };
}

/** Draws from 0 to below a bound, one after the other, for code that is no rule and keeps no state itself. */
export function drawsFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    const draw = nextBelow(state, bound);
    state = draw.state;
    return draw.value;
  };
}
