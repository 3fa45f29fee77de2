import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Database } from '#db/database.ts';
import { activityKinds } from '#domain/bank-year.ts';
import { readLedger } from '#features/bank/ledger.server.ts';
import { readChoice } from '#features/bank/ledger-filter.ts';
import { readHonours, registerHonours } from '#features/bank/honours.server.ts';
import { readMap } from '#features/bank/map.server.ts';
import { readYear } from '#features/bank/read-year.server.ts';
import { recordActivity } from '#features/bank/record-activities.server.ts';
import { databaseKinds } from '#tests/support/database.ts';
import { bankIdOf, makeDemoBank } from '#tests/support/demo-bank.ts';
import { makeAdult, type Adult } from '#tests/support/people.ts';

const typed = {
  kind: 'community',
  title: '社区消保微课堂',
  day: '2020-05-04',
  districtCode: '330382-chengnan',
  minutes: '45',
  personTimes: '31',
  campaignId: '',
  label: '',
};

describe.each(databaseKinds)('a bank’s ledger ($kind)', ({ open }) => {
  let database: Database;
  let coordinator: Adult;
  let bankId: string;

  beforeAll(async () => {
    database = await open();
    coordinator = await makeDemoBank(database);
    bankId = bankIdOf(coordinator);
  });
  afterAll(() => database.close());

  /** Rows as they lie in the table: these checks share no code with the pages. */
  const rowsOf = async (where: string, ...args: string[]): Promise<Record<string, number | string>[]> => {
    const { rows } = await database.client.execute({
      sql: `SELECT * FROM activities WHERE bank_id = ? AND counts = 1 AND ${where}`,
      args: [bankId, ...args],
    });
    return rows as unknown as Record<string, number | string>[];
  };
  const sumOf = (rows: readonly Record<string, number | string>[], column: string): number =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0);

  const walk = async (query: string): Promise<{ ids: string[]; backwards: string[] }> => {
    const asked = new URLSearchParams(query);
    const choice = readChoice((name) => asked.get(name));
    const ids: string[] = [];
    const backwards: string[] = [];
    let page = await readLedger(database, bankId, choice, { older: null, newer: null });
    expect(page.newer).toBeNull();
    for (;;) {
      ids.push(...page.rows.map(({ id }) => id));
      if (page.older === null) break;
      page = await readLedger(database, bankId, choice, { older: page.older, newer: null });
    }
    for (;;) {
      backwards.unshift(...page.rows.map(({ id }) => id));
      if (page.newer === null) return { ids, backwards };
      page = await readLedger(database, bankId, choice, { older: null, newer: page.newer });
    }
  };

  test('the demo has exactly 532 activities of 2021, all marked', async () => {
    const { rows } = await database.client.execute(
      `SELECT count(*) AS n, sum(is_demo) AS demo, min(substr(day, 1, 4)) AS first, max(substr(day, 1, 4)) AS last
       FROM activities`,
    );
    expect(rows[0]).toMatchObject({ n: 532, demo: 532, first: '2021', last: '2021' });
  });

  test('a year’s sums are those of its rows', async () => {
    const rows = await rowsOf('day LIKE ?', '2021-%');
    const { sums, months, kinds, years } = await readYear(database, bankId, 2021);
    expect(sums).toEqual({
      events: rows.length,
      minutes: sumOf(rows, 'minutes'),
      personTimes: sumOf(rows, 'person_times'),
      uniquePupils: sumOf(rows, 'unique_pupils'),
    });
    expect(years.at(-1)?.measures).toMatchObject({
      activities: sums.events,
      'activity-minutes': sums.minutes,
      'person-times': sums.personTimes,
      'unique-pupils': sums.uniquePupils,
    });
    for (const { month, events, personTimes } of months) {
      const its = rows.filter(({ day }) => String(day).startsWith(month));
      expect([month, events, personTimes]).toEqual([month, its.length, sumOf(its, 'person_times')]);
    }
    for (const kind of activityKinds) {
      const its = rows.filter((row) => row['kind'] === kind);
      expect(kinds.find((one) => one.kind === kind)).toMatchObject({ events: its.length });
    }
  });

  test('a district holds what lies below it, and the whole tree holds every row', async () => {
    const rows = await rowsOf('day LIKE ?', '2021-%');
    const { districts } = await readYear(database, bankId, 2021);
    for (const { district, events, minutes } of districts.lines) {
      const start = { province: 2, city: 4, county: 6, town: district.code.length }[district.level];
      const its = rows.filter((row) =>
        String(row['district_code']).startsWith(district.code.slice(0, start)),
      );
      expect([district.code, events, minutes]).toEqual([district.code, its.length, sumOf(its, 'minutes')]);
    }
    expect(districts.lines[0]?.events).toBe(532);
    expect(districts.unplaced.events).toBe(0);
  });

  test('the map shows each county’s rows and its towns', async () => {
    const map = await readMap(database, bankId, 2021, '330329');
    expect(map.counties.reduce((sum, { events }) => sum + events, 0)).toBe(532);
    const inCounty = await rowsOf('day LIKE ? AND district_code LIKE ?', '2021-%', '330329%');
    expect(map.chosen?.county.events).toBe(inCounty.length);
    const inTowns = inCounty.filter((row) => row['district_code'] !== '330329');
    expect(map.chosen?.withoutTown).toBe(inCounty.length - inTowns.length);
    expect(inTowns.length).toBeGreaterThan(0);
  });

  test.each([
    ['everything', '', '1 = 1'],
    ['a county with its towns', 'place=330329', "district_code LIKE '330329%'"],
    ['a town', 'place=330382-chengnan', "district_code = '330382-chengnan'"],
    ['the whole city', 'place=330300', '1 = 1'],
    ['a kind in a month', 'kind=village&year=2021&month=10', "kind = 'village' AND day LIKE '2021-10-%'"],
    ['a campaign', 'campaign=consumer-rights-week', "campaign_id = 'consumer-rights-week'"],
    ['no campaign', 'campaign=none&kind=elders', "campaign_id IS NULL AND kind = 'elders'"],
    ['nothing', 'year=2019', "day LIKE '2019-%'"],
  ])('pages of %s hold each row once, forth and back, and the sum says how many', async (_, query, where) => {
    const wanted = (await rowsOf(where))
      .toSorted((one, other) => (`${one['day']}${one['id']}` < `${other['day']}${other['id']}` ? 1 : -1))
      .map(({ id }) => id);
    const { ids, backwards } = await walk(query);
    expect(ids).toEqual(wanted);
    expect(backwards).toEqual(wanted);
    const asked = new URLSearchParams(query);
    const choice = readChoice((name) => asked.get(name));
    const { sums } = await readLedger(database, bankId, choice, { older: null, newer: null });
    expect(sums.events).toBe(wanted.length);
  });

  test('what a coordinator types is kept and counted; under twenty minutes it is kept alone', async () => {
    expect(await recordActivity(database, coordinator.who, typed, Date.now())).toEqual({
      ok: true,
      value: null,
    });
    const short = { ...typed, minutes: '19' };
    expect(await recordActivity(database, coordinator.who, short, Date.now())).toMatchObject({ ok: true });
    const choice = readChoice((name) => (name === 'year' ? '2020' : null));
    const { rows, sums } = await readLedger(database, bankId, choice, { older: null, newer: null });
    expect(rows.length).toBe(2);
    expect(sums).toEqual({ events: 1, minutes: 45, personTimes: 31, uniquePupils: 0 });
  });

  test.each([
    ['a school', { ...typed, kind: 'school' }, 'bad-input'],
    ['an unknown place', { ...typed, districtCode: '999999' }, 'bad-input'],
    ['no minutes', { ...typed, minutes: '0' }, 'bad-input'],
    ['a day to come', { ...typed, day: '2099-01-01' }, 'day-is-to-come'],
    ['something for sale', { ...typed, title: '社区课堂，扫码开户' }, 'sells-something'],
  ])('%s is not entered', async (_, form, problem) => {
    expect(await recordActivity(database, coordinator.who, form, Date.now())).toEqual({ ok: false, problem });
  });

  test('a volunteer enters nothing, and another bank sees nothing', async () => {
    const volunteer = await makeAdult(database, 'volunteer', { name: 'zhou', organisation: 'Bank' });
    const refused = { ok: false, problem: 'not-found' };
    expect(await recordActivity(database, volunteer.who, typed, Date.now())).toEqual(refused);
    const other = await makeAdult(database, 'coordinator', { name: 'chen', organisation: 'Other Bank' });
    const { sums } = await readYear(database, bankIdOf(other), 2021);
    expect(sums.events).toBe(0);
    expect((await readHonours(database, bankIdOf(other), null)).rows).toEqual([]);
  });

  test('the register has the demo’s 27 groups and 31 persons, and takes adults’ honours', async () => {
    expect(await readHonours(database, bankId, 2021)).toMatchObject({ groups: 27, persons: 31 });
    const honour = { kind: 'person', name: '林老师', title: '先进个人', givenBy: '协会', day: '2022-03-15' };
    const now = { nowMs: Date.now() };
    expect(await registerHonours(database, coordinator.who, [honour], now)).toMatchObject({ ok: true });
    const { rows } = await readHonours(database, bankId, 2022);
    expect(rows).toMatchObject([{ ...honour, isDemo: false }]);
    const tomorrow = { ...honour, day: '2099-01-01' };
    expect(await registerHonours(database, coordinator.who, [tomorrow], now)).toEqual({
      ok: false,
      problem: 'day-is-to-come',
    });
  });
});
