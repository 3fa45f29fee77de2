import type { Snippet } from 'svelte';

/** What a game says to teams that play it one after another. */
export interface TeamWords {
  /** What the four members at the screen do. */
  readonly roles: readonly [string, string, string, string];
  /** How a team decides, in a sentence that everybody can follow; it may differ from turn to turn. */
  task(turn: number): string;
}

/** One team's time at the screen. */
export interface TeamTurn {
  readonly turn: number;
  readonly words: TeamWords;
}

/** How a room frames a game that its teams take turns at. */
export interface TeamFrame {
  /** Beside the game while it is played. */
  readonly bar: Snippet<[TeamTurn]>;
  /** Over the lower part of the game when a turn begins, until the function is called: the team is there. */
  readonly handOver: Snippet<[TeamTurn, () => void]>;
}
