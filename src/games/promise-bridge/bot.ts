import type { Bot } from '../kit/bot.ts';
import { type BridgeMove, type BridgeState, choicesOf, phaseOf, reasons } from './rules.ts';
import { gapInRain } from './rules-village.ts';

/**
 * Promises the most that rain cannot spoil, keeps what it can, and tells when it cannot. Without the skill it
 * promises everything it is offered, or hides.
 */
export const promiseBridgeBot: Bot<BridgeState, BridgeMove> = (state, skillBp, pick) => {
  if (phaseOf(state) === 'help') return { kind: 'help' };
  if (phaseOf(state) === 'reflect')
    return { kind: 'reflect', reason: reasons[pick(reasons.length)] ?? 'myself' };
  const knows = pick(10_000) < skillBp;
  if (!state.year) {
    const choices = choicesOf(state);
    const gaps = choices.map((bags) => gapInRain(bags, state.barn, state.debt));
    const wise = choices.filter((_, place) => gaps[place] === Math.min(...gaps));
    return { kind: 'promise', bags: Math.max(...(knows ? wise : choices)) };
  }
  if (!knows && pick(2) === 0) return { kind: 'silent' };
  return { kind: state.year.able ? 'keep' : 'tell' };
};
