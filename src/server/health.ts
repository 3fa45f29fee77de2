import { monitorEventLoopDelay } from 'node:perf_hooks';

type IntervalHistogram = ReturnType<typeof monitorEventLoopDelay>;

/** What `/health` says beside "ok"; both bundles of the process read the same figures. */
export interface Health {
  readonly startedAtMs: number;
  readonly eventLoop: IntervalHistogram;
  /** True while the disk has less room than the server wants. */
  diskIsLow: boolean;
}

const holder = globalThis as unknown as Record<symbol, Health | undefined>;
const key = Symbol.for('square-one.health');
/** How often the delay of the event loop is sampled, in milliseconds; a sample holds it too. */
const resolutionMs = 5;

export function watchHealth(nowMs: number): Health {
  const eventLoop = monitorEventLoopDelay({ resolution: resolutionMs });
  eventLoop.enable();
  const health: Health = { startedAtMs: nowMs, eventLoop, diskIsLow: false };
  holder[key] = health;
  return health;
}

export function health(): Health | null {
  return holder[key] ?? null;
}

/** Delay beyond the sampling period in milliseconds at the 99th percentile since the last call. */
export function takeEventLoopLagP99Ms({ eventLoop }: Health): number {
  const lag = Math.max(0, eventLoop.percentile(99) / 1e6 - resolutionMs);
  eventLoop.reset();
  return Math.round(lag * 10) / 10;
}
