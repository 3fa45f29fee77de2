import type { Database, Statement } from '../database.ts';
import type { Erased } from '../erased.ts';

/** Rows that exist because of a seat; the seat itself stays as an empty place in its class. */
const ofSeat = [
  'learning_events',
  'answer_claims',
  'lesson_progress',
  'class_evidence',
  'game_runs',
  'seat_locks',
];
const ofClass = [
  'learning_events',
  'lesson_progress',
  'class_evidence',
  'game_runs',
  'answer_tallies',
  'assignments',
  'class_grants',
];

/**
 * What takes a seat, a class or an account out of the database. Tallies of a seat's class are wrong until the
 * projections are rebuilt.
 */
export function erasure({ kind, id }: Erased): Statement[] {
  if (kind === 'seat') {
    return [
      ...ofSeat.map((table) => ({ sql: `DELETE FROM ${table} WHERE seat_id = ?`, args: [id] })),
      signedOut(id),
      {
        sql: `UPDATE seats SET picture_hmac = NULL, "character" = NULL, claimed_at_ms = NULL,
              long_code_version = long_code_version + 1,
              long_code_hash = 'erased-' || id || '-' || long_code_version WHERE id = ?`,
        args: [id],
      },
    ];
  }
  if (kind === 'class') {
    const seatsOfClass = 'SELECT id FROM seats WHERE class_id = ?';
    const liveOfClass = 'SELECT id FROM live_sessions WHERE class_id = ?';
    return [
      { sql: `DELETE FROM answer_claims WHERE seat_id IN (${seatsOfClass})`, args: [id] },
      { sql: `DELETE FROM seat_locks WHERE seat_id IN (${seatsOfClass})`, args: [id] },
      { sql: `DELETE FROM auth_sessions WHERE principal_id IN (${seatsOfClass})`, args: [id] },
      { sql: `DELETE FROM live_events WHERE live_session_id IN (${liveOfClass})`, args: [id] },
      { sql: 'DELETE FROM live_sessions WHERE class_id = ?', args: [id] },
      ...ofClass.map((table) => ({ sql: `DELETE FROM ${table} WHERE class_id = ?`, args: [id] })),
      { sql: 'DELETE FROM seats WHERE class_id = ?', args: [id] },
      { sql: 'DELETE FROM classes WHERE id = ?', args: [id] },
    ];
  }
  return [
    { sql: 'DELETE FROM memberships WHERE account_id = ?', args: [id] },
    { sql: 'DELETE FROM account_links WHERE account_id = ?', args: [id] },
    { sql: 'DELETE FROM class_grants WHERE account_id = ?', args: [id] },
    signedOut(id),
    {
      sql: `UPDATE accounts SET email = 'erased-' || id, display_name = '', password_hash = NULL,
            disabled_at_ms = COALESCE(disabled_at_ms, 0) WHERE id = ?`,
      args: [id],
    },
  ];
}

/** Erases for good: also from the log's file, where a deleted row would lie until the next checkpoint. */
export async function erase(database: Database, erased: readonly Erased[]): Promise<void> {
  for (const one of erased) {
    const outcome = await database.write(erasure(one));
    if (!outcome.ok) throw new Error(`${one.kind} ${one.id} cannot be erased: ${outcome.constraint}`);
  }
  if (database.kind === 'file') await database.client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
}

function signedOut(principalId: string): Statement {
  return { sql: 'DELETE FROM auth_sessions WHERE principal_id = ?', args: [principalId] };
}
