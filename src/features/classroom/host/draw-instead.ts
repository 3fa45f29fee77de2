import type { LiveEvent } from '#domain/live-event.ts';

/** The drawn seat is away: it is noted absent, and another one is drawn. */
export function drawInstead(act: (event: LiveEvent) => void, seat: number): void {
  act({ type: 'absence-noted', seat, absent: true });
  act({ type: 'seat-drawn' });
}
