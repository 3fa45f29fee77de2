import type { RubySegment } from '#domain/ruby.ts';
import type { Bilingual, Locale } from '#domain/text.ts';

/** Chinese with the readings its grade needs, and English. */
export interface ShownText {
  readonly zh: readonly RubySegment[];
  readonly en: string;
}

/** A question as a pupil's device knows it: no key, no misconception, no feedback. */
export interface ShownQuestion {
  readonly id: string;
  readonly kind: 'choice';
  readonly version: string;
  readonly stem: ShownText;
  readonly options: readonly { readonly key: 'A' | 'B' | 'C'; readonly text: ShownText }[];
}

/** What came back for one try. `solution` is there after the last one. */
export interface TryReply {
  readonly mark: 'right' | 'again' | 'answer';
  readonly chosen: string;
  readonly feedback: Bilingual;
  readonly idea: Bilingual | null;
  readonly solution: string | null;
}

export interface QuestionWords {
  readonly choose: string;
  readonly tryAgain: string;
  readonly right: string;
  readonly lookAgain: string;
  readonly solution: string;
  readonly waiting: string;
  readonly sending: string;
  readonly shapes: { readonly A: string; readonly B: string; readonly C: string };
  readonly howTo: string;
}

/** What every kind's Input.svelte takes; a lesson, a live session and a test pass different `submit`s. */
export interface QuestionInputProps {
  readonly question: ShownQuestion;
  readonly locale: Locale;
  readonly words: QuestionWords;
  /** The tries so far, oldest first. */
  readonly replies: readonly TryReply[];
  /** The option that was sent and has no reply yet: the network is down. */
  readonly waiting: string | null;
  /** A sentence for a refused answer, or for one that waits; null when all is well. */
  readonly notice: string | null;
  /** Resolves when the answer was sent, kept or refused; `replies`, `waiting` and `notice` say which. */
  readonly submit: (answer: string) => Promise<void>;
}
