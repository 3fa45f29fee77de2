import type { SeatPrincipal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import type { LiveView } from './live-view.ts';
import type { OwnAnswers, PlayView } from './play-view.ts';

export interface ControlProps {
  readonly locale: Locale;
  readonly view: LiveView;
}

export interface BoardProps extends ControlProps {
  /** Addresses of the lesson's drawings by name. */
  readonly pictures: Readonly<Record<string, string>>;
}

export interface PlayProps {
  readonly locale: Locale;
  readonly id: string;
  readonly seat: SeatPrincipal;
  /** Null when the device may not come in; `problem` says why. */
  readonly room: { readonly view: PlayView; readonly mine: OwnAnswers } | null;
  readonly problem: ProblemCode | null;
  /** Addresses of the lesson's drawings by name. */
  readonly pictures: Readonly<Record<string, string>>;
}
