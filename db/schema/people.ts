import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Schools and banks. */
export const organisations = sqliteTable('organisations', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: ['school', 'bank', 'platform'] }).notNull(),
  name: text('name').notNull(),
  /** Its place in content/regions (330302), urban or rural: a school says it once. Null until somebody said it. */
  districtCode: text('district_code'),
  area: text('area', { enum: ['urban', 'rural'] }),
  createdAtMs: integer('created_at_ms').notNull(),
});

/** Adults only: teachers, volunteers, coordinators, administrators. Pupils have seats, never accounts. */
export const accounts = sqliteTable('accounts', {
  id: text('id').primaryKey(),
  email: text('email').notNull().unique(),
  displayName: text('display_name').notNull(),
  passwordHash: text('password_hash'),
  isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
  createdAtMs: integer('created_at_ms').notNull(),
  disabledAtMs: integer('disabled_at_ms'),
  expiresAtMs: integer('expires_at_ms'),
});

export const memberships = sqliteTable(
  'memberships',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    role: text('role', { enum: ['teacher', 'volunteer', 'coordinator', 'administrator'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.organisationId, table.role] })],
);

/** One-time links: printed, never mailed. Only the token's SHA-256 is kept. */
export const accountLinks = sqliteTable('account_links', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => accounts.id),
  purpose: text('purpose', { enum: ['sign-in', 'set-password'] }).notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
  usedAtMs: integer('used_at_ms'),
});

export const classes = sqliteTable(
  'classes',
  {
    id: text('id').primaryKey(),
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    ownerAccountId: text('owner_account_id')
      .notNull()
      .references(() => accounts.id),
    /** A class's name such as 四(2); never a pupil's. */
    name: text('name').notNull(),
    grade: integer('grade').notNull(),
    seatCount: integer('seat_count').notNull(),
    code: text('code').notNull().unique(),
    codeExpiresAtMs: integer('code_expires_at_ms').notNull(),
    /** Pupils' pictures open their seats only before this moment; null or past: the window is closed. */
    joinOpenUntilMs: integer('join_open_until_ms'),
    createdAtMs: integer('created_at_ms').notNull(),
    archivedAtMs: integer('archived_at_ms'),
  },
  (table) => [index('classes_by_owner').on(table.ownerAccountId)],
);

/** An adult's access to a class that is not theirs, for a stretch of time: a volunteer on the visit's day. */
export const classGrants = sqliteTable(
  'class_grants',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    fromMs: integer('from_ms').notNull(),
    untilMs: integer('until_ms').notNull(),
    /** The visit that gave it; null for a teacher's own invitation. */
    visitId: text('visit_id'),
    createdByAccountId: text('created_by_account_id')
      .notNull()
      .references(() => accounts.id),
  },
  (table) => [
    index('class_grants_by_account').on(table.accountId),
    index('class_grants_by_visit').on(table.visitId),
  ],
);

/** A pupil's place in a class: the only identity of a pupil. Number 0 is the teacher's uncounted preview. */
export const seats = sqliteTable(
  'seats',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    number: integer('number').notNull(),
    /** HMAC of the three pictures with a key outside the database; null until the pupil sets them. */
    pictureHmac: text('picture_hmac'),
    character: text('character'),
    /** The long code for home is derived from a key outside the database, the seat and this number. */
    longCodeVersion: integer('long_code_version').notNull().default(1),
    /** SHA-256 of that code, by which a pupil at home is found. */
    longCodeHash: text('long_code_hash').notNull().unique(),
    claimedAtMs: integer('claimed_at_ms'),
  },
  (table) => [uniqueIndex('seats_by_class_and_number').on(table.classId, table.number)],
);

/** Wrong tries at a seat's pictures, per device: five lock that device for that seat. */
export const seatLocks = sqliteTable(
  'seat_locks',
  {
    seatId: text('seat_id')
      .notNull()
      .references(() => seats.id),
    deviceId: text('device_id').notNull(),
    failures: integer('failures').notNull(),
    lastFailureAtMs: integer('last_failure_at_ms').notNull(),
    lockedAtMs: integer('locked_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.seatId, table.deviceId] })],
);

/** A module given to a class, with the day it is due (YYYY-MM-DD). */
export const assignments = sqliteTable(
  'assignments',
  {
    id: text('id').primaryKey(),
    classId: text('class_id')
      .notNull()
      .references(() => classes.id),
    moduleId: text('module_id').notNull(),
    dueOn: text('due_on').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    removedAtMs: integer('removed_at_ms'),
  },
  (table) => [index('assignments_by_class').on(table.classId)],
);
