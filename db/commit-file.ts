import { LibsqlError, type ResultSet } from '@libsql/client/sqlite3';

import type { Statement } from './database.ts';
import type { FileClient } from './file-client.ts';
import { brokenConstraint, type UnitOutcome } from './writer.ts';

/** Failures of one unit's own making; everything else is the storage's. */
const ownFault = new Set(['SQLITE_ERROR', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG', 'SQLITE_RANGE']);

/**
 * Commits a group to the embedded file in one transaction. Nearly every group is sound, so it is tried plainly
 * first; when a unit breaks a constraint, the group is done again with a savepoint for each unit, so that the
 * unit takes back only itself. Throws when the storage failed: nothing was kept.
 */
export function commitGroupToFile(
  client: FileClient,
  units: readonly (readonly Statement[])[],
): UnitOutcome[] {
  try {
    return inTransaction(client, () =>
      units.map((unit) => ({ ok: true, results: unit.map(({ sql, args }) => client.run(sql, args)) })),
    );
  } catch (error) {
    if (brokenConstraint(error) === undefined && !isOwnFault(error)) throw error;
    return commitWithSavepoints(client, units);
  }
}

function commitWithSavepoints(client: FileClient, units: readonly (readonly Statement[])[]): UnitOutcome[] {
  try {
    return inTransaction(client, () => units.map((unit) => runUnit(client, unit)));
  } catch (error) {
    // A deferred constraint shows at COMMIT and names no unit: each is tried alone.
    const constraint = brokenConstraint(error);
    if (constraint === undefined) throw error;
    if (units.length === 1) return [{ ok: false, constraint }];
    return units.flatMap((unit) => commitWithSavepoints(client, [unit]));
  }
}

function inTransaction(client: FileClient, act: () => UnitOutcome[]): UnitOutcome[] {
  client.run('BEGIN IMMEDIATE');
  try {
    const outcomes = act();
    client.run('COMMIT');
    return outcomes;
  } finally {
    if (client.inTransaction) client.run('ROLLBACK');
  }
}

function isOwnFault(error: unknown): boolean {
  return !(error instanceof LibsqlError) || ownFault.has(error.code);
}

function runUnit(client: FileClient, unit: readonly Statement[]): UnitOutcome {
  client.run('SAVEPOINT unit');
  try {
    const results: ResultSet[] = unit.map(({ sql, args }) => client.run(sql, args));
    client.run('RELEASE unit');
    return { ok: true, results };
  } catch (error) {
    const constraint = brokenConstraint(error);
    // Without its transaction the neighbours are gone too: the whole group failed.
    if (!client.inTransaction || (constraint === undefined && !isOwnFault(error))) throw error;
    client.run('ROLLBACK TO unit');
    client.run('RELEASE unit');
    return constraint === undefined ? { ok: false, bug: error as Error } : { ok: false, constraint };
  }
}

/**
 * A full disk rolls back and the file stays sound: reading goes on and writing comes back with space.
 * After a lock, an I/O error or damage nothing more may be acknowledged by this process.
 */
export function isFatalForFile(error: unknown): boolean {
  return !(error instanceof LibsqlError) || error.code !== 'SQLITE_FULL';
}
