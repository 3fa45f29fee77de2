import type { Database } from '#db/database.ts';
import { openSitting, type SittingRow } from '#db/queries/sittings.ts';

export function sittingOf(classId: string): string {
  return `${classId}-sitting`;
}

/** A test of the small catalogue's module, open in each class for years. */
export async function openSittings(
  database: Database,
  classIds: readonly string[],
  nowMs: number,
  columns: Partial<SittingRow> = {},
): Promise<void> {
  const kept = await database.write(
    classIds.flatMap((classId) =>
      openSitting({
        ...{ id: sittingOf(classId), classId, moduleId: 'little-banker-a', purpose: 'before' },
        ...{ visitId: null, openedByAccountId: 'teacher' },
        ...{ openedAtMs: nowMs, closesAtMs: nowMs + 100_000_000_000 },
        ...columns,
      }),
    ),
  );
  if (!kept.ok) throw new Error(kept.constraint);
}
