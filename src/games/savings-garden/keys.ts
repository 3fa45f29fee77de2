import type { Phase } from './rules.ts';
import { type Plot, plots } from './rules-growth.ts';
import { type Reason, reasons } from './rules-score.ts';

export type KeyWish =
  | { readonly kind: 'shift'; readonly plot: Plot; readonly by: 1 | -1 }
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'erase' }
  | { readonly kind: 'reason'; readonly reason: Reason }
  | { readonly kind: 'go-on' };

/** What a key asks for in a phase, the same in the scene and in the table. Null for every other key. */
export function wishOfKey(
  key: { readonly code: string; readonly key: string; readonly shiftKey: boolean },
  phase: Phase,
): KeyWish | null {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(key.code)?.[1];
  if (digit !== undefined) {
    if (phase === 'guess') return { kind: 'digit', digit };
    const plot = plots[Number(digit) - 1];
    if (phase === 'share' && plot) return { kind: 'shift', plot, by: key.shiftKey ? -1 : 1 };
    const reason = reasons[Number(digit) - 1];
    return phase === 'explain' && reason ? { kind: 'reason', reason } : null;
  }
  if (key.code === 'Backspace' && phase === 'guess') return { kind: 'erase' };
  return key.key === 'Enter' && phase !== 'explain' ? { kind: 'go-on' } : null;
}
