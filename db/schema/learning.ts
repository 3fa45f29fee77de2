import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { classes, seats } from './people.ts';

/**
 * The append-only log of what pupils did. Projections below are folds of it by `seq`; rebuilding them never
 * marks or replays again. `device_event_id` is the device's UUIDv7 in hex, unique per seat; its time is never read.
 */
export const learningEvents = sqliteTable(
  'learning_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    kind: text('kind', {
      enum: [
        'lesson-opened',
        'question-answered',
        'game-finished',
        'lesson-finished',
        'hand-counted',
        'voided',
      ],
    }).notNull(),
    deviceEventId: text('device_event_id').notNull(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    /** Null for class evidence (hand counts, teams). */
    seatId: text('seat_id').references(() => seats.id),
    liveSessionId: text('live_session_id'),
    mode: text('mode', { enum: ['devices', 'one-screen', 'cards', 'hand-count', 'home'] }).notNull(),
    lessonId: text('lesson_id'),
    questionId: text('question_id'),
    questionVersion: text('question_version'),
    tryNumber: integer('try_number'),
    runId: text('run_id'),
    /** SHA-256 of the canonical payload: the same id with another payload is refused. */
    payloadHash: text('payload_hash').notNull(),
    scoreBp: integer('score_bp'),
    /** Everything else the fold needs: chosen option, counts, evidence, voided seqs, the reply as sent. */
    body: text('body', { mode: 'json' }).notNull(),
    contentHash: text('content_hash').notNull(),
    rulesVersion: integer('rules_version'),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [
    uniqueIndex('learning_events_by_device_id').on(table.seatId, table.deviceEventId),
    index('learning_events_by_class').on(table.classId, table.seq),
    index('learning_events_by_seat').on(table.seatId, table.seq),
  ],
);

/** One row a try that counts: the claim on (seat, question, try) that makes a second one impossible. */
export const answerClaims = sqliteTable(
  'answer_claims',
  {
    seatId: text('seat_id').notNull(),
    questionId: text('question_id').notNull(),
    tryNumber: integer('try_number').notNull(),
    eventSeq: integer('event_seq'),
  },
  (table) => [primaryKey({ columns: [table.seatId, table.questionId, table.tryNumber] })],
);

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

/** Counts of first tries by option, for the heat map; hand counts and cards add here without a seat. */
export const answerTallies = sqliteTable(
  'answer_tallies',
  {
    classId: text('class_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    questionId: text('question_id').notNull(),
    optionKey: text('option_key').notNull(),
    misconception: text('misconception').notNull().default(''),
    mode: text('mode').notNull(),
    tryNumber: integer('try_number').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.classId,
        table.questionId,
        table.optionKey,
        table.misconception,
        table.mode,
        table.tryNumber,
      ],
    }),
  ],
);

/** Evidence rows of a class, in the order of the log; mastery (BKT) is folded from them on read. */
export const classEvidence = sqliteTable(
  'class_evidence',
  {
    eventSeq: integer('event_seq').notNull(),
    ordinal: integer('ordinal').notNull(),
    classId: text('class_id').notNull(),
    seatId: text('seat_id'),
    lessonId: text('lesson_id').notNull(),
    competency: text('competency').notNull(),
    scoreBp: integer('score_bp').notNull(),
    weightBp: integer('weight_bp').notNull(),
    misconception: text('misconception'),
    hintUsed: integer('hint_used', { mode: 'boolean' }).notNull(),
    kind: text('kind', { enum: ['item', 'game'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.eventSeq, table.ordinal] }),
    index('class_evidence_by_class').on(table.classId, table.competency),
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
    seatId: text('seat_id')
      .notNull()
      .references(() => seats.id),
    lessonId: text('lesson_id').notNull(),
    gameId: text('game_id').notNull(),
    band: text('band').notNull(),
    seed: integer('seed').notNull(),
    rulesVersion: integer('rules_version').notNull(),
    issuedAtMs: integer('issued_at_ms').notNull(),
    finishedAtMs: integer('finished_at_ms'),
    moves: text('moves', { mode: 'json' }),
    scoreBp: integer('score_bp'),
  },
  (table) => [index('game_runs_by_seat').on(table.seatId, table.gameId)],
);
