import { eq } from 'drizzle-orm';

import { toStatement, type Database, type Statement } from '../database.ts';
import { visitRatings } from '../schema/index.ts';

export type VisitRating = typeof visitRatings.$inferSelect;

/** One rating a side: a second one's unit is refused. */
export function insertVisitRating(database: Database, row: VisitRating): Statement {
  return toStatement(database.drizzle.insert(visitRatings).values(row));
}

export async function listVisitRatings(database: Database, visitId: string): Promise<readonly VisitRating[]> {
  return database.drizzle.select().from(visitRatings).where(eq(visitRatings.visitId, visitId));
}
