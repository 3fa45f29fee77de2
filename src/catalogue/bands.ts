import type { Band } from '#games/kit/define-game.ts';

/** A, B, C of Little Banker; P, Q, R of Financial Integrity. */
export const bands = ['A', 'B', 'C', 'P', 'Q', 'R'] as const satisfies readonly Band[];
