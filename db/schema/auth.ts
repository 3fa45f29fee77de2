import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Sign-in sessions of adults and of seats. The id is the SHA-256 of the bearer token. */
export const authSessions = sqliteTable(
  'auth_sessions',
  {
    idHash: text('id_hash').primaryKey(),
    principalKind: text('principal_kind', { enum: ['account', 'seat'] }).notNull(),
    principalId: text('principal_id').notNull(),
    /** Seats: 'class' ends with the join window or 30 idle minutes, 'home' came by the long code. */
    place: text('place', { enum: ['staff', 'class', 'home'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
    lastSeenAtMs: integer('last_seen_at_ms').notNull(),
    /** Browser family and system, for the list of sessions; never the whole header. */
    device: text('device').notNull(),
    /** The moment the password was last typed, for what needs re-authentication. */
    reauthenticatedAtMs: integer('reauthenticated_at_ms'),
  },
  (table) => [index('auth_sessions_by_principal').on(table.principalId)],
);

/** Who did what among adults: ids only, never secrets or free text. */
export const auditLog = sqliteTable('audit_log', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  atMs: integer('at_ms').notNull(),
  actorAccountId: text('actor_account_id'),
  action: text('action').notNull(),
  subjectId: text('subject_id'),
  detail: text('detail', { mode: 'json' }),
});
