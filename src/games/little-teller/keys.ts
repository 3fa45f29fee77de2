import type { TellerMove, TellerState } from './rules.ts';

/**
 * The move of a key, the same in the scene and in the table: digits add a chip of the drawer's row, Shift
 * takes it back, C counts, H hands over. Null for every other key.
 */
export function moveOfKey(
  key: { readonly code: string; readonly shiftKey: boolean },
  state: TellerState,
): TellerMove | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
  if (digit !== undefined) {
    const slot = state.drawer[Number(digit) - 1];
    return slot ? { kind: key.shiftKey ? 'take' : 'add', chipFen: slot.chipFen } : null;
  }
  if (key.code === 'KeyC') return { kind: 'count' };
  if (key.code === 'KeyH') return { kind: 'hand-over' };
  return null;
}
