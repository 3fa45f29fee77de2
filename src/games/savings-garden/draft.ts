import type { GardenState } from './rules.ts';
import { type Plot, type Split } from './rules-growth.ts';
import { incomeYuan } from './rules-score.ts';

/** What the pupil has set but not confirmed yet. Scene and table of one run share it. */
export class GardenDraft {
  shares: Split = { jar: 0, garden: 0, wild: 0 };
  /** The digits of the guess; empty before the first. */
  guess = '';

  get left(): number {
    return incomeYuan - this.shares.jar - this.shares.garden - this.shares.wild;
  }

  /** One yuan more or less for a place; false when that cannot be. */
  shift(plot: Plot, by: 1 | -1): boolean {
    const next = this.shares[plot] + by;
    if (next < 0 || this.left - by < 0) return false;
    this.shares = { ...this.shares, [plot]: next };
    return true;
  }

  type(digit: string): void {
    this.guess = `${this.guess}${digit}`.replace(/^0+(?=\d)/, '').slice(0, 3);
  }

  erase(): void {
    this.guess = this.guess.slice(0, -1);
  }

  step(by: 1 | -1): void {
    this.guess = String(Math.min(999, Math.max(0, Number(this.guess) + by)));
  }
}

const drafts = new WeakMap<object, GardenDraft>();

/** The draft of a run; a new one begins with the split of the stretch before. */
export function draftOf(controller: { readonly state: GardenState }): GardenDraft {
  let draft = drafts.get(controller);
  if (!draft) {
    draft = new GardenDraft();
    const { split, stretches } = controller.state;
    draft.shares = split ?? stretches.at(-1)?.split ?? draft.shares;
    drafts.set(controller, draft);
  }
  return draft;
}
