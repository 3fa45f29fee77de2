import type { ProblemCode } from '#domain/problems.ts';

import type { VisitFrame } from '../visit-frame.ts';

export interface RunStartProps extends VisitFrame {
  /** Why it cannot begin for who asks; null when it can. */
  readonly whyNot: ProblemCode | null;
  /** The visit's lesson is running, but who asks may not enter the class any more. */
  readonly isShutOut: boolean;
  /** Seats of the class; null while no class is chosen. */
  readonly seatCount: number | null;
  /** Lengths that the lesson has plans for. */
  readonly lengths: readonly number[];
}
