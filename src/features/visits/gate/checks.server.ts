import { catalogue } from '#catalogue/catalogue.ts';
import { checkColumns, checkMoments, type VisitCheck } from '#catalogue/schema.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import type { Database } from '#db/database.ts';
import { deleteVisitTicks, insertVisitTicks, listVisitTicks, type VisitTick } from '#db/queries/conduct.ts';
import type { Principal } from '#domain/permissions.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export interface ChecksView {
  readonly moments: readonly {
    readonly moment: VisitCheck['moment'];
    readonly ticked: number;
    readonly of: number;
    readonly columns: readonly {
      readonly column: VisitCheck['column'];
      readonly lines: readonly (VisitCheck & { readonly tick: VisitTick | null })[];
    }[];
  }[];
}

/** A visit's checklists before, during and after it, each in the five columns. */
export async function readChecks(
  database: Database,
  who: Principal,
  visitId: string,
): Promise<Result<ChecksView, 'not-found'>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok) return found;
  const ticks = await listVisitTicks(database, visitId);
  const lines = catalogue().volunteers.checks.map((check) => ({
    ...check,
    tick: ticks.find(({ item }) => item === check.id) ?? null,
  }));
  return ok({
    moments: checkMoments.map((moment) => {
      const own = lines.filter((line) => line.moment === moment);
      return {
        moment,
        ticked: own.filter(({ tick }) => tick).length,
        of: own.length,
        columns: checkColumns.map((column) => ({
          column,
          lines: own.filter((line) => line.column === column),
        })),
      };
    }),
  });
}

/** Keeps which lines of one moment are ticked; who ticked a line first stays its witness. */
export async function saveChecks(
  database: Database,
  who: Principal,
  visitId: string,
  form: { readonly moment: string; readonly ticked: readonly string[] },
  nowMs: number,
): Promise<Result<null, 'not-found' | 'bad-input'>> {
  const found = await readVisitFor(database, who, 'prepare-visit', visitId);
  if (!found.ok || !who.account) return refuse('not-found');
  const own = catalogue()
    .volunteers.checks.filter(({ moment }) => moment === form.moment)
    .map(({ id }) => id);
  if (own.length === 0 || form.ticked.some((item) => !own.includes(item))) return refuse('bad-input');
  const by = { visitId, byAccountId: who.account.id, atMs: nowMs };
  await database.write([
    ...insertVisitTicks(
      database,
      form.ticked.map((item) => ({ ...by, item })),
    ),
    ...deleteVisitTicks(
      database,
      visitId,
      own.filter((item) => !form.ticked.includes(item)),
    ),
  ]);
  return ok(null);
}
