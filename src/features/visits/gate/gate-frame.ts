import type { ProblemCode } from '#domain/problems.ts';
import type { Locale } from '#domain/text.ts';

import type { VisitFrame } from '../visit-frame.ts';
import type { ChecksView } from './checks.server.ts';
import type { ConductView } from './conduct.server.ts';
import type { GateView } from './gate.server.ts';

export interface GateProps {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly isCoordinator: boolean;
  readonly gate: GateView;
  /** What was chosen and could not be taken, question id → option. */
  readonly given: Readonly<Record<string, string>>;
  readonly problem: ProblemCode | null;
  readonly told: string | null;
}

export interface ChecksProps extends VisitFrame {
  readonly checks: ChecksView;
}

export interface ConductProps extends VisitFrame {
  readonly conduct: ConductView;
  /** Texts that were typed and could not be taken, by report. */
  readonly given: { readonly reportId: string; readonly text: string } | null;
  readonly isCrew: boolean;
}
