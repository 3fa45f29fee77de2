import { segmentsIn, type RubySegment, type RubyText } from '#domain/ruby.ts';
import type { Bilingual, Locale } from '#domain/text.ts';

import type { OptionKey, PublicChoice } from './choice/kind.ts';

/** A question as a pupil's device knows it, in the page's language: no key, no misconception, no feedback. */
export interface ShownQuestion {
  readonly id: string;
  readonly kind: 'choice';
  readonly version: string;
  readonly stem: readonly RubySegment[];
  readonly options: readonly { readonly key: OptionKey; readonly text: readonly RubySegment[] }[];
}

/** The public view in one language: the other one would only weigh on the page. */
export function shownQuestion(question: PublicChoice<RubyText>, locale: Locale): ShownQuestion {
  const { id, kind, version, stem, options } = question;
  return {
    id,
    kind,
    version,
    stem: segmentsIn(stem, locale),
    options: options.map(({ key, text }) => ({ key, text: segmentsIn(text, locale) })),
  };
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
  /** Stands before the name of a belief: many think so, and it is worth another look. */
  readonly belief: string;
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
