import type { Statement } from '#db/database.ts';

/** Units of work on the smallest table with a unique column, for tests of the writer itself. */
export function insertOrganisation(id: string, name = `School ${id}`): Statement {
  return {
    sql: 'INSERT INTO organisations (id, kind, name, created_at_ms) VALUES (?, ?, ?, ?)',
    args: [id, 'school', name, 1],
  };
}

/** Breaks a foreign key: no such organisation or account. */
export function insertClassOfNobody(id: string): Statement {
  return {
    sql: `INSERT INTO classes (id, organisation_id, owner_account_id, name, grade, seat_count, code, code_expires_at_ms, created_at_ms)
          VALUES (?, 'nobody', 'nobody', '四(2)', 4, 45, ?, 1, 1)`,
    args: [id, id],
  };
}
