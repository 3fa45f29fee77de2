/** What the driver is told, as JSON in its first argument's file; at the end what it saw stands in its place. */
export interface DrivePlan {
  readonly origin: string;
  readonly rooms: readonly {
    readonly id: string;
    readonly hostCookie: string;
    readonly cookies: readonly string[];
  }[];
  /** Joins begin evenly over this time. */
  readonly joinWithinMs: number;
  /** Answers fall evenly over this time. */
  readonly answerWithinMs: number;
  /** The steps the rooms walk; the last one's question is answered by everybody. */
  readonly walks: readonly {
    readonly moves: readonly number[];
    readonly question: { id: string; version: string };
  }[];
}

export interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** What the driver saw in the last walk; the walks before it warm the engine up. */
export interface Driven {
  readonly joinMs: Times;
  readonly ackMs: Times;
  readonly fanOutMs: Times;
  /** Frames that went to all listeners while the answers came in, beats left out. */
  readonly framesPerAnswer: number;
  /** Ids of the answers that the server acknowledged, all walks. */
  readonly acknowledged: readonly string[];
  readonly refused: number;
}

/** What the driver says on its way, so that the bench reads the server's clocks at the right moments. */
export interface DriverWord {
  readonly at: 'joined' | 'answering' | 'answered';
}

export function timesOf(samples: readonly number[]): Times {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const round = (ms: number): number => Math.round(ms * 10) / 10;
  return { p50: round(at(0.5)), p99: round(at(0.99)) };
}
