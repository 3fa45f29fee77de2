import { clockSkewMs } from './visit-pack.ts';

/** What the server knows about when a laptop's lesson can have been. */
export interface PossibleTime {
  /** When the pack was made and when its results came, by the server's clock. */
  readonly packMadeAtMs: number;
  readonly handedInAtMs: number;
  /** The visit's day in the school. */
  readonly dayFromMs: number;
  readonly dayUntilMs: number;
  /** When the visit was to begin. */
  readonly startsAtMs: number;
}

/**
 * By how much a laptop's clock is to be put right; 0 when its times can be true: after the pack was made, before
 * its results came, on the visit's day. Else its first moment is the visit's planned beginning (earlier when the
 * results came earlier): a wrong clock still measures how long things took. One number for all times of a file.
 */
export function clockShiftMs(timesMs: readonly number[], possible: PossibleTime): number {
  const { packMadeAtMs, handedInAtMs, dayFromMs, dayUntilMs, startsAtMs } = possible;
  const first = timesMs.reduce((least, time) => Math.min(least, time), Infinity);
  const last = timesMs.reduce((most, time) => Math.max(most, time), -Infinity);
  if (timesMs.length === 0) return 0;
  const isPossible =
    first >= Math.max(packMadeAtMs, dayFromMs) - clockSkewMs &&
    last <= Math.min(handedInAtMs, dayUntilMs) + clockSkewMs;
  if (isPossible) return 0;
  return Math.min(startsAtMs - first, handedInAtMs - last);
}

/** A moment of the laptop by the server's clock: never before the pack was made, never after its results came. */
export function placeInTime(
  laptopMs: number,
  shiftMs: number,
  { packMadeAtMs, handedInAtMs }: Pick<PossibleTime, 'packMadeAtMs' | 'handedInAtMs'>,
): number {
  return Math.max(packMadeAtMs, Math.min(handedInAtMs, laptopMs + shiftMs));
}
