import { and, desc, eq, gte, lte } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { honours } from '../schema/index.ts';

export type HonourRow = typeof honours.$inferSelect;

export function insertHonours(database: Database, rows: (typeof honours.$inferInsert)[]): Statement {
  return toStatement(database.drizzle.insert(honours).values(rows));
}

/** A bank's honours of a year, the latest first. */
export async function listHonours(
  database: Database,
  bankId: string,
  year: number | null,
  limit: number,
): Promise<HonourRow[]> {
  return database.drizzle
    .select()
    .from(honours)
    .where(
      and(
        eq(honours.bankId, bankId),
        year === null ? undefined : gte(honours.day, `${year}-01-01`),
        year === null ? undefined : lte(honours.day, `${year}-12-31`),
      ),
    )
    .orderBy(desc(honours.day), desc(honours.id))
    .limit(limit);
}
