import { type BridgeMove, type BridgeState, choicesOf } from './rules.ts';
import { gapInRain, promiseFor } from './rules-village.ts';
import type { BridgeTexts } from './texts.ts';

/** What tells a way apart from the others of its moment. */
export function wayId(move: BridgeMove): string {
  if (move.kind === 'promise') return `take-${move.bags}`;
  return move.kind === 'reflect' ? move.reason : move.kind;
}

/** What a way is called; where no numbers are shown, an amount goes by its size. */
export function labelOf(move: BridgeMove, state: BridgeState, texts: BridgeTexts): string {
  if (move.kind === 'reflect') return texts.night.reasons[move.reason];
  if (move.kind !== 'promise') return texts[move.kind];
  if (state.band !== 'P') return texts.lend(move.bags);
  const choices = choicesOf(state);
  if (choices.length === 1) return texts.only;
  return move.bags === choices.at(-1) ? texts.whole : texts.half;
}

/** What taking so many bags comes to: the bags due at harvest, and those of them that rain would leave missing. */
export function sumsOf(
  bags: number,
  { barn, debt }: Pick<BridgeState, 'barn' | 'debt'>,
): { readonly due: number; readonly gap: number } {
  return { due: promiseFor(bags) + debt, gap: gapInRain(bags, barn, debt) };
}

/** The sums of a promise as a sentence. In band R the pupil works out the rain alone. */
export function sumsSpoken(bags: number, state: BridgeState, texts: BridgeTexts): string {
  const { due, gap } = sumsOf(bags, state);
  const choice = texts.choiceSpoken(bags, due);
  return state.band === 'R' ? choice : `${choice} ${texts.rainSpoken(gap)}`;
}

/** Whether a way is refused at the moment: to keep what cannot be kept, or to excuse what the harvest pays. */
export function doesNotFit(move: BridgeMove, { year }: Pick<BridgeState, 'year'>): boolean {
  if (!year) return false;
  if (move.kind === 'keep') return !year.able;
  return move.kind === 'tell' && year.crop >= year.due;
}
