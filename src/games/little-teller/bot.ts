import type { Bot } from '../kit/bot.ts';
import { type TellerMove, type TellerState, customerNow, trayFen } from './rules.ts';

/**
 * Fills the tray with the largest chips that fit. Without the skill it slips once on a customer: it stops a
 * chip early, or does not count. After a returned tray it does what the gap says.
 */
export const littleTellerBot: Bot<TellerState, TellerMove> = (state, skillBp, pick) => {
  const task = customerNow(state);
  if (!task) throw new Error('Everybody has been served.');
  const missingFen = task.targetFen - trayFen(state);
  if (missingFen < 0) return { kind: 'take', chipFen: Math.max(...state.tray) };
  const slips = state.tries === 0 && state.tray.length > 0 && pick(10_000) >= skillBp;
  if (missingFen === 0 || slips) {
    const counts = state.countedFen === null && pick(10_000) < skillBp;
    return { kind: counts ? 'count' : 'hand-over' };
  }
  const fitting = state.drawer.map(({ chipFen }) => chipFen).filter((chipFen) => chipFen <= missingFen);
  return { kind: 'add', chipFen: Math.max(...fitting) };
};
