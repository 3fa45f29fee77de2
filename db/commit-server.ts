import { LibsqlBatchError, type Client, type InValue, type ResultSet } from '@libsql/client/sqlite3';

import type { Statement } from './database.ts';
import { brokenConstraint, type UnitOutcome } from './writer.ts';

/**
 * Commits a group on a libsql-server as one batch. A batch is all or nothing, so the unit that broke a
 * constraint is taken out and the rest sent again; when the failure names no statement, each goes alone.
 * Throws when the server failed or can't be reached: whether the group was kept is then not known.
 */
export async function commitGroupToServer(
  client: Client,
  units: readonly (readonly Statement[])[],
): Promise<UnitOutcome[]> {
  const outcomes = new Array<UnitOutcome>(units.length);
  let members = units.map((unit, index) => ({ unit, index }));
  while (members.length > 0) {
    try {
      const results = await sendBatch(
        client,
        members.map(({ unit }) => unit),
      );
      members.forEach(({ index }, place) => (outcomes[index] = { ok: true, results: results[place] ?? [] }));
      return outcomes;
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === undefined && !isOwnFault(error)) throw error;
      const failed = failedMember(
        members.map(({ unit }) => unit),
        error,
      );
      if (failed === undefined && members.length > 1) {
        for (const { unit, index } of members) {
          const [outcome] = await commitGroupToServer(client, [unit]);
          if (outcome) outcomes[index] = outcome;
        }
        return outcomes;
      }
      const member = members[failed ?? 0];
      if (!member) throw error;
      outcomes[member.index] =
        constraint === undefined ? { ok: false, bug: error as Error } : { ok: false, constraint };
      members = members.filter((other) => other !== member);
    }
  }
  return outcomes;
}

async function sendBatch(client: Client, units: readonly (readonly Statement[])[]): Promise<ResultSet[][]> {
  const statements = units.flat().map(({ sql, args }) => ({ sql, args: [...args] as InValue[] }));
  const results = await client.batch(statements, 'write');
  let from = 0;
  return units.map((unit) => results.slice(from, (from += unit.length)));
}

/** The server names no code for wrong SQL, only SQLite's words. */
function isOwnFault(error: unknown): boolean {
  if (!(error instanceof LibsqlBatchError)) return false;
  return /no such |syntax error|has no column|values for \d+/.test(error.message);
}

/** The place of the unit that holds the statement which failed; undefined when the error names none. */
function failedMember(units: readonly (readonly Statement[])[], error: unknown): number | undefined {
  if (!(error instanceof LibsqlBatchError)) return undefined;
  let before = 0;
  const place = units.findIndex((unit) => (before += unit.length) > error.statementIndex);
  return place === -1 ? undefined : place;
}
