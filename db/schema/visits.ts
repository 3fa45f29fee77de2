import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { accounts, classes, organisations } from './people.ts';

/**
 * A bank comes to a school. What the school said once (place, class, contact) stands here and is carried
 * through to the plan, the report and the ledger. Times are of the school: `day` YYYY-MM-DD and
 * `startMinute` after midnight; `startsAtMs` and `endsAtMs` are the same in milliseconds, for comparing.
 */
export const visits = sqliteTable(
  'visits',
  {
    id: text('id').primaryKey(),
    /** Who began: a school asked, or a bank offered. The other side is null until it takes the visit. */
    origin: text('origin', { enum: ['school', 'bank'] }).notNull(),
    bankId: text('bank_id').references(() => organisations.id),
    schoolId: text('school_id').references(() => organisations.id),
    status: text('status', {
      enum: ['open', 'agreed', 'held', 'reported', 'cancelled', 'not-held'],
    }).notNull(),
    /** Counts changes; a form that was filled on an older version is refused. */
    version: integer('version').notNull(),
    day: text('day').notNull(),
    startMinute: integer('start_minute').notNull(),
    minutes: integer('minutes').notNull(),
    startsAtMs: integer('starts_at_ms').notNull(),
    endsAtMs: integer('ends_at_ms').notNull(),
    /** A place of content/regions, such as 330302; the school's own unless told otherwise. */
    districtCode: text('district_code').notNull(),
    /** Where in the school; free words of the school. */
    place: text('place').notNull().default(''),
    area: text('area', { enum: ['urban', 'rural'] }).notNull(),
    channel: text('channel', { enum: ['classroom', 'shared', 'online'] }).notNull(),
    language: text('language', { enum: ['zh-CN', 'en'] }).notNull(),
    grade: integer('grade').notNull(),
    pupilsExpected: integer('pupils_expected').notNull(),
    /** The class that is visited; null while only its grade is known. */
    classId: text('class_id').references(() => classes.id),
    /** The teacher who answers for the visit; null while a bank offers. */
    teacherAccountId: text('teacher_account_id').references(() => accounts.id),
    lessonId: text('lesson_id').notNull(),
    /** 40, or 20 for the short version. */
    planMinutes: integer('plan_minutes').notNull(),
    mode: text('mode', { enum: ['devices', 'one-screen', 'cards', 'hand-count'] }).notNull(),
    campaignId: text('campaign_id'),
    /** A brand or label of the institution, for adults only. */
    label: text('label').notNull().default(''),
    /** Where the facts of a visit that happened before the platform come from, in both languages; null for real ones. */
    source: text('source', { mode: 'json' }).$type<{ readonly zh: string; readonly en: string }>(),
    isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
    createdByAccountId: text('created_by_account_id')
      .notNull()
      .references(() => accounts.id),
    createdAtMs: integer('created_at_ms').notNull(),
    heldAtMs: integer('held_at_ms'),
  },
  (table) => [
    index('visits_by_bank').on(table.bankId, table.startsAtMs),
    index('visits_by_school').on(table.schoolId, table.startsAtMs),
    index('visits_by_class').on(table.classId, table.day),
    index('visits_open').on(table.status, table.startsAtMs),
    index('visits_by_district').on(table.bankId, table.districtCode, table.startsAtMs),
    index('visits_by_bank_status').on(table.bankId, table.status, table.startsAtMs),
    index('visits_by_lesson').on(table.bankId, table.lessonId, table.status, table.startsAtMs),
  ],
);

/** Who holds a visit together (联合小分队): bank, community, village, school; a contact each, who confirms and signs in. */
export const visitHosts = sqliteTable(
  'visit_hosts',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    kind: text('kind', { enum: ['bank', 'community', 'village', 'school'] }).notNull(),
    name: text('name').notNull(),
    /** An adult's name; never a pupil's. */
    contact: text('contact').notNull().default(''),
    confirmedAtMs: integer('confirmed_at_ms'),
    signedInAtMs: integer('signed_in_at_ms'),
  },
  (table) => [index('visit_hosts_by_visit').on(table.visitId)],
);

/** The volunteers of a visit and what each does there. `grantId` is the access to the class that it gave. */
export const visitCrew = sqliteTable(
  'visit_crew',
  {
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    role: text('role', { enum: ['captain', 'lecturer', 'assistant', 'recorder'] }).notNull(),
    grantId: text('grant_id'),
    joinedAtMs: integer('joined_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitId, table.accountId] }),
    index('visit_crew_by_account').on(table.accountId),
  ],
);

/** What happened to a visit's arrangement, append-only: asked, taken, changed, cancelled …, with its reason. */
export const visitChanges = sqliteTable(
  'visit_changes',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    /** The visit's version after it: two changes of one version cannot both be kept. */
    version: integer('version').notNull(),
    kind: text('kind').notNull(),
    reason: text('reason').notNull().default(''),
    /** What changed: field → [before, after]. */
    detail: text('detail', { mode: 'json' }).$type<Readonly<Record<string, readonly [unknown, unknown]>>>(),
    byAccountId: text('by_account_id').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [
    index('visit_changes_by_visit').on(table.visitId, table.seq),
    uniqueIndex('visit_changes_one_version').on(table.visitId, table.version),
  ],
);

/** A volunteer's way through the gate: course passed, conduct signed, cleared by the coordinator until a day. */
export const volunteerGates = sqliteTable(
  'volunteer_gates',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    bankId: text('bank_id')
      .notNull()
      .references(() => organisations.id),
    coursePassedAtMs: integer('course_passed_at_ms'),
    /** The version of the course and of the standards that were passed and signed. */
    courseVersion: text('course_version'),
    conductSignedAtMs: integer('conduct_signed_at_ms'),
    conductVersion: text('conduct_version'),
    clearedAtMs: integer('cleared_at_ms'),
    clearedByAccountId: text('cleared_by_account_id'),
    /** Clearance ends at this moment; null: not cleared. */
    clearedUntilMs: integer('cleared_until_ms'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.bankId] }),
    index('volunteer_gates_by_bank').on(table.bankId, table.clearedUntilMs),
  ],
);

/** Each go at the volunteers' course, kept whole: question id → option chosen. */
export const courseAttempts = sqliteTable(
  'course_attempts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    courseVersion: text('course_version').notNull(),
    answers: text('answers', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
    right: integer('right').notNull(),
    of: integer('of').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [index('course_attempts_by_account').on(table.accountId, table.atMs)],
);

/** Lines of the checklists before, in and after a visit that somebody ticked (gifts, photos, privacy, places …). */
export const visitChecks = sqliteTable(
  'visit_checks',
  {
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    item: text('item').notNull(),
    byAccountId: text('by_account_id').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.visitId, table.item] })],
);

/** What went wrong or had to be looked into: marketing, safeguarding, photos, privacy. Reported with one tap. */
export const conductReports = sqliteTable(
  'conduct_reports',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    kind: text('kind', { enum: ['marketing', 'safeguarding', 'photo', 'privacy'] }).notNull(),
    note: text('note').notNull().default(''),
    byAccountId: text('by_account_id').notNull(),
    atMs: integer('at_ms').notNull(),
    resolution: text('resolution').notNull().default(''),
    closedByAccountId: text('closed_by_account_id'),
    closedAtMs: integer('closed_at_ms'),
  },
  (table) => [
    index('conduct_reports_by_visit').on(table.visitId),
    index('conduct_reports_open')
      .on(table.atMs)
      .where(sql`closed_at_ms IS NULL`),
  ],
);

/**
 * Questions that a class asked (我想问), typed by an adult, without names. Who takes one first keeps it to the
 * end; `text` is emptied 30 days after it was asked, the row stays for the funnel.
 */
export const visitQuestions = sqliteTable(
  'visit_questions',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    text: text('text').notNull(),
    /** Where it was answered; open until then. */
    stage: text('stage', { enum: ['open', 'class', 'volunteer', 'expert'] }).notNull(),
    ownerAccountId: text('owner_account_id'),
    answer: text('answer').notNull().default(''),
    askedAtMs: integer('asked_at_ms').notNull(),
    dueAtMs: integer('due_at_ms').notNull(),
    answeredAtMs: integer('answered_at_ms'),
  },
  (table) => [
    index('visit_questions_by_visit').on(table.visitId),
    index('visit_questions_open')
      .on(table.dueAtMs)
      .where(sql`stage = 'open'`),
  ],
);

/** Three ratings 1–5 of one visit by the school (of the bank) and by the bank (of the school). */
export const visitRatings = sqliteTable(
  'visit_ratings',
  {
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    side: text('side', { enum: ['school', 'bank'] }).notNull(),
    first: integer('first').notNull(),
    second: integer('second').notNull(),
    third: integer('third').notNull(),
    note: text('note').notNull().default(''),
    byAccountId: text('by_account_id').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitId, table.side] }),
    check(
      'ratings_are_one_to_five',
      sql`first BETWEEN 1 AND 5 AND second BETWEEN 1 AND 5 AND third BETWEEN 1 AND 5`,
    ),
  ],
);

/** What is still to do after a visit: one class, one plan (一班一策), somebody answers for it, until it is closed. */
export const visitFollowUps = sqliteTable(
  'visit_follow_ups',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    kind: text('kind', { enum: ['plan', 'deed', 'visit-again', 'correction'] }).notNull(),
    text: text('text').notNull(),
    ownerAccountId: text('owner_account_id').notNull(),
    dueOn: text('due_on').notNull(),
    closedAtMs: integer('closed_at_ms'),
    outcome: text('outcome').notNull().default(''),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    index('visit_follow_ups_by_visit').on(table.visitId),
    index('visit_follow_ups_open')
      .on(table.dueOn)
      .where(sql`closed_at_ms IS NULL`),
  ],
);

/** What only people know of a visit; the report's other figures are read from the rows each time until it is signed. */
export const visitReports = sqliteTable('visit_reports', {
  visitId: text('visit_id')
    .primaryKey()
    .references(() => visits.id),
  version: integer('version').notNull(),
  /** Typed by the recorder: teachers present, elders reached, families, the deed for school or family. */
  typed: text('typed', { mode: 'json' }).notNull(),
  handedInAtMs: integer('handed_in_at_ms'),
  handedInByAccountId: text('handed_in_by_account_id'),
  /** The whole report as it was signed; figures of a signed report change by corrections alone. */
  signed: text('signed', { mode: 'json' }),
  signedAtMs: integer('signed_at_ms'),
  signedByAccountId: text('signed_by_account_id'),
});

/** 差错快改: what was wrong in a signed report or in a lesson, what is right, and when that was published. */
export const reportCorrections = sqliteTable(
  'report_corrections',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    field: text('field').notNull(),
    before: text('before').notNull(),
    after: text('after').notNull(),
    reason: text('reason').notNull(),
    foundAtMs: integer('found_at_ms').notNull(),
    publishedAtMs: integer('published_at_ms').notNull(),
    byAccountId: text('by_account_id').notNull(),
  },
  (table) => [index('report_corrections_by_visit').on(table.visitId)],
);

/** A visit taken along as a file, and the one hand-in of its results. */
export const visitPacks = sqliteTable(
  'visit_packs',
  {
    id: text('id').primaryKey(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visits.id),
    madeByAccountId: text('made_by_account_id').notNull(),
    contentHash: text('content_hash').notNull(),
    madeAtMs: integer('made_at_ms').notNull(),
    /** SHA-256 of the file that was handed in; the same file again changes nothing. */
    handedInHash: text('handed_in_hash'),
    handedInAtMs: integer('handed_in_at_ms'),
    /** What the hand-in brought, as counts. */
    outcome: text('outcome', { mode: 'json' }),
  },
  (table) => [
    index('visit_packs_by_visit').on(table.visitId),
    uniqueIndex('visit_packs_one_hand_in')
      .on(table.visitId)
      .where(sql`handed_in_at_ms IS NOT NULL`),
  ],
);
