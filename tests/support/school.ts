import type { Database, Statement } from '#db/database.ts';
import type { ActingSeat } from '#record/acting-seat.ts';

export interface TestClass {
  readonly id: string;
  /** The preview first, then seats 1 … n. */
  readonly seats: readonly ActingSeat[];
}

/** Classes of one school, straight into the tables: for suites about what happens after the set-up. */
export async function insertClasses(
  database: Database,
  classIds: readonly string[],
  seatCount: number,
): Promise<readonly TestClass[]> {
  const made = classIds.map((id) => ({ id, seats: seatsOf(id, seatCount) }));
  const insert = (sql: string, ...args: Statement['args']) => ({ sql, args });
  const outcome = await database.write([
    insert(
      "INSERT INTO organisations (id, kind, name, created_at_ms) VALUES ('school', 'school', '实验小学', 1) ON CONFLICT DO NOTHING",
    ),
    insert(
      "INSERT INTO accounts (id, email, display_name, created_at_ms) VALUES ('teacher', 'teacher@school.test', '王老师', 1) ON CONFLICT DO NOTHING",
    ),
    ...made.flatMap(({ id, seats }) => [
      insert(
        `INSERT INTO classes (id, organisation_id, owner_account_id, name, grade, seat_count, code,
          code_expires_at_ms, created_at_ms) VALUES (?, 'school', 'teacher', '四(2)', 4, ?, ?, 9, 1)`,
        ...[id, seatCount, `CODE-${id}`],
      ),
      ...seats.map((seat) =>
        insert(
          'INSERT INTO seats (id, class_id, number, long_code_hash) VALUES (?, ?, ?, ?)',
          ...[seat.id, id, seat.number, seat.id],
        ),
      ),
    ]),
  ]);
  if (!outcome.ok) throw new Error(outcome.constraint);
  return made;
}

function seatsOf(classId: string, seatCount: number): readonly ActingSeat[] {
  return Array.from({ length: seatCount + 1 }, (_, number) => ({
    id: `${classId}-seat-${number}`,
    classId,
    number,
    place: 'class',
  }));
}
