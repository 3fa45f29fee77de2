import { gateVersions } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { listPeopleOfBank, type BankPerson } from '#db/queries/gates.ts';
import { listEngagements } from '#db/queries/visit-lists.ts';
import type { VisitRow } from '#db/queries/visits.ts';
import { missingAtGate, type GateStep } from '#domain/gate.ts';
import { overlap } from '#domain/visit.ts';
import { dayBounds } from '#i18n/school-time.ts';

type Stretch = Pick<VisitRow, 'id' | 'day' | 'startsAtMs' | 'endsAtMs'>;

/** Whether one of a bank's volunteers could come to a visit. */
export interface VolunteerAt {
  readonly accountId: string;
  readonly displayName: string;
  /** What is missing at the gate until the end of the visit's day. */
  readonly missing: readonly GateStep[];
  /** The visit that takes them at that time. */
  readonly busyWith: VisitRow | null;
  /** Others of theirs on that day. */
  readonly sameDay: number;
}

export function isFree({ missing, busyWith }: VolunteerAt): boolean {
  return missing.length === 0 && busyWith === null;
}

/** A bank's volunteers at the time of each visit, by name; read once for all of them. */
export async function readCapacity(
  database: Database,
  bankId: string,
  visits: readonly Stretch[],
): Promise<ReadonlyMap<string, readonly VolunteerAt[]>> {
  if (visits.length === 0) return new Map();
  const days = visits.map(({ day }) => day).sort();
  const fromMs = dayBounds(days[0] ?? '').fromMs;
  const { untilMs } = dayBounds(days.at(-1) ?? '');
  const [people, engagements] = await Promise.all([
    listPeopleOfBank(database, bankId),
    listEngagements(database, bankId, { fromMs, untilMs }),
  ]);
  const volunteers = people.filter(
    ({ role, account }) => role === 'volunteer' && account.disabledAtMs === null,
  );
  return new Map(
    visits.map((visit) => [visit.id, volunteers.map((one) => volunteerAt(one, visit, engagements))]),
  );
}

function volunteerAt(
  { account, gate }: BankPerson,
  visit: Stretch,
  engagements: Awaited<ReturnType<typeof listEngagements>>,
): VolunteerAt {
  const theirs = engagements
    .filter(({ accountId, visit: other }) => accountId === account.id && other.id !== visit.id)
    .map((one) => one.visit);
  return {
    accountId: account.id,
    displayName: account.displayName,
    missing: missingAtGate(gate, dayBounds(visit.day).untilMs, gateVersions()),
    busyWith: theirs.find((other) => overlap(other, visit)) ?? null,
    sameDay: theirs.filter(({ day }) => day === visit.day).length,
  };
}
