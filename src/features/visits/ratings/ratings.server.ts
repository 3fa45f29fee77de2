import { z } from 'zod';

import { readVisitFor, type VisitWithCrew } from '#auth/visit-access.server.ts';
import type { Database } from '#db/database.ts';
import { addToYear } from '#db/queries/ledger.ts';
import { insertVisitRating, listVisitRatings, type VisitRating } from '#db/queries/visit-ratings.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { ratingItems, type RatingSide } from '#domain/visit-rating.ts';
import { dayOf } from '#i18n/school-time.ts';

import { refuseTyped } from '../refuse-typed.ts';

export interface VisitRatings {
  /** For whom who asks may speak. */
  readonly side: RatingSide;
  readonly mayRate: boolean;
  readonly wasHeld: boolean;
  readonly own: VisitRating | null;
  /** Shown when both sides have spoken, so that neither answers the other. */
  readonly other: VisitRating | null;
}

function sideOf(who: Principal, visit: VisitWithCrew): RatingSide {
  return who.account?.id === visit.teacherAccountId ? 'school' : 'bank';
}

function wasHeld({ status }: VisitWithCrew): boolean {
  return status === 'held' || status === 'reported';
}

export async function readVisitRatings(
  database: Database,
  who: Principal,
  visit: VisitWithCrew,
): Promise<VisitRatings> {
  const rows = await listVisitRatings(database, visit.id);
  const side = sideOf(who, visit);
  const own = rows.find((row) => row.side === side) ?? null;
  const other = own ? (rows.find((row) => row.side !== side) ?? null) : null;
  return { side, mayRate: wasHeld(visit) && !own, wasHeld: wasHeld(visit), own, other };
}

const mark = z.coerce.number().pipe(z.int().min(1).max(5));
const formSchema = z.object({
  first: mark,
  second: mark,
  third: mark,
  note: z.string().trim().max(300).default(''),
});

/** Keeps what a side says of the other, once, after the lesson; it stands as it was said. */
export async function rateVisit(
  database: Database,
  who: Principal,
  visitId: string,
  form: unknown,
  nowMs: number,
): Promise<
  Result<
    null,
    'not-found' | 'bad-input' | 'visit-not-held' | 'already-rated' | 'personal-data' | 'sells-something'
  >
> {
  const found = await readVisitFor(database, who, 'rate-visit', visitId);
  if (!found.ok) return found;
  const visit = found.value;
  if (!wasHeld(visit)) return refuse('visit-not-held');
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return refuse('bad-input');
  const typed = refuseTyped(parsed.data.note);
  if (!typed.ok) return typed;
  const side = sideOf(who, visit);
  const sum = ratingItems.reduce((whole, item) => whole + parsed.data[item], 0);
  const { bankId } = visit;
  const month = dayOf(visit.startsAtMs).slice(0, 7);
  const kept = await database.write([
    insertVisitRating(database, {
      ...{ visitId, side, ...parsed.data },
      ...{ byAccountId: who.account?.id ?? '', atMs: nowMs },
    }),
    ...(bankId === null
      ? []
      : [
          addToYear(database, { bankId, month, measure: `ratings-by-${side}-sum`, by: sum }),
          addToYear(database, { bankId, month, measure: `ratings-by-${side}`, by: ratingItems.length }),
        ]),
  ]);
  return kept.ok ? ok(null) : refuse('already-rated');
}
