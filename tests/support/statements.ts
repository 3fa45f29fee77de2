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

/** A class with its school, its owner and seats `ID-1` … `ID-n`. */
export function insertClass(id: string, seatCount: number): Statement[] {
  const school = `${id}-school`;
  const owner = `${id}-owner`;
  return [
    insertOrganisation(school),
    {
      sql: 'INSERT INTO accounts (id, email, display_name, password_hash, created_at_ms) VALUES (?, ?, ?, ?, ?)',
      args: [owner, `${owner}@demo.test`, 'Teacher Wang', 'hash', 1],
    },
    {
      sql: `INSERT INTO classes (id, organisation_id, owner_account_id, name, grade, seat_count, code, code_expires_at_ms, created_at_ms)
            VALUES (?, ?, ?, '四(2)', 4, ?, ?, 1, 1)`,
      args: [id, school, owner, seatCount, id],
    },
    ...Array.from({ length: seatCount }, (_, index) => ({
      sql: 'INSERT INTO seats (id, class_id, number, long_code_hash) VALUES (?, ?, ?, ?)',
      args: [`${id}-${index + 1}`, id, index + 1, `${id}-${index + 1}`],
    })),
  ];
}
