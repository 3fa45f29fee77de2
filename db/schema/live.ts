import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { classes } from './people.ts';

/** A lesson run in a room. `state` is the fold of its events, kept for reading; events are the truth. */
export const liveSessions = sqliteTable(
  'live_sessions',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    lessonId: text('lesson_id').notNull(),
    mode: text('mode', { enum: ['devices', 'one-screen', 'cards', 'hand-count', 'home'] }).notNull(),
    hostAccountId: text('host_account_id').notNull(),
    version: integer('version').notNull(),
    state: text('state', { mode: 'json' }).notNull(),
    startedAtMs: integer('started_at_ms').notNull(),
    endedAtMs: integer('ended_at_ms'),
    voidedAtMs: integer('voided_at_ms'),
  },
  (table) => [index('live_sessions_by_class').on(table.classId)],
);

/** Host actions in order; a stale expected version breaks the primary key and is refused. */
export const liveEvents = sqliteTable(
  'live_events',
  {
    liveSessionId: text('live_session_id')
      .notNull()
      .references(() => liveSessions.id),
    seq: integer('seq').notNull(),
    event: text('event', { mode: 'json' }).notNull(),
    actorAccountId: text('actor_account_id').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.liveSessionId, table.seq] })],
);
