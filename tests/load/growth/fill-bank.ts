import { DatabaseSync } from 'node:sqlite';

import { dataPaths } from '#db/data-dir.ts';
import type { Catalogue } from '#catalogue/schema.ts';

/** How much a bank has behind it. */
export interface BankSize {
  readonly years: number;
  readonly visitsPerYear: number;
  readonly learningEvents: number;
}

export const bankId = 'bank-growth';
const seatsPerClass = 30;
const eventsPerSeat = 50;
const eventsAtOnce = 100_000;

/**
 * Fills a migrated data folder that nobody has open with a bank's visits, their ledger, sums, questions,
 * reports and pupils' answers: plain SQL, for rows of such numbers one by one would take hours.
 */
export function fillBank(
  dataDir: string,
  { years, visitsPerYear, learningEvents }: BankSize,
  { catalogue, nowMs, say }: { catalogue: Catalogue; nowMs: number; say: (line: string) => void },
): void {
  const file = new DatabaseSync(dataPaths(dataDir).database, { enableForeignKeyConstraints: false });
  const run = (sql: string): void => file.exec(sql);
  run('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;');
  file.function('pick', { deterministic: true }, (list: unknown, index: unknown) => {
    const items = String(list).split('|');
    return items[Number(index) % items.length] ?? '';
  });
  const joined = (items: readonly string[]): string => `'${items.join('|')}'`;
  const places = joined(
    catalogue.districts.filter(({ level }) => level === 'county' || level === 'town').map(({ code }) => code),
  );
  // Six in ten visits belong to no campaign.
  const campaigns = joined([
    ...catalogue.campaigns.map(({ id }) => id),
    ...Array.from({ length: 9 }, () => ''),
  ]);
  const lessons = joined(catalogue.lessons.map(({ id }) => id));
  const visits = years * visitsPerYear;
  const stretchMs = years * 365 * 86_400_000;
  const numbers = (from: number, until: number): string =>
    `WITH RECURSIVE n(i) AS (VALUES (${from}) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${until})`;

  // Spread evenly up to three weeks ahead. The last week's are held without a report, older ones reported.
  const startMs = `(${nowMs} + 1814400000 - ${stretchMs} + i * ${Math.floor(stretchMs / visits)})`;
  const day = `date((${startMs} + 28800000) / 1000, 'unixepoch')`;
  run(`${numbers(0, 60)} INSERT INTO organisations (id, kind, name, district_code, area, created_at_ms)
    SELECT 'school-' || i, 'school', 'School ' || i, pick(${places}, i), 'urban', 1 FROM n`);
  run(`${numbers(0, visits)} INSERT INTO visits
    (id, origin, bank_id, school_id, status, version, day, start_minute, minutes, starts_at_ms, ends_at_ms,
     district_code, area, channel, language, grade, pupils_expected, teacher_account_id, lesson_id,
     plan_minutes, mode, campaign_id, created_by_account_id, created_at_ms, held_at_ms)
    SELECT 'visit-' || i, 'school', '${bankId}', 'school-' || (i % 60),
      CASE WHEN ${startMs} > ${nowMs} THEN 'agreed' WHEN ${startMs} > ${nowMs} - 604800000 THEN 'held'
           WHEN i % 40 = 7 THEN 'cancelled' ELSE 'reported' END,
      1, ${day}, 600, 40, ${startMs}, ${startMs} + 2400000,
      pick(${places}, i * 7), 'urban', 'classroom', 'zh-CN', 4, 40, 'account-growth', pick(${lessons}, i * 3),
      40, 'cards', nullif(pick(${campaigns}, i * 5), ''), 'account-growth', 1, ${startMs} + 2400000 FROM n`);
  run(`INSERT INTO activities
    (id, bank_id, visit_id, kind, title, day, district_code, minutes, person_times, unique_pupils, campaign_id,
     counts, created_at_ms)
    SELECT 'activity-' || substr(id, 7), bank_id, id, 'school', lesson_id || ' ' || school_id, day,
      district_code, 40, 38, 36, campaign_id, 1, ends_at_ms FROM visits WHERE status = 'reported'`);
  run(`INSERT INTO activity_totals
    (bank_id, month, district_code, kind, campaign_id, events, minutes, person_times, unique_pupils)
    SELECT bank_id, substr(day, 1, 7), district_code, kind, coalesce(campaign_id, ''), count(*), sum(minutes),
      sum(person_times), sum(unique_pupils) FROM activities GROUP BY 1, 2, 3, 4, 5`);
  say(`  ${visits} visits with their ledger`);

  // Three questions a visit; those of the last month may be open.
  run(`INSERT INTO visit_questions (id, visit_id, text, stage, asked_at_ms, due_at_ms, answered_at_ms)
    SELECT 'question-' || id || k, id, '', CASE WHEN status = 'held' AND k = 2 THEN 'open'
      ELSE pick('class|class|volunteer|expert', k + start_minute + rowid) END, starts_at_ms,
      starts_at_ms + 432000000, ends_at_ms
    FROM visits, (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2) WHERE status IN ('held', 'reported')`);
  run(`INSERT INTO visit_reports (visit_id, version, typed, handed_in_at_ms, signed, signed_at_ms)
    SELECT id, 1, '{}', ends_at_ms, '{}', ends_at_ms FROM visits WHERE status = 'reported'`);
  run(`INSERT INTO visit_follow_ups (id, visit_id, kind, text, owner_account_id, due_on, closed_at_ms, created_at_ms)
    SELECT 'follow-up-' || id, id, 'plan', 'plan', 'account-growth', day,
      CASE WHEN rowid % 50 = 3 AND starts_at_ms > ${nowMs} - 2592000000 THEN NULL ELSE ends_at_ms END, ends_at_ms
    FROM visits WHERE status IN ('held', 'reported')`);
  const measure = (name: string, amount: string, from: string): void =>
    run(`INSERT INTO visit_totals (bank_id, month, measure, amount)
      SELECT '${bankId}', substr(visits.day, 1, 7), '${name}', ${amount} FROM ${from} GROUP BY 2`);
  const held = `visits WHERE status IN ('held', 'reported')`;
  const asked = 'visits JOIN visit_questions q ON q.visit_id = visits.id';
  measure('visits-held', 'count(*)', held);
  measure('volunteer-minutes', 'sum(minutes) * 3', held);
  measure('reports-signed', 'count(*)', `visits WHERE status = 'reported'`);
  measure('visits-cancelled', 'count(*)', `visits WHERE status = 'cancelled'`);
  for (const [name, column] of [
    ['activity-minutes', 'minutes'],
    ['person-times', 'person_times'],
    ['unique-pupils', 'unique_pupils'],
  ] as const)
    measure(name, `sum(visits.${column})`, `activities AS visits`);
  measure('activities', 'count(*)', 'activities AS visits');
  measure('questions-asked', 'count(*)', asked);
  measure('questions-in-time', 'count(*)', `${asked} WHERE q.answered_at_ms < q.due_at_ms`);
  for (const stage of ['class', 'volunteer', 'expert'])
    measure(`questions-${stage}`, 'count(*)', `${asked} WHERE q.stage = '${stage}'`);
  say('  questions, reports, sums');

  const seats = Math.ceil(learningEvents / eventsPerSeat);
  run(`${numbers(0, Math.ceil(seats / seatsPerClass))} INSERT INTO classes
    (id, organisation_id, owner_account_id, name, grade, seat_count, code, code_expires_at_ms, created_at_ms)
    SELECT 'class-' || i, 'school-' || (i % 60), 'account-growth', 'c' || i, 4, ${seatsPerClass}, 'G' || i, 1, 1
    FROM n`);
  run(`${numbers(0, seats)} INSERT INTO seats (id, class_id, number, long_code_hash, claimed_at_ms)
    SELECT 'seat-' || i, 'class-' || (i / ${seatsPerClass}), i % ${seatsPerClass} + 1, 'h' || i, 1 FROM n`);
  for (let from = 0; from < learningEvents; from += eventsAtOnce) {
    const until = Math.min(from + eventsAtOnce, learningEvents);
    run(`${numbers(from, until)} INSERT INTO learning_events
      (kind, device_event_id, payload_hash, class_id, seat_id, counted, mode, lesson_id, question_id,
       question_version, try_number, chosen, mark, content_hash, at_ms)
      SELECT 'question-answered', printf('%012x', i), 'p', 'class-' || (i / ${seatsPerClass * eventsPerSeat}),
        'seat-' || (i / ${eventsPerSeat}), 1, 'devices', 'LB02', 'Q' || (i % ${eventsPerSeat}), 'v', 1, 'A',
        'right', 'c', ${nowMs} - ${stretchMs} + i FROM n`);
    say(`  ${until} of ${learningEvents} learning events`);
  }
  run('PRAGMA journal_mode = WAL;');
  file.close();
}
