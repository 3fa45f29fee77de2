import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';

import type { Statement } from '../database.ts';
import type { Erased } from '../erased.ts';
import * as schema from '../schema/index.ts';

/** Tables by what they hang on, read from the schema: a table that is added later is erased like the rest. */
const tables = Object.values(schema)
  .filter((each) => is(each, SQLiteTable))
  .map((table) => getTableConfig(table));
const withColumn = (column: string) =>
  tables.filter(({ columns }) => columns.some(({ name }) => name === column)).map(({ name }) => name);

/** Every table with rows of a seat; a test holds `erasure` and the record's erasure against it. */
export const tablesOfSeats: readonly string[] = withColumn('seat_id');

/**
 * What takes a seat's pupil, a class or an account out of the database. A seat stays as an empty place in its
 * class, and only what was there at `atMs` goes, because another pupil may have taken it since; what the
 * pupil did is the record's to erase. An account stays as a row without a name.
 */
export function erasure({ kind, id, atMs }: Erased): Statement[] {
  switch (kind) {
    case 'seat':
      return [
        { sql: 'DELETE FROM seat_locks WHERE seat_id = ? AND last_failure_at_ms <= ?', args: [id, atMs] },
        { sql: 'DELETE FROM auth_sessions WHERE principal_id = ? AND created_at_ms <= ?', args: [id, atMs] },
        {
          sql: `UPDATE seats SET picture_hmac = NULL, "character" = NULL, claimed_at_ms = NULL,
                long_code_version = long_code_version + 1,
                long_code_hash = 'erased-' || id || '-' || long_code_version
                WHERE id = ? AND claimed_at_ms <= ?`,
          args: [id, atMs],
        },
      ];
    case 'class': {
      const ofSeat = 'IN (SELECT id FROM seats WHERE class_id = ?)';
      const ofLive = 'IN (SELECT id FROM live_sessions WHERE class_id = ?)';
      // A visit is the adults' record and stays, without the class.
      const last = ['live_sessions', 'seats'];
      const staying = ['visits'];
      return [
        ...withColumn('seat_id').map((table) => remove(table, `seat_id ${ofSeat}`, id)),
        remove('auth_sessions', `principal_id ${ofSeat}`, id),
        ...withColumn('live_session_id').map((table) => remove(table, `live_session_id ${ofLive}`, id)),
        ...withColumn('class_id')
          .filter((table) => !last.includes(table) && !staying.includes(table))
          .map((table) => remove(table, 'class_id = ?', id)),
        ...last.map((table) => remove(table, 'class_id = ?', id)),
        { sql: 'UPDATE visits SET class_id = NULL WHERE class_id = ?', args: [id] },
        remove('classes', 'id = ?', id),
      ];
    }
    case 'account':
      return [
        ...withColumn('account_id').map((table) => remove(table, 'account_id = ?', id)),
        remove('auth_sessions', 'principal_id = ?', id),
        {
          sql: `UPDATE accounts SET email = 'erased-' || id, display_name = '', password_hash = NULL,
                disabled_at_ms = coalesce(disabled_at_ms, created_at_ms) WHERE id = ?`,
          args: [id],
        },
      ];
  }
}

function remove(table: string, where: string, id: string): Statement {
  return { sql: `DELETE FROM ${table} WHERE ${where}`, args: [id] };
}
