import type { CardSize } from '#cards/draw-card.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { HeatMap } from '#domain/heat-map.ts';
import type { Reach } from '#domain/reach.ts';
import type { Bilingual, Locale } from '#domain/text.ts';

import type { HeatMapDetail } from './heat-map-detail.ts';
import type { ClassOverview } from './overview.server.ts';
import type { ProgressTable } from './progress.server.ts';
import type { SeatStory } from './seat-story.server.ts';
import type { ClassTests } from './sittings.server.ts';

/** What each screen of the desk is given. */

export interface ClassFrame {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly isOwner: boolean;
  readonly class: {
    readonly id: string;
    readonly name: string;
    readonly grade: number;
    readonly seatCount: number;
  };
  /** What the form that was just sent came to. */
  readonly problem: ProblemCode | null;
  readonly told: string | null;
}

export interface ClassesProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly isDemo: boolean;
  readonly mayCreate: boolean;
  readonly classes: readonly {
    readonly id: string;
    readonly name: string;
    readonly grade: number;
    readonly seatCount: number;
    readonly claimedSeats: number;
    readonly isOpen: boolean;
  }[];
}

export interface CreateClassProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly problem: ProblemCode | null;
  /** What was typed, given back when it could not be taken. */
  readonly given: { readonly name: string; readonly grade: string; readonly seatCount: string };
}

/** Where pupils go to join, without the code. */
export interface JoinAddress {
  readonly joinAddress: string;
  /** Whose devices get there: a screen that shows the address says where they do not. */
  readonly reach: Reach;
}

export interface OverviewProps extends ClassFrame, JoinAddress {
  readonly overview: ClassOverview;
  readonly nowMs: number;
}

export interface JoinBigProps extends JoinAddress {
  readonly locale: Locale;
  readonly class: {
    readonly id: string;
    readonly name: string;
    readonly seatCount: number;
    readonly code: string;
  };
  readonly openUntilMs: number | null;
  readonly openSeats: number;
}

export interface SeatTile {
  readonly number: number;
  readonly claimed: boolean;
  readonly devices: number;
  readonly wrongTries: number;
  readonly lockedDevices: number;
  readonly lockedForAll: boolean;
}

export interface SeatsProps extends ClassFrame {
  readonly seats: readonly SeatTile[];
  readonly code: string;
}

export interface SeatProps extends ClassFrame {
  readonly story: SeatStory;
}

export interface CardsProps extends ClassFrame, JoinAddress {
  readonly code: string;
  readonly cards: readonly { readonly number: number; readonly longCode: string }[];
  /** First and last seat that is shown. */
  readonly range: { readonly from: number; readonly to: number };
}

export interface AnswerCardsProps extends ClassFrame {
  readonly size: CardSize;
  /** First and last seat that is shown, within the 60 that have a code. */
  readonly range: { readonly from: number; readonly to: number };
}

export interface ModuleChoice {
  readonly id: string;
  readonly courseTitle: Bilingual;
  readonly title: Bilingual;
  readonly grades: { readonly from: number; readonly to: number };
  readonly ready: number;
  readonly lessons: number;
}

export interface AssignmentsProps extends ClassFrame {
  readonly given: readonly {
    readonly assignmentId: string;
    readonly moduleId: string;
    readonly title: Bilingual;
    readonly dueOn: string;
    readonly lessons: readonly { readonly title: Bilingual; readonly ready: boolean }[];
  }[];
  readonly modules: readonly ModuleChoice[];
  readonly today: string;
  /** A week from today: what the date field offers. */
  readonly usualDueOn: string;
}

export interface TestsProps extends ClassFrame {
  readonly tests: ClassTests;
}

export interface LessonsProps extends ClassFrame {
  /** Which lesson and length the form to start offers; null when no lesson is ready. */
  readonly chosen: { readonly lessonId: string; readonly minutes: number } | null;
  readonly lessons: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly courseTitle: Bilingual;
    readonly assigned: boolean;
    readonly fits: boolean;
    readonly plans: readonly {
      readonly minutes: number;
      readonly screenMinutes: number;
      readonly materials: readonly Bilingual[];
      readonly steps: readonly { readonly title: Bilingual; readonly minutes: number }[];
    }[];
  }[];
  readonly runs: readonly {
    readonly id: string;
    readonly lessonTitle: Bilingual;
    readonly startedAtMs: number;
    readonly ended: boolean;
    readonly questionsCounted: number;
  }[];
}

export interface ProgressProps extends ClassFrame {
  readonly table: ProgressTable;
}

export interface HeatMapProps extends ClassFrame {
  readonly map: HeatMap;
  readonly lessonTitles: ReadonlyMap<string, Bilingual>;
  readonly modules: readonly { readonly id: string; readonly title: Bilingual }[];
  readonly moduleId: string | null;
  readonly detail: HeatMapDetail | null;
  /** Address of a cell, without the language. */
  readonly cellPath: (questionId: string, clusterId: string) => string;
}
