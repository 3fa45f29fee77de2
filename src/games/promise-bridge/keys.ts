import { type BridgeMove, type BridgeState, choicesOf, phaseOf, reasons } from './rules.ts';

/** The ways of this moment in the order in which they stand, in the scene and in the table. */
export function movesNow(state: BridgeState): readonly BridgeMove[] {
  switch (phaseOf(state)) {
    case 'promise':
      return choicesOf(state).map((bags) => ({ kind: 'promise', bags }));
    case 'settle':
      return [{ kind: 'keep' }, { kind: 'tell' }, { kind: 'silent' }];
    case 'help':
      return [{ kind: 'help' }];
    case 'reflect':
      return reasons.map((reason) => ({ kind: 'reflect', reason }));
    case 'over':
      return [];
  }
}

/** Digit n makes the nth of the ways; null for every other key. */
export function moveOfKey(key: { readonly code: string }, state: BridgeState): BridgeMove | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
  return digit === undefined ? null : (movesNow(state)[Number(digit) - 1] ?? null);
}
