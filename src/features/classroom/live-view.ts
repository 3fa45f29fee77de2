import type { LiveSession, LiveStepKind, LiveTally } from '#domain/live-session.ts';
import type { RubySegment } from '#domain/ruby.ts';
import type { Band } from '#games/kit/define-game.ts';
import type { GameId } from '#games/rules.ts';

/**
 * What the screens of a room may know, in one language. The key of a question, its feedback and the beliefs
 * behind its options stand in `revealed` alone, and only once the host has opened it.
 */
export interface LiveView {
  readonly id: string;
  readonly session: LiveSession;
  /** The server's clock when it answered, so that a wrong clock in the room misleads nobody. */
  readonly serverNowMs: number;
  readonly voided: boolean;
  readonly classId: string;
  readonly className: string;
  readonly grade: number;
  readonly seatCount: number;
  readonly lessonId: string;
  readonly lessonTitle: string;
  readonly courseTitle: string;
  readonly steps: readonly LiveStepView[];
  /** What the room's seats answered by device, and by card once a question was opened. */
  readonly tally: LiveTally;
  readonly revealed: Readonly<Record<number, RevealedView>>;
  /** Null until the session has ended. */
  readonly summary: LiveSummary | null;
}

export interface LiveStepView {
  readonly kind: LiveStepKind;
  readonly title: string;
  /** What the presenter says. */
  readonly say: string;
  /** What the presenter does; null when the words are all. */
  readonly tip: string | null;
  /** What stands on the room's screen besides the title. */
  readonly board: string | null;
  /** Name of a drawing of the lesson. */
  readonly picture: string | null;
  readonly game: { readonly id: GameId; readonly band: Band } | null;
  readonly question: LiveQuestionView | null;
}

export interface LiveQuestionView {
  readonly stem: readonly RubySegment[];
  readonly options: readonly { readonly key: string; readonly text: readonly RubySegment[] }[];
}

export interface RevealedView {
  readonly correctKey: string;
  /** Why the right option is right. */
  readonly idea: string;
  /** For each other option: the belief behind it and the question that shakes it. */
  readonly beliefs: Readonly<Record<string, { readonly name: string; readonly clue: string }>>;
}

export interface LiveSummary {
  /** “I can …” sentences. */
  readonly learned: readonly string[];
  readonly questionsCounted: number;
  /** The belief with most hands, if any hand was raised for one. */
  readonly lookAgain: { readonly name: string; readonly fix: string; readonly hands: number } | null;
  readonly familyTask: string;
  /** Seats that this lesson finished: by device and by card. */
  readonly finishedSeats: number;
}
