import type { ListedVisit } from '#db/queries/visit-lists.ts';
import type { VisitRow } from '#db/queries/visits.ts';

import type { VisitNames } from '../visit-frame.ts';
import { nameVisit } from '../visit-names.ts';

/** A visit of a list with what its ids are called. */
export interface DeskVisit {
  readonly visit: VisitRow;
  readonly names: VisitNames;
}

export function deskVisit({ visit, ...names }: ListedVisit): DeskVisit {
  return { visit, names: nameVisit(visit, names) };
}
