import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { classes, seats } from './people.ts';

/** A lesson run in a room. `state` is the fold of its events, kept for reading; events are the truth. */
export const liveSessions = sqliteTable(
  'live_sessions',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    lessonId: text('lesson_id').notNull(),
    /** The visit in which the lesson was run; null for a teacher's own lesson. */
    visitId: text('visit_id'),
    mode: text('mode', { enum: ['devices', 'one-screen', 'cards', 'hand-count', 'home'] }).notNull(),
    hostAccountId: text('host_account_id').notNull(),
    version: integer('version').notNull(),
    state: text('state', { mode: 'json' }).notNull(),
    /** Steps that devices may answer: a fold of the state, checked by the very statement that keeps an answer. */
    openSteps: text('open_steps', { mode: 'json' }).$type<readonly number[]>().notNull(),
    startedAtMs: integer('started_at_ms').notNull(),
    endedAtMs: integer('ended_at_ms'),
    voidedAtMs: integer('voided_at_ms'),
  },
  (table) => [
    index('live_sessions_by_class').on(table.classId),
    index('live_sessions_by_visit').on(table.visitId),
    uniqueIndex('live_sessions_one_open_in_a_visit')
      .on(table.visitId)
      .where(sql`ended_at_ms IS NULL AND voided_at_ms IS NULL`),
  ],
);

/** Host actions in order; a stale expected version breaks the primary key and is refused. */
export const liveEvents = sqliteTable(
  'live_events',
  {
    liveSessionId: text('live_session_id')
      .notNull()
      .references(() => liveSessions.id),
    seq: integer('seq').notNull(),
    /** The device's id of the action: sent again, it is answered with what stands. */
    actionId: text('action_id').notNull(),
    event: text('event', { mode: 'json' }).notNull(),
    actorAccountId: text('actor_account_id').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.liveSessionId, table.seq] }),
    uniqueIndex('live_events_one_action').on(table.liveSessionId, table.actionId),
  ],
);

/** Seats whose devices came into a session. */
export const liveSeats = sqliteTable(
  'live_seats',
  {
    liveSessionId: text('live_session_id')
      .notNull()
      .references(() => liveSessions.id),
    seatId: text('seat_id')
      .notNull()
      .references(() => seats.id),
    number: integer('number').notNull(),
    joinedAtMs: integer('joined_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.liveSessionId, table.seatId] })],
);
