import type { VisitFrame } from '../visit-frame.ts';
import type { DeckPage } from './deck.ts';
import type { RunSheet } from './run-sheet.ts';

export interface PlanProps extends VisitFrame {
  readonly sheet: RunSheet | null;
  readonly lengths: readonly number[];
}

export const kitSheets = ['deck', 'exit', 'ask'] as const;
export type KitSheet = (typeof kitSheets)[number];

export interface KitProps extends VisitFrame {
  /** What is shown to be printed; null: the list of all. */
  readonly sheet: KitSheet | null;
  readonly deck: readonly DeckPage[];
  readonly materials: readonly string[];
  /** Seats of the class; null while no class is chosen. */
  readonly seatCount: number | null;
  /** Where the class's own teacher prints answer cards; null for others. */
  readonly cardsPath: string | null;
}
