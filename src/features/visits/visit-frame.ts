import type { CrewMember, VisitRow } from '#db/queries/visits.ts';
import type { ProblemCode } from '#domain/problems.ts';
import type { Bilingual, Locale } from '#domain/text.ts';

import type { VisitPage } from './visit-nav.ts';

/** What a person calls the things that a visit names by id. */
export interface VisitNames {
  readonly bank: string | null;
  readonly school: string | null;
  readonly class: string | null;
  readonly teacher: string | null;
  readonly lesson: Bilingual;
  readonly district: Bilingual;
}

/** What every page of a visit is given; pages/_visits/frame.ts reads it. */
export interface VisitFrame {
  readonly locale: Locale;
  readonly signedInAs: string;
  readonly nowMs: number;
  readonly visit: VisitRow & { readonly crew: readonly CrewMember[] };
  readonly names: VisitNames;
  /** The pages that who asks may open. */
  readonly pages: readonly VisitPage[];
  /** What the form that was just sent came to. */
  readonly problem: ProblemCode | null;
  readonly told: string | null;
}
