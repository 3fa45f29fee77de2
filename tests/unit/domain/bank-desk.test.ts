import { describe, expect, test } from 'vitest';

import { axesOf, shareBp } from '#domain/bank-axes.ts';
import { campaignDays, campaignOn } from '#domain/campaign-days.ts';
import { rollUp } from '#domain/district-sums.ts';
import { funnelOf } from '#domain/question-funnel.ts';

describe('sums of a tree of places', () => {
  const places = [
    { code: '33', parentCode: null },
    { code: '3303', parentCode: '33' },
    { code: '330329', parentCode: '3303' },
    { code: '330329-nanyuan', parentCode: '330329' },
  ];

  test('a place holds its own and everything below it', () => {
    const own = [
      { code: '330329', events: 2 },
      { code: '330329-nanyuan', events: 3 },
    ];
    const { byCode, whole, unplaced } = rollUp(places, own, ['events']);
    expect(Object.fromEntries(byCode)).toEqual({
      '33': { events: 5 },
      '3303': { events: 5 },
      '330329': { events: 5 },
      '330329-nanyuan': { events: 3 },
    });
    expect(whole).toEqual({ events: 5 });
    expect(unplaced).toEqual({ events: 0 });
  });

  test('what names an unknown place is in the whole and in no place', () => {
    const { byCode, whole, unplaced } = rollUp(places, [{ code: '999999', events: 4 }], ['events']);
    expect(byCode.get('33')).toEqual({ events: 0 });
    expect(whole).toEqual({ events: 4 });
    expect(unplaced).toEqual({ events: 4 });
  });
});

describe('the five axes', () => {
  const year = {
    measures: {
      'visits-held': 8,
      'reports-signed': 6,
      'conduct-marketing': 2,
      'questions-asked': 40,
      'questions-in-time': 30,
    },
    ladderVisits: 3,
    countiesReached: 9,
    counties: 12,
  };

  test('each is a share of two counts', () => {
    expect(axesOf(year)).toEqual({
      institution: { part: 6, of: 8 },
      teaching: { part: 6, of: 8 },
      answers: { part: 30, of: 40 },
      outreach: { part: 9, of: 12 },
      ladder: { part: 3, of: 8 },
    });
  });

  test('more reports of marketing than visits do not go below nothing', () => {
    const axes = axesOf({ ...year, measures: { 'visits-held': 1, 'conduct-marketing': 3 } });
    expect(axes.teaching).toEqual({ part: 0, of: 1 });
  });

  test('where nothing was counted there is no share', () => {
    expect(shareBp({ part: 0, of: 0 })).toBeNull();
    expect(shareBp({ part: 1, of: 3 })).toBe(3333);
  });
});

describe('days of a campaign', () => {
  const elders = { from: '10-01', until: '10-31', years: [] };
  const rights = {
    from: '03-09',
    until: '03-15',
    years: [{ year: 2022, from: '03-08', until: '03-15' }],
  };
  const oneDay = { from: '10-14', until: '10-14', years: [] };

  test('announced days go before the usual ones', () => {
    expect(campaignDays(rights, 2022)).toEqual({ from: '2022-03-08', until: '2022-03-15' });
    expect(campaignDays(rights, 2021)).toEqual({ from: '2021-03-09', until: '2021-03-15' });
  });

  test('a day belongs to the shortest campaign that holds it, or to none', () => {
    expect(campaignOn([elders, oneDay], '2021-10-14')).toBe(oneDay);
    expect(campaignOn([elders, oneDay], '2021-10-15')).toBe(elders);
    expect(campaignOn([elders, oneDay], '2021-11-01')).toBeNull();
  });
});

describe('the funnel of questions', () => {
  test('each stage leaves fewer', () => {
    const funnel = funnelOf({
      'questions-asked': 20,
      'questions-class': 12,
      'questions-volunteer': 5,
      'questions-expert': 2,
    });
    expect(funnel.map(({ answered, left }) => [answered, left])).toEqual([
      [0, 20],
      [12, 8],
      [5, 3],
      [2, 1],
    ]);
  });
});
