import { describe, expect, test } from 'vitest';

import { campaignOn } from '#domain/campaign-day.ts';
import { fittingPoints, rankByFit, type VisitWish } from '#domain/visit-match.ts';
import { overlap } from '#domain/visit.ts';

const anything: VisitWish = { districtCodes: [], fromDay: null, untilDay: null, grades: [], language: null };
const visit = {
  ...{ districtCode: '330302', day: '2026-12-01', startsAtMs: 10, grade: 4 },
  language: 'zh-CN' as const,
};

describe('matching a visit with a wish', () => {
  test('who wants nothing in particular finds that everything fits', () => {
    expect(fittingPoints(visit, anything)).toEqual(['place', 'date', 'grade', 'language']);
  });

  test.each([
    ['place', { districtCodes: ['330303'] }],
    ['date', { fromDay: '2026-12-02' }],
    ['date', { untilDay: '2026-11-30' }],
    ['grade', { grades: [5, 6] }],
    ['language', { language: 'en' as const }],
  ])('another %s is named as the one point that does not fit', (point, wish) => {
    const fits = fittingPoints(visit, { ...anything, ...wish });
    expect(fits).toHaveLength(3);
    expect(fits).not.toContain(point);
  });

  test('the first and the last day that are wanted fit', () => {
    const wish = { ...anything, fromDay: visit.day, untilDay: visit.day };
    expect(fittingPoints(visit, wish)).toContain('date');
  });

  test('what fits in more points comes first, of equals the soonest', () => {
    const elsewhere = { ...visit, districtCode: '330303', startsAtMs: 1 };
    const later = { ...visit, startsAtMs: 20 };
    const ranked = rankByFit([elsewhere, later, visit], { ...anything, districtCodes: ['330302'] });
    expect(ranked.map((one) => one.visit)).toEqual([visit, later, elsewhere]);
  });
});

describe('times and campaigns', () => {
  const lesson = { startsAtMs: 100, endsAtMs: 140 };

  test('two lessons overlap when they share a moment, not when one begins as the other ends', () => {
    expect(overlap(lesson, { startsAtMs: 139, endsAtMs: 200 })).toBe(true);
    expect(overlap(lesson, { startsAtMs: 140, endsAtMs: 200 })).toBe(false);
    expect(overlap({ startsAtMs: 60, endsAtMs: 100 }, lesson)).toBe(false);
  });

  const campaigns = [
    { id: 'month', from: '06-01', until: '06-30', years: [] },
    { id: 'day', from: '06-14', until: '06-14', years: [] },
    { id: 'week', from: '09-15', until: '09-21', years: [{ year: 2025, from: '09-20', until: '09-26' }] },
  ];

  test('a day lies in the shortest campaign that holds it, or in none', () => {
    expect(campaignOn(campaigns, '2026-06-14')?.id).toBe('day');
    expect(campaignOn(campaigns, '2026-06-13')?.id).toBe('month');
    expect(campaignOn(campaigns, '2026-07-01')).toBeNull();
  });

  test('the days announced for a year stand before those of an ordinary one', () => {
    expect(campaignOn(campaigns, '2025-09-15')).toBeNull();
    expect(campaignOn(campaigns, '2025-09-26')?.id).toBe('week');
    expect(campaignOn(campaigns, '2026-09-15')?.id).toBe('week');
  });
});
