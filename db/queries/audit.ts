import { toStatement, type Database, type Statement } from '../database.ts';
import { auditLog } from '../schema/index.ts';

/** A line of the audit log, for the same unit as the act it records. Ids only. */
export function insertAuditEntry(
  database: Database,
  entry: { atMs: number; actorAccountId: string | null; action: string; subjectId: string | null },
): Statement {
  return toStatement(database.drizzle.insert(auditLog).values(entry));
}
