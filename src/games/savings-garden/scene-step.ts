import type { GardenDraft } from './draft.ts';
import type { GardenMove } from './rules.ts';
import type { Plot } from './rules-growth.ts';
import type { Drawn } from './scene-chart.ts';
import type { Stage } from './scene-top.ts';
import type { GardenTexts } from './texts.ts';

/** What a step can ask of the scene. */
export interface StepHost {
  readonly stage: Stage;
  readonly texts: GardenTexts;
  readonly draft: GardenDraft;
  readonly make: (move: GardenMove) => void;
  readonly shift: (plot: Plot, by: 1 | -1) => void;
  readonly type: (change: (draft: GardenDraft) => void) => void;
}

/** The lower part of the stage in one phase. */
export interface Step {
  /** Sets what depends on the draft or on whether taps are taken. */
  refresh(busy: boolean): void;
  /** What Enter does when no control has the focus. */
  goOn(): void;
  destroy(): void;
}

export function destroyAll(things: readonly Drawn[]): void {
  for (const thing of things) thing.destroy();
}
