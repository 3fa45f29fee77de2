import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { accounts, organisations } from './people.ts';
import { visits } from './visits.ts';

/**
 * A bank's ledger of education activities (活动台账). A visit that was held has one row per class by the
 * counting rule; other activities (community, branch corner, online …) are typed by the coordinator.
 */
export const activities = sqliteTable(
  'activities',
  {
    id: text('id').primaryKey(),
    bankId: text('bank_id')
      .notNull()
      .references(() => organisations.id),
    visitId: text('visit_id').references(() => visits.id),
    kind: text('kind', {
      enum: ['school', 'community', 'village', 'enterprise', 'branch', 'online', 'elders'],
    }).notNull(),
    title: text('title').notNull(),
    day: text('day').notNull(),
    districtCode: text('district_code').notNull(),
    minutes: integer('minutes').notNull(),
    /** Visits of persons: who came twice counts twice. */
    personTimes: integer('person_times').notNull(),
    /** Different pupils' seats; 0 where nobody can know. */
    uniquePupils: integer('unique_pupils').notNull(),
    campaignId: text('campaign_id'),
    /** False when the counting rule leaves it out (under 20 minutes; the same class twice a day). */
    counts: integer('counts', { mode: 'boolean' }).notNull(),
    label: text('label').notNull().default(''),
    isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    index('activities_by_bank').on(table.bankId, table.day, table.id),
    index('activities_by_district').on(table.bankId, table.districtCode, table.day, table.id),
    index('activities_by_kind').on(table.bankId, table.kind, table.day, table.id),
    index('activities_by_campaign').on(table.bankId, table.campaignId, table.day, table.id),
    index('activities_by_visit').on(table.visitId),
  ],
);

/** Sums of the ledger, kept in the unit that keeps its row, so that a year costs the same after ten. */
export const activityTotals = sqliteTable(
  'activity_totals',
  {
    bankId: text('bank_id').notNull(),
    /** YYYY-MM. */
    month: text('month').notNull(),
    districtCode: text('district_code').notNull(),
    kind: text('kind').notNull(),
    /** '' for none. */
    campaignId: text('campaign_id').notNull(),
    events: integer('events').notNull(),
    minutes: integer('minutes').notNull(),
    personTimes: integer('person_times').notNull(),
    uniquePupils: integer('unique_pupils').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bankId, table.month, table.districtCode, table.kind, table.campaignId] }),
  ],
);

/** Everything else that a bank's year counts, by month and by name: questions of each stage, ratings, hours … */
export const visitTotals = sqliteTable(
  'visit_totals',
  {
    bankId: text('bank_id').notNull(),
    month: text('month').notNull(),
    measure: text('measure').notNull(),
    amount: integer('amount').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bankId, table.month, table.measure] })],
);

/** How many activities a bank means to hold in a year: set by its coordinator, compared with its own ledger alone. */
export const bankGoals = sqliteTable(
  'bank_goals',
  {
    bankId: text('bank_id')
      .notNull()
      .references(() => organisations.id),
    year: integer('year').notNull(),
    activities: integer('activities').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bankId, table.year] })],
);

/** Honours of a bank's groups and persons: adults only, typed by the coordinator. */
export const honours = sqliteTable(
  'honours',
  {
    id: text('id').primaryKey(),
    bankId: text('bank_id')
      .notNull()
      .references(() => organisations.id),
    kind: text('kind', { enum: ['group', 'person'] }).notNull(),
    name: text('name').notNull(),
    title: text('title').notNull(),
    givenBy: text('given_by').notNull(),
    day: text('day').notNull(),
    isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
    createdByAccountId: text('created_by_account_id')
      .notNull()
      .references(() => accounts.id),
  },
  (table) => [index('honours_by_bank').on(table.bankId, table.day)],
);
