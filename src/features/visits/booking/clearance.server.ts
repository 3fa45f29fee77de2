import { gateVersions } from '#catalogue/catalogue.ts';
import type { Database } from '#db/database.ts';
import { findGate } from '#db/queries/gates.ts';
import { isCleared } from '#domain/gate.ts';
import { dayBounds } from '#i18n/school-time.ts';

/** Whether a volunteer of a bank may stand in a class until the end of a day. */
export async function isClearedOn(
  database: Database,
  bankId: string,
  accountId: string,
  day: string,
): Promise<boolean> {
  const gate = await findGate(database, accountId, bankId);
  return isCleared(gate, dayBounds(day).untilMs, gateVersions());
}

/** Whether everyone of a visit's crew may stand in a class until the end of a day. */
export async function crewIsCleared(
  database: Database,
  visit: { readonly bankId: string | null; readonly crew: readonly { readonly accountId: string }[] },
  day: string,
): Promise<boolean> {
  const { bankId, crew } = visit;
  if (bankId === null) return true;
  const cleared = await Promise.all(
    crew.map(({ accountId }) => isClearedOn(database, bankId, accountId, day)),
  );
  return cleared.every(Boolean);
}
