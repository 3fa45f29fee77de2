import type { CrewRole } from '#domain/visit.ts';
import type { Words } from '#i18n/index.ts';

/** What a remote shows of the visit that its lesson is of, as the page tells it. */
export interface VisitOnRemote {
  readonly crew: readonly { readonly name: string; readonly role: CrewRole; readonly isMe: boolean }[];
  /** When the visit's time in the school ends, as a clock shows it. */
  readonly endsAt: string;
  readonly hardQuestions: readonly HardQuestionWords[];
  readonly words: Words['visitRun'];
  readonly paths: Readonly<Record<'home' | 'conduct' | 'questions' | 'report', string>>;
}

/** A question that a class asks, with what to say, in one language. */
export interface HardQuestionWords {
  readonly question: string;
  readonly answer: string;
  /** To whom it goes when the answer does not do. */
  readonly handOn: string | null;
}
