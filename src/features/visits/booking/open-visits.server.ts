import { z } from 'zod';

import { catalogue } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listClassesOf } from '#db/queries/classes.ts';
import { findOrganisation, listOpenVisits } from '#db/queries/visit-lists.ts';
import type { Principal } from '#domain/permissions.ts';
import { rankByFit, type MatchPoint, type VisitWish } from '#domain/visit-match.ts';

import { isFree, readCapacity } from './capacity.server.ts';
import { deskVisit, type DeskVisit } from './desk-visit.ts';

export interface OpenVisit extends DeskVisit {
  readonly fits: readonly MatchPoint[];
  /** Volunteers of the bank who are cleared and free then; null for a school. */
  readonly freeVolunteers: number | null;
}

export interface OpenVisits {
  /** Whom these visits wait for: the side that who asks stands on. */
  readonly waitsFor: 'bank' | 'school';
  readonly wish: VisitWish;
  readonly visits: readonly OpenVisit[];
}

/** As many as a person reads; the soonest of a longer list. */
const longest = 200;

/** Visits that who asks could take, those that fit the wish best first; without a wish it is what they themselves are. */
export async function readOpenVisits(
  database: Database,
  who: Principal,
  asked: VisitWish | null,
  nowMs: number,
): Promise<OpenVisits> {
  const bank = who.account?.memberships.find(({ role }) => role === 'coordinator');
  const waitsFor = bank ? 'bank' : 'school';
  const wish = asked ?? (bank ? anything : await wishOfSchool(database, who));
  const rows = await listOpenVisits(database, waitsFor, { afterMs: nowMs }, longest);
  const byId = new Map(rows.map((row) => [row.visit.id, row]));
  const ranked = rankByFit(
    rows.map(({ visit }) => visit),
    wish,
  );
  const capacity = bank
    ? await readCapacity(
        database,
        bank.organisationId,
        rows.map(({ visit }) => visit),
      )
    : null;
  return {
    waitsFor,
    wish,
    visits: ranked.flatMap(({ visit, fits }) => {
      const row = byId.get(visit.id);
      const freeVolunteers = capacity?.get(visit.id)?.filter(isFree).length ?? null;
      return row ? [{ ...deskVisit(row), fits, freeVolunteers }] : [];
    }),
  };
}

const anything: VisitWish = { districtCodes: [], fromDay: null, untilDay: null, grades: [], language: null };

/** What a teacher would want without being asked: their own place and the grades of their classes. */
async function wishOfSchool(database: Database, who: Principal): Promise<VisitWish> {
  const school = who.account?.memberships.find(({ role }) => role === 'teacher');
  const [classes, organisation] = await Promise.all([
    listClassesOf(database, who.account?.id ?? ''),
    school ? findOrganisation(database, school.organisationId) : undefined,
  ]);
  return {
    ...anything,
    districtCodes: organisation?.districtCode ? withinPlace(organisation.districtCode) : [],
    grades: [...new Set(classes.map(({ grade }) => grade))].sort(),
  };
}

const wishSchema = z.object({
  place: z.string().max(40).optional(),
  from: z.union([z.iso.date(), z.literal('')]).optional(),
  until: z.union([z.iso.date(), z.literal('')]).optional(),
  grade: z.union([z.coerce.number().int().min(1).max(9), z.literal('')]).optional(),
  language: z.enum(['zh-CN', 'en', '']).optional(),
});

/** The wish of the list's filter form; null before anybody filled it. */
export function readWish(asked: URLSearchParams): VisitWish | null {
  if (asked.size === 0) return null;
  const parsed = wishSchema.safeParse(Object.fromEntries(asked));
  const { place = '', from = '', until = '', grade = '', language = '' } = parsed.success ? parsed.data : {};
  return {
    districtCodes: place ? withinPlace(place) : [],
    fromDay: from || null,
    untilDay: until || null,
    grades: grade ? [grade] : [],
    language: language || null,
  };
}

/** A place with everything below it, the place itself first. */
function withinPlace(code: string): string[] {
  const found = [code];
  for (const district of catalogue().districts)
    if (district.parentCode !== null && found.includes(district.parentCode)) found.push(district.code);
  return found;
}
