import type { SeatPrincipal } from '#domain/permissions.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Reach } from '#domain/reach.ts';
import type { Locale } from '#domain/text.ts';
import type { QrPath } from '#ui/qr-path.ts';

import type { LiveView } from './live-view.ts';
import type { OwnAnswers, PlayView } from './play-view.ts';
import type { Rehearsal } from './rehearse/build-rehearsal.ts';
import type { VisitOnRemote } from './visit-run/visit-on-remote.ts';

/** How pupils' devices come into the room. */
export interface WayIn {
  /** Where the class code is typed, as people say it. */
  readonly address: string;
  readonly code: string;
  /** The address with the code in it. */
  readonly qr: QrPath;
  /** Whose devices get there: the screen says where they do not. */
  readonly reach: Reach;
}

export interface ControlProps {
  readonly locale: Locale;
  readonly view: LiveView;
  /** Whether who looks is the class's own teacher, whose room it is. */
  readonly isTeacher: boolean;
}

export interface BoardProps extends ControlProps {
  readonly wayIn: WayIn;
  /** Addresses of the lesson's drawings by name. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** The remote of a visit's lesson. */
export interface VisitRunProps extends ControlProps {
  /** The page's address without its language. */
  readonly path: string;
  readonly visit: VisitOnRemote;
}

/** A visit's lesson walked alone before its day. */
export interface RehearseProps {
  readonly locale: Locale;
  readonly path: string;
  readonly rehearsal: Rehearsal;
  /** Which class is simulated. */
  readonly seed: number;
  readonly visit: Pick<VisitOnRemote, 'crew' | 'hardQuestions' | 'words'> & {
    readonly paths: { readonly home: string };
  };
  readonly lengths: readonly { readonly label: string; readonly path: string; readonly isChosen: boolean }[];
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
