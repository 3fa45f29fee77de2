import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { loadCatalogue } from '#catalogue/load.ts';
import { projectFolder } from '#cli/project-folder.ts';
import type { Database } from '#db/database.ts';
import { readReport } from '#features/visits/report/read-report.server.ts';
import { reportDocument } from '#features/visits/report/report-files.server.ts';
import { readVisitFor } from '#auth/visit-access.server.ts';
import { recordQuestionVersions } from '#record/question-versions.server.ts';
import { openTestDatabase } from '#tests/support/database.ts';
import { useTestKeys } from '#tests/support/people.ts';
import {
  agreeVisit,
  makeVisitPeople,
  RunVisit,
  sitTest,
  type VisitPeople,
} from '#tests/support/reported-visit.ts';

/**
 * Every number of a report, worked out again from the rows by SQL and arithmetic written for this test alone.
 * The report is read as the data file that people download; a number that is not worked out here fails.
 */
type Figures = Record<string, number | null>;
type Row = Record<string, string | number | null>;

let database: Database;
let people: VisitPeople;
let visitId: string;

async function rows(sql: string, ...args: (string | number)[]): Promise<Row[]> {
  return (await database.client.execute({ sql, args })).rows as unknown as Row[];
}

async function one(sql: string, ...args: (string | number)[]): Promise<number> {
  const [row] = await rows(sql, ...args);
  return Number(Object.values(row ?? {})[0] ?? 0);
}

const insert = (sql: string, ...args: (string | number | null)[]) => ({ sql, args });

beforeAll(async () => {
  useTestKeys();
  database = await openTestDatabase();
  await recordQuestionVersions(database, await loadCatalogue(), Date.now());
  people = await makeVisitPeople(database);
  const made = await agreeVisit(database, people, { columns: { label: '红帆', campaignId: 'credit-day' } });
  ({ visitId } = made);
  const run = await RunVisit.begin(database, people.teacher, made);
  await run.walk(4, (step, keys) => {
    if (keys.length === 0)
      return [{ type: 'hands-counted', step, counts: { gain: 15, joy: 11, safety: 28 } }];
    const reads = Object.fromEntries(
      Array.from({ length: 26 }, (_, index) => [
        String(index + 1),
        keys[(index * step) % 3 === 0 ? 1 : index % 3] ?? '?',
      ]),
    );
    const hands = { [keys[0] ?? '']: 16, [keys[1] ?? '']: 12, [keys[2] ?? '']: 1 };
    return step % 2 === 0
      ? [{ type: 'cards-read', step, reads }]
      : [
          { type: 'mode-changed', mode: 'hand-count' },
          { type: 'hands-counted', step, counts: hands },
          { type: 'mode-changed', mode: 'cards' },
        ];
  });
  const module = { ...made, moduleId: 'little-banker-a' };
  await sitTest(
    database,
    { ...module, purpose: 'before' },
    Array.from({ length: 28 }, (_, seat) => 2 + (seat % 5)),
  );
  await sitTest(
    database,
    { ...module, purpose: 'after' },
    Array.from({ length: 26 }, (_, seat) => 4 + (seat % 5)),
  );
  await sitTest(
    database,
    { ...module, purpose: 'later' },
    Array.from({ length: 20 }, (_, seat) => 3 + (seat % 5)),
  );
  await addAfterwards();
});
afterAll(() => database.close());

async function addAfterwards(): Promise<void> {
  const by = people.recorder.accountId;
  const question = (id: string, stage: string, dueAtMs: number, answeredAtMs: number | null) =>
    insert(
      `INSERT INTO visit_questions (id, visit_id, text, stage, asked_at_ms, due_at_ms, answered_at_ms)
        VALUES (?, ?, 'x', ?, 1, ?, ?)`,
      ...[id, visitId, stage, dueAtMs, answeredAtMs],
    );
  const kept = await database.write([
    insert("INSERT INTO visit_ratings VALUES (?, 'school', 5, 4, 3, '', ?, 1)", visitId, by),
    insert("INSERT INTO visit_ratings VALUES (?, 'bank', 2, 5, 5, '', ?, 1)", visitId, by),
    question('q1', 'class', 10, 5),
    question('q2', 'volunteer', 10, 11),
    question('q3', 'expert', 10, 10),
    question('q4', 'open', 10, null),
    question('q5', 'class', 10, 1),
    ...['marketing', 'privacy', 'photo', 'photo', 'safeguarding'].map((kind, index) =>
      insert(
        `INSERT INTO conduct_reports (id, visit_id, kind, by_account_id, at_ms, closed_at_ms) VALUES (?, ?, ?, ?, 1, ?)`,
        ...[`c${index}`, visitId, kind, by, index % 2 === 0 ? 2 : null],
      ),
    ),
    ...['one', 'two', 'three'].map((item) =>
      insert('INSERT INTO visit_checks VALUES (?, ?, ?, 1)', visitId, item, by),
    ),
    ...[null, 5, null].map((closedAtMs, index) =>
      insert(
        `INSERT INTO visit_follow_ups (id, visit_id, kind, text, owner_account_id, due_on, closed_at_ms, created_at_ms)
          VALUES (?, ?, 'plan', 'x', ?, '2026-12-01', ?, 1)`,
        ...[`f${index}`, visitId, by, closedAtMs],
      ),
    ),
    insert(
      'INSERT INTO visit_reports (visit_id, version, typed) VALUES (?, 1, ?)',
      ...[visitId, JSON.stringify({ teachers: 2, elders: 7, families: 19, pupils: 0, deed: '修好了图书角' })],
    ),
  ]);
  if (!kept.ok) throw new Error(kept.constraint);
}

/** The downloaded file, as anybody reads it. */
async function readDocument(): Promise<{ report: unknown }> {
  const found = await readVisitFor(database, people.coordinator.who, 'see-visit-report', visitId);
  if (!found.ok) throw new Error(found.problem);
  return JSON.parse(JSON.stringify(reportDocument(await readReport(database, found.value)))) as {
    report: unknown;
  };
}

/** Each number and each null of a JSON value by its path. */
function figuresOf(value: unknown, path = ''): Figures {
  if (typeof value === 'number') return { [path]: value };
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => figuresOf(inner, path ? `${path}.${key}` : key)),
  ) as Figures;
}

const minuteMs = 60_000;
const share = (part: number, whole: number): number => Math.round((part / whole) * 10_000);
const sessions = "(SELECT id FROM live_sessions WHERE visit_id = '$')";

async function recomputeReach(): Promise<Figures> {
  const inVisit = sessions.replace('$', visitId);
  const seats = await one(
    `SELECT count(DISTINCT seat_id) FROM learning_events WHERE seat_id NOT NULL AND voided_by_seq IS NULL
      AND counted AND live_session_id IN ${inVisit}`,
  );
  const hands = await one(
    `SELECT max(sum) FROM (SELECT sum(json_extract(value, '$.count')) AS sum FROM learning_events,
      json_each(detail, '$.tallies') WHERE kind = 'hand-counted' AND voided_by_seq IS NULL
      AND live_session_id IN ${inVisit} GROUP BY seq)`,
  );
  const minutes = await one(
    `SELECT (ended_at_ms - started_at_ms) / ${minuteMs} FROM live_sessions WHERE visit_id = ?`,
    visitId,
  );
  const crew = await one('SELECT count(*) FROM visit_crew WHERE visit_id = ?', visitId);
  const gate = (condition: string): Promise<number> =>
    one(
      `SELECT count(*) FROM visit_crew JOIN visits ON visits.id = visit_id JOIN volunteer_gates AS gate
        ON gate.account_id = visit_crew.account_id AND gate.bank_id = visits.bank_id
        WHERE visit_id = ? AND ${condition}`,
      visitId,
    );
  const typed = (name: string): Promise<number> =>
    one(`SELECT json_extract(typed, '$.${name}') FROM visit_reports WHERE visit_id = ?`, visitId);
  return {
    'reach.events': minutes >= 20 ? 1 : 0,
    'reach.schools': 1,
    'reach.classes': await one(
      'SELECT count(DISTINCT class_id) FROM live_sessions WHERE visit_id = ?',
      visitId,
    ),
    'reach.grade': await one('SELECT grade FROM visits WHERE id = ?', visitId),
    'reach.uniquePupils': seats,
    'reach.personTimes': Math.max(seats, hands),
    'reach.lessonMinutes': minutes,
    'reach.teachers': await typed('teachers'),
    'reach.volunteers': crew,
    'reach.volunteersTrained': await gate('gate.course_passed_at_ms NOT NULL'),
    'reach.volunteersCleared': await gate('gate.cleared_until_ms >= visits.ends_at_ms'),
    'reach.volunteerMinutes': crew * minutes,
    'reach.elders': await typed('elders'),
    'reach.families': await typed('families'),
    'identity.startMinute': await one('SELECT start_minute FROM visits WHERE id = ?', visitId),
    'identity.bookedMinutes': await one('SELECT minutes FROM visits WHERE id = ?', visitId),
  };
}

/** The plan is read from the author's own file. */
async function recomputeContent(minutes: number): Promise<Figures> {
  const file = 'content/courses/little-banker/02-meet-the-renminbi/plan.yaml';
  const plans = parse(readFileSync(join(projectFolder, file), 'utf8')) as {
    minutes: number;
    steps: { minutes: number; screenMinutes?: number }[];
  }[];
  const plan = plans.find((candidate) => candidate.minutes === 40);
  const spent = await rows(
    `SELECT json_extract(step.value, '$.planStep') AS step, spent.value AS ms FROM live_sessions,
      json_each(state, '$.steps') AS step, json_each(state, '$.spentMs') AS spent
      WHERE visit_id = ? AND step.key = spent.key`,
    visitId,
  );
  const screenMinutes = spent.reduce((sum, { step, ms }) => {
    const planned = plan?.steps[Number(step)];
    return sum + ((Number(ms) / minuteMs) * (planned?.screenMinutes ?? 0)) / (planned?.minutes ?? 1);
  }, 0);
  const tenths = Math.round(screenMinutes * 10) / 10;
  return {
    'content.lessons.0.planMinutes': 40,
    'content.screenMinutes': tenths,
    'content.screenShareBp': share(tenths, minutes),
    'content.screenLimitBp': 3000,
  };
}

async function recomputeExperience(): Promise<Figures> {
  const inVisit = sessions.replace('$', visitId);
  const count = (condition: string): Promise<number> =>
    one(`SELECT count(*) FROM visit_questions WHERE visit_id = ? AND ${condition}`, visitId);
  const asked = await count('1');
  const inTime = await count('answered_at_ms <= due_at_ms');
  const faces = await rows(
    `SELECT face.key AS name, face.value AS hands FROM live_sessions, json_each(state, '$.counts') AS counted,
      json_each(counted.value) AS face WHERE visit_id = ? AND face.key IN ('gain', 'joy', 'safety')`,
    visitId,
  );
  const ratings = await rows(
    'SELECT side, first, second, third FROM visit_ratings WHERE visit_id = ?',
    visitId,
  );
  const beliefs = await rows(
    `WITH answers AS (
      SELECT question_id, misconception, 1 AS count, 1 AS seat FROM learning_events WHERE try_number = 1
        AND kind = 'question-answered' AND voided_by_seq IS NULL AND live_session_id IN ${inVisit}
      UNION ALL SELECT question_id, json_extract(value, '$.misconception'), json_extract(value, '$.count'), 0
        FROM learning_events, json_each(detail, '$.tallies')
        WHERE kind = 'hand-counted' AND voided_by_seq IS NULL AND live_session_id IN ${inVisit}),
    heard AS (SELECT * FROM answers WHERE seat = (SELECT max(seat) FROM answers AS own WHERE own.question_id = answers.question_id)),
    asked AS (SELECT question_id, sum(count) AS all_of_it FROM heard GROUP BY question_id),
    chosen AS (SELECT question_id, misconception, sum(count) AS times FROM heard WHERE misconception NOT NULL
      GROUP BY question_id, misconception HAVING times > 0)
    SELECT misconception, sum(times) AS chosen, sum(all_of_it) AS answers FROM chosen JOIN asked USING (question_id)
    GROUP BY misconception ORDER BY chosen DESC, misconception LIMIT 3`,
  );
  const people = await one(
    `SELECT max(sum) FROM (SELECT sum(json_extract(value, '$.count')) AS sum FROM learning_events,
      json_each(detail, '$.tallies') WHERE kind = 'hand-counted' AND live_session_id IN ${inVisit} GROUP BY seq)`,
  );
  const small = (part: number, whole: number): number | null =>
    part < 10 || whole - part < 10 ? null : part;
  return {
    'experience.faces.asked': people,
    ...Object.fromEntries(
      faces.map(({ name, hands }) => [`experience.faces.${String(name)}`, small(Number(hands), people)]),
    ),
    ...Object.fromEntries(
      ratings.flatMap(({ side, ...given }) =>
        Object.entries(given).map(([which, stars]) => [
          `experience.ratings.${side === 'school' ? 'bySchool' : 'byBank'}.${which}`,
          Number(stars),
        ]),
      ),
    ),
    'experience.questions.asked': asked,
    'experience.questions.byClass': await count("stage = 'class'"),
    'experience.questions.byVolunteer': await count("stage = 'volunteer'"),
    'experience.questions.byExpert': await count("stage = 'expert'"),
    'experience.questions.open': await count("stage = 'open'"),
    'experience.questions.inTime': inTime,
    'experience.questions.inTimeBp': share(inTime, asked),
    ...Object.fromEntries(
      beliefs.flatMap(({ chosen, answers }, at) => [
        [`experience.beliefs.top.${at}.chosen`, small(Number(chosen), Number(answers))],
        [`experience.beliefs.top.${at}.answers`, Number(answers)],
      ]),
    ),
  };
}

async function recomputeConduct(): Promise<Figures> {
  const reports = (condition: string): Promise<number> =>
    one(`SELECT count(*) FROM conduct_reports WHERE visit_id = ? AND ${condition}`, visitId);
  const followUps = (condition: string): Promise<number> =>
    one(`SELECT count(*) FROM visit_follow_ups WHERE visit_id = ? AND ${condition}`, visitId);
  return {
    'conduct.marketing': await reports("kind = 'marketing'"),
    'conduct.safeguarding': await reports("kind = 'safeguarding'"),
    'conduct.photo': await reports("kind = 'photo'"),
    'conduct.privacy': await reports("kind = 'privacy'"),
    'conduct.open': await reports('closed_at_ms IS NULL'),
    'conduct.checksTicked': await one('SELECT count(*) FROM visit_checks WHERE visit_id = ?', visitId),
    'followUps.open': await followUps('closed_at_ms IS NULL'),
    'followUps.closed': await followUps('closed_at_ms NOT NULL'),
  };
}

/** Percentages of each purpose by seat, from the answers themselves. */
async function recomputeLearning(): Promise<{ figures: Figures; changes: number[] }> {
  const scores = async (purpose: string): Promise<Map<string, { percent: number; beliefs: Set<string> }>> => {
    const answers = await rows(
      `SELECT seat_id, mark, misconception FROM learning_events JOIN test_sittings ON test_sittings.id = sitting_id
        WHERE test_sittings.visit_id = ? AND purpose = ?`,
      ...[visitId, purpose],
    );
    const bySeat = Map.groupBy(answers, ({ seat_id }) => String(seat_id));
    return new Map(
      [...bySeat].map(([seat, given]) => [
        seat,
        {
          percent: (100 * given.filter(({ mark }) => mark === 'right').length) / 8,
          beliefs: new Set(
            given.flatMap(({ misconception }) => (misconception === null ? [] : [String(misconception)])),
          ),
        },
      ]),
    );
  };
  const [before, after, later] = await Promise.all([scores('before'), scores('after'), scores('later')]);
  const both = [...before.keys()].filter((seat) => after.has(seat));
  const all = both.filter((seat) => later.has(seat));
  const mean = (seats: readonly string[], of: typeof before): number =>
    seats.reduce((sum, seat) => sum + (of.get(seat)?.percent ?? 0), 0) / seats.length;
  const [first, second] = [mean(both, before), mean(both, after)];
  const variance =
    both.reduce((sum, seat) => sum + ((before.get(seat)?.percent ?? 0) - first) ** 2, 0) / (both.length - 1);
  const holders = (seats: readonly string[], of: typeof before): number | null => {
    const count = seats.filter((seat) => (of.get(seat)?.beliefs.size ?? 0) > 0).length;
    return count < 10 || seats.length - count < 10 ? null : count;
  };
  return {
    changes: both.map((seat) => (after.get(seat)?.percent ?? 0) - (before.get(seat)?.percent ?? 0)),
    figures: {
      'learning.matched': both.length,
      'learning.attrition': before.size - both.length,
      'learning.beforeBp': Math.round(first * 100),
      'learning.afterBp': Math.round(second * 100),
      'learning.gainBp': Math.round(((second - first) / (100 - first)) * 10_000),
      'learning.effectSize': Math.round(((second - first) / Math.sqrt(variance)) * 100) / 100,
      'learning.later.matched': all.length,
      'learning.later.laterBp': Math.round(mean(all, later) * 100),
      'learning.later.retentionBp': share(
        mean(all, later) - mean(all, before),
        mean(all, after) - mean(all, before),
      ),
      'learning.misconceptions.0.before': holders(both, before),
      'learning.misconceptions.0.after': holders(both, after),
      'learning.misconceptions.0.later': holders(all, later),
    },
  };
}

/** An interval of its own: another generator and more draws, so it agrees to within what chance allows. */
function interval(changes: readonly number[]): { low: number; high: number } {
  let state = 12_345;
  const draw = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return changes[Math.floor((state / 2_147_483_648) * changes.length)] ?? 0;
  };
  const means = Array.from(
    { length: 8000 },
    () => changes.reduce((sum) => sum + draw(), 0) / changes.length,
  ).sort((low, high) => low - high);
  return { low: (means[200] ?? 0) * 100, high: (means[7799] ?? 0) * 100 };
}

/** The elements repeat figures; which, stands in the method's seven elements as this project maps them. */
function recomputeEvaluation(known: Figures): Figures {
  const map: readonly [leastBp: number, Record<string, number | null>][] = [
    [
      1000,
      {
        volunteers: known['reach.volunteers'] ?? 0,
        volunteersCleared: known['reach.volunteersCleared'] ?? 0,
      },
    ],
    [1000, { lessons: 1, lessonsForGrade: 0 }],
    [2500, { marketingReports: known['conduct.marketing'] ?? 0 }],
    [
      2500,
      {
        questionsAsked: known['experience.questions.asked'] ?? 0,
        questionsAnswered:
          (known['experience.questions.asked'] ?? 0) - (known['experience.questions.open'] ?? 0),
        inTimeBp: known['experience.questions.inTimeBp'] ?? 0,
      },
    ],
    [
      1000,
      {
        events: known['reach.events'] ?? 0,
        personTimes: known['reach.personTimes'] ?? 0,
        screenShareBp: known['content.screenShareBp'] ?? 0,
      },
    ],
    [
      500,
      {
        followUps: (known['followUps.open'] ?? 0) + (known['followUps.closed'] ?? 0),
        followUpsClosed: known['followUps.closed'] ?? 0,
      },
    ],
    [500, { privacyReports: known['conduct.privacy'] ?? 0, photoReports: known['conduct.photo'] ?? 0 }],
  ];
  return Object.fromEntries(
    map.flatMap(([leastBp, figures], at) => [
      [`evaluation.${at}.leastShareBp`, leastBp],
      ...Object.entries(figures).map(([name, value]) => [`evaluation.${at}.figures.${name}`, value] as const),
    ]),
  );
}

const shownOnly = (figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));

describe('a report of a whole visit', () => {
  test('has no figure that the rows do not give', async () => {
    const document = await readDocument();
    const reach = await recomputeReach();
    const { figures: learning, changes } = await recomputeLearning();
    const known: Figures = {
      ...reach,
      ...(await recomputeContent(reach['reach.lessonMinutes'] ?? 0)),
      ...(await recomputeExperience()),
      ...(await recomputeConduct()),
      ...learning,
    };
    const expected = shownOnly({ ...known, ...recomputeEvaluation(known) });
    const {
      'learning.intervalBp.low': low,
      'learning.intervalBp.high': high,
      ...figures
    } = figuresOf(document.report);
    expect(figures).toEqual(expected);
    const own = interval(changes);
    expect(Math.abs((low ?? 0) - own.low)).toBeLessThan(60);
    expect(Math.abs((high ?? 0) - own.high)).toBeLessThan(60);
    expect(expected['reach.personTimes']).toBeGreaterThan(expected['reach.uniquePupils'] ?? 0);
    expect(Object.keys(expected).length).toBeGreaterThan(60);
  });

  test('hides what is small: a count and the rest that it would leave', async () => {
    const text = JSON.stringify((await readDocument()).report);
    expect(figuresOf(JSON.parse(text))['experience.faces.gain']).toBe(15);
    // 28 of 29 felt safe: the one who did not must not be told.
    expect(text).toContain('"safety":null');
  });

  test('notices a changed row: the figures above are compared with what stands in the tables', async () => {
    const before = figuresOf((await readDocument()).report);
    await database.write([insert("UPDATE visit_questions SET answered_at_ms = 9 WHERE id = 'q2'")]);
    const after = figuresOf((await readDocument()).report);
    expect(after['experience.questions.inTime']).toBe((before['experience.questions.inTime'] ?? 0) + 1);
  });
});
