import { catalogue } from '#catalogue/catalogue.ts';
import type { Campaign } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import {
  countVisitsByDay,
  listEndedVisits,
  listEndingClearances,
  listOpenConduct,
  listOverdueFollowUps,
  listOverdueQuestions,
  listVisitsBetween,
  type VisitLine,
} from '#db/queries/bank-desk.ts';
import type { AxisName, Share } from '#domain/bank-axes.ts';
import { campaignDays } from '#domain/campaign-days.ts';
import type { VisitStatus } from '#domain/visit.ts';
import { dayBounds, dayOf } from '#i18n/school-time.ts';

import { readAxes, readMeasures } from './read-year.server.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Lines of one kind that the desk shows; one more says that there are more. */
const linesAtMost = 5;
const visitsOfDayAtMost = 12;
const clearancesWithinDays = 30;

export interface Lines<Line> {
  readonly lines: readonly Line[];
  readonly hasMore: boolean;
}

export interface CalendarDay {
  readonly day: string;
  readonly isInMonth: boolean;
  readonly counts: readonly { readonly status: VisitStatus; readonly count: number }[];
  /** A campaign that begins on this day. */
  readonly campaign: Campaign | null;
}

export interface DeskView {
  readonly year: number;
  readonly today: string;
  readonly late: {
    readonly conduct: Lines<Awaited<ReturnType<typeof listOpenConduct>>[number]>;
    readonly unsaid: Lines<VisitLine>;
    readonly unreported: Lines<VisitLine>;
    readonly unsigned: Lines<VisitLine>;
    readonly questions: Lines<Awaited<ReturnType<typeof listOverdueQuestions>>[number]>;
    readonly followUps: Lines<Awaited<ReturnType<typeof listOverdueFollowUps>>[number]>;
    readonly clearances: Lines<Awaited<ReturnType<typeof listEndingClearances>>[number]>;
  };
  readonly calendar: {
    readonly month: string;
    readonly before: string;
    readonly after: string;
    /** Whole weeks from a Monday. */
    readonly weeks: readonly (readonly CalendarDay[])[];
    readonly chosenDay: string;
    readonly visits: Lines<VisitLine>;
  };
  readonly axes: Readonly<Record<AxisName, Share>>;
  readonly axesBefore: Readonly<Record<AxisName, Share>>;
  readonly indicators: {
    readonly ladder: Share;
    /** The drop between them can be below nothing. */
    readonly misconceptions: { readonly before: number; readonly after: number };
    readonly noMarketing: Share;
  };
}

/** What a coordinator sees first: what is late, the month, and how the year stands. */
export async function readDesk(
  database: Database,
  bankId: string,
  asked: { readonly month: string | null; readonly day: string | null },
  nowMs: number,
): Promise<DeskView> {
  const today = dayOf(nowMs);
  const year = Number(today.slice(0, 4));
  const measures = await readMeasures(database, bankId, { from: year - 1, until: year });
  const [its, before] = [measures.get(year) ?? {}, measures.get(year - 1) ?? {}];
  const [late, calendar, axes, axesBefore] = await Promise.all([
    readLate(database, bankId, nowMs),
    readCalendar(database, bankId, asked, today),
    readAxes(database, bankId, year, its),
    readAxes(database, bankId, year - 1, before),
  ]);
  return {
    ...{ year, today, late, calendar },
    axes: axes.axes,
    axesBefore: axesBefore.axes,
    indicators: {
      ladder: axes.axes.ladder,
      misconceptions: {
        before: its['misconceptions-before'] ?? 0,
        after: its['misconceptions-after'] ?? 0,
      },
      noMarketing: axes.axes.teaching,
    },
  };
}

async function readLate(database: Database, bankId: string, nowMs: number): Promise<DeskView['late']> {
  const limit = linesAtMost + 1;
  const clearances = {
    fromMs: nowMs - clearancesWithinDays * dayMs,
    untilMs: nowMs + clearancesWithinDays * dayMs,
  };
  const [conduct, unsaid, held, questions, followUps, ending] = await Promise.all([
    listOpenConduct(database, bankId, limit),
    listEndedVisits(database, bankId, 'agreed', nowMs, limit),
    // Both kinds of late report come from these.
    listEndedVisits(database, bankId, 'held', nowMs, limit * 4),
    listOverdueQuestions(database, bankId, nowMs, limit),
    listOverdueFollowUps(database, bankId, dayOf(nowMs), limit),
    listEndingClearances(database, bankId, { ...clearances, limit }),
  ]);
  return {
    conduct: few(conduct),
    unsaid: few(unsaid),
    unreported: few(held.filter(({ handedInAtMs }) => handedInAtMs === null)),
    unsigned: few(held.filter(({ handedInAtMs }) => handedInAtMs !== null)),
    questions: few(questions),
    followUps: few(followUps),
    clearances: few(ending),
  };
}

function few<Line>(found: readonly Line[], atMost = linesAtMost): Lines<Line> {
  return { lines: found.slice(0, atMost), hasMore: found.length > atMost };
}

async function readCalendar(
  database: Database,
  bankId: string,
  asked: { readonly month: string | null; readonly day: string | null },
  today: string,
): Promise<DeskView['calendar']> {
  const askedDay = asked.day !== null && isDay(asked.day) ? asked.day : null;
  const askedMonth = asked.month !== null && isDay(`${asked.month}-01`) ? asked.month : null;
  const month = askedMonth ?? (askedDay ?? today).slice(0, 7);
  const chosenDay = askedDay ?? (today.startsWith(month) ? today : `${month}-01`);
  const days = daysOfWeeks(month);
  const stretch = {
    fromMs: dayBounds(days[0] ?? today).fromMs,
    untilMs: dayBounds(days.at(-1) ?? today).untilMs,
  };
  const [counts, visits] = await Promise.all([
    countVisitsByDay(database, bankId, stretch),
    listVisitsBetween(database, bankId, { ...dayBounds(chosenDay), limit: visitsOfDayAtMost + 1 }),
  ]);
  const byDay = Map.groupBy(counts, ({ day }) => day);
  const cells = days.map((day) => ({
    day,
    isInMonth: day.startsWith(month),
    counts: byDay.get(day) ?? [],
    campaign: campaignFrom(day),
  }));
  return {
    ...{ month, chosenDay },
    before: monthBeside(month, -1),
    after: monthBeside(month, 1),
    weeks: Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7)),
    visits: few(visits, visitsOfDayAtMost),
  };
}

function campaignFrom(day: string): Campaign | null {
  const year = Number(day.slice(0, 4));
  return catalogue().campaigns.find((campaign) => campaignDays(campaign, year).from === day) ?? null;
}

function isDay(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function monthBeside(month: string, step: 1 | -1): string {
  return addDays(`${month}-15`, step * 30).slice(0, 7);
}

/** The days of whole weeks, Monday first, that hold a month. */
function daysOfWeeks(month: string): readonly string[] {
  const first = `${month}-01`;
  const sinceMonday = (new Date(first).getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const weeks = Math.ceil((sinceMonday + length) / 7);
  return Array.from({ length: weeks * 7 }, (_, index) => addDays(first, index - sinceMonday));
}
