import type { LiveMode } from '#domain/live-session.ts';

import type { LiveQuestionView, LiveStepView, RevealedView } from './live-view.ts';

/** What every device of a room may know, in one language: the same for all its seats. */
export interface PlayView {
  readonly id: string;
  readonly version: number;
  readonly serverNowMs: number;
  readonly className: string;
  readonly grade: number;
  readonly lessonTitle: string;
  readonly courseTitle: string;
  /** The lesson's own page, for one's own pace and for home. */
  readonly lessonPath: string;
  readonly mode: LiveMode;
  readonly pace: 'together' | 'own';
  /** “Eyes to the front.” */
  readonly curtain: boolean;
  readonly over: 'no' | 'ended' | 'voided';
  readonly at: number;
  readonly stepCount: number;
  readonly step: PlayStep;
  /** Whether an answer at this step is taken. */
  readonly open: boolean;
  /** Once the host has opened the question. */
  readonly revealed: RevealedView | null;
  /** Once the lesson is over. */
  readonly summary: { readonly learned: readonly string[]; readonly familyTask: string } | null;
}

export interface PlayStep extends Pick<LiveStepView, 'kind' | 'title' | 'board' | 'picture' | 'game'> {
  readonly question: (LiveQuestionView & { readonly id: string; readonly version: string }) | null;
}

/** What one seat did in the session: step → option key, or list of faces. */
export interface OwnAnswers {
  readonly seat: number;
  readonly character: string | null;
  readonly answers: Readonly<Record<number, string>>;
}
