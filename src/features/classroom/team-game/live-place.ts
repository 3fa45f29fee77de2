import type { LiveMode } from '#domain/live-session.ts';

/** Where a room is: its live session, the step on the board, and how it answers. */
export interface LivePlace {
  readonly id: string;
  readonly at: number;
  readonly mode: LiveMode;
}
