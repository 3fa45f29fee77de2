import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { classes, seats } from './people.ts';

/**
 * The append-only log of what pupils did. Everything that projections need was decided when the row was
 * written (mark, belief, evidence, whether it counts), so a fold never marks or replays again. The one column
 * that changes is `voided_by_seq`, itself a fold of the 'voided' events.
 */
export const learningEvents = sqliteTable(
  'learning_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    kind: text('kind', {
      enum: [
        'lesson-opened',
        'question-answered',
        'test-answered',
        'game-finished',
        'lesson-finished',
        'hand-counted',
        /** What teams at one screen answered. */
        'team-answered',
        /** A game that teams played on the room's screen. */
        'team-played',
        /** An answer in a room by a seat that had tried the question before: shown there, worth nothing. */
        'live-repeated',
        /** Faces chosen on the way out; `chosen` is their list. */
        'faces-felt',
        'voided',
      ],
    }).notNull(),
    /** The device's UUIDv7 in lower case, unique per seat, and in a class for what has no seat; the time in it is never read. */
    deviceEventId: text('device_event_id').notNull(),
    /** SHA-256 of the payload: the same id with another payload is refused. */
    payloadHash: text('payload_hash').notNull(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    /** Null for what a class did together and for voiding. */
    seatId: text('seat_id').references(() => seats.id),
    /** False for the teacher's preview (seat 0): it is answered like any seat and enters no projection. */
    counted: integer('counted', { mode: 'boolean' }).notNull(),
    liveSessionId: text('live_session_id'),
    mode: text('mode', { enum: ['devices', 'one-screen', 'cards', 'hand-count', 'home'] }).notNull(),
    lessonId: text('lesson_id'),
    questionId: text('question_id'),
    questionVersion: text('question_version'),
    /** Null for an answer in a test's sitting. */
    tryNumber: integer('try_number'),
    /** The sitting of a test that the answer belongs to. */
    sittingId: text('sitting_id'),
    /** A second try names the wrong first one that it follows. */
    firstTrySeq: integer('first_try_seq'),
    chosen: text('chosen'),
    mark: text('mark', { enum: ['right', 'wrong', 'unknown'] }),
    misconception: text('misconception'),
    runId: text('run_id'),
    gameId: text('game_id'),
    band: text('band'),
    /** Null for a run of older rules: completion without a score. */
    scoreBp: integer('score_bp'),
    /** A list of domain/evidence.ts, null when the event is none: second tries, sealed tests, games again within 14 days, previews. */
    evidence: text('evidence', { mode: 'json' }),
    /** What only one kind has: tallies of a hand count, parts of a score, seqs that are voided. */
    detail: text('detail', { mode: 'json' }),
    contentHash: text('content_hash').notNull(),
    rulesVersion: integer('rules_version'),
    atMs: integer('at_ms').notNull(),
    voidedBySeq: integer('voided_by_seq'),
  },
  (table) => [
    uniqueIndex('learning_events_by_device_id').on(table.seatId, table.deviceEventId),
    uniqueIndex('learning_events_by_class_device_id')
      .on(table.classId, table.deviceEventId)
      .where(sql`seat_id IS NULL`),
    uniqueIndex('learning_events_one_try')
      .on(table.seatId, table.questionId, table.tryNumber)
      .where(sql`try_number IS NOT NULL AND voided_by_seq IS NULL`),
    uniqueIndex('learning_events_one_sitting_answer')
      .on(table.sittingId, table.seatId, table.questionId)
      .where(sql`sitting_id IS NOT NULL AND voided_by_seq IS NULL`),
    uniqueIndex('learning_events_one_milestone')
      .on(table.seatId, table.lessonId, table.kind)
      .where(sql`kind IN ('lesson-opened', 'lesson-finished') AND voided_by_seq IS NULL`),
    uniqueIndex('learning_events_one_finish')
      .on(table.runId)
      .where(sql`run_id IS NOT NULL`),
    uniqueIndex('learning_events_one_count')
      .on(table.liveSessionId, table.questionId, table.kind)
      .where(sql`kind IN ('hand-counted', 'team-answered') AND voided_by_seq IS NULL`),
    uniqueIndex('learning_events_one_live_answer')
      .on(table.liveSessionId, table.questionId, table.seatId)
      .where(
        sql`live_session_id IS NOT NULL AND seat_id IS NOT NULL AND voided_by_seq IS NULL
          AND kind IN ('question-answered', 'live-repeated', 'faces-felt')`,
      ),
    index('learning_events_by_class').on(table.classId, table.seq),
    check('second_try_follows_a_wrong_first', sql`try_number IS NOT 2 OR first_try_seq IS NOT NULL`),
  ],
);

/**
 * A class sits a module's test: before a visit, at its end, or weeks later. Half of the seats get form A first,
 * the other half form B, and each the other one afterwards (domain/sitting.ts).
 */
export const testSittings = sqliteTable(
  'test_sittings',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    moduleId: text('module_id').notNull(),
    purpose: text('purpose', { enum: ['before', 'after', 'later'] }).notNull(),
    /** The visit whose learning it shows; null for a class's own. */
    visitId: text('visit_id'),
    openedByAccountId: text('opened_by_account_id').notNull(),
    openedAtMs: integer('opened_at_ms').notNull(),
    /** Answers are taken until this moment. */
    closesAtMs: integer('closes_at_ms').notNull(),
  },
  (table) => [
    index('test_sittings_by_class').on(table.classId, table.openedAtMs),
    index('test_sittings_by_visit').on(table.visitId),
  ],
);

/** What each counted seat did in each lesson: a fold of the log. */
export const lessonProgress = sqliteTable(
  'lesson_progress',
  {
    classId: text('class_id').notNull(),
    seatId: text('seat_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    questionsAnswered: integer('questions_answered').notNull().default(0),
    questionsRightFirst: integer('questions_right_first').notNull().default(0),
    questionsRight: integer('questions_right').notNull().default(0),
    gamesFinished: integer('games_finished').notNull().default(0),
    bestScoreBp: integer('best_score_bp'),
    finishedAtMs: integer('finished_at_ms'),
    lastAtMs: integer('last_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.seatId, table.lessonId] }),
    index('lesson_progress_by_class').on(table.classId, table.lessonId),
  ],
);

/** Tries by option, for the heat map: a fold of the log. Hand counts add here without a seat. */
export const answerTallies = sqliteTable(
  'answer_tallies',
  {
    classId: text('class_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    questionId: text('question_id').notNull(),
    optionKey: text('option_key').notNull(),
    /** '' for a right option and for “do not know”. */
    misconception: text('misconception').notNull().default(''),
    mode: text('mode', { enum: ['devices', 'one-screen', 'cards', 'hand-count', 'home'] }).notNull(),
    tryNumber: integer('try_number').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.classId,
        table.lessonId,
        table.questionId,
        table.optionKey,
        table.misconception,
        table.mode,
        table.tryNumber,
      ],
    }),
  ],
);

/** Every question version that was ever served, so that an answer is marked against the one it was shown. */
export const questionVersions = sqliteTable(
  'question_versions',
  {
    questionId: text('question_id').notNull(),
    version: text('version').notNull(),
    authored: text('authored', { mode: 'json' }).notNull(),
    firstServedAtMs: integer('first_served_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.version] })],
);

/** Game runs: the server issues the seed, the device sends the moves, the server replays them. */
export const gameRuns = sqliteTable(
  'game_runs',
  {
    id: text('id').primaryKey(),
    classId: text('class_id').notNull(),
    /** Who plays: a seat, or the teams of a live session. */
    seatId: text('seat_id').references(() => seats.id),
    liveSessionId: text('live_session_id'),
    lessonId: text('lesson_id').notNull(),
    gameId: text('game_id').notNull(),
    band: text('band').notNull(),
    seed: integer('seed').notNull(),
    rulesVersion: integer('rules_version').notNull(),
    issuedAtMs: integer('issued_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
    moves: text('moves', { mode: 'json' }).$type<readonly unknown[]>(),
  },
  (table) => [
    index('game_runs_by_seat').on(table.seatId, table.gameId),
    index('game_runs_by_live_session').on(table.liveSessionId),
    check('run_of_a_seat_or_of_teams', sql`(seat_id IS NULL) <> (live_session_id IS NULL)`),
  ],
);
