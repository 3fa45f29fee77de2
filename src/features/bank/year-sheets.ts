import { funnelOf } from '#domain/question-funnel.ts';
import { inLocale, type Locale } from '#domain/text.ts';
import { words } from '#i18n/index.ts';

import type { YearView } from './read-year.server.ts';
import type { Sheet } from './workbook.server.ts';

const levels = { province: '', city: '  ', county: '    ', town: '      ' };

/** A bank's year as sheets: districts, months, kinds, questions and the years before. */
export function yearSheets(view: YearView, locale: Locale): readonly Sheet[] {
  const { bank } = words(locale);
  const { columns: say, yearPage } = bank;
  const sumsHead = [say.events, say.personTimes, say.uniquePupils, say.minutes];
  const sumsOf = (sums: YearView['sums']): number[] => [
    ...[sums.events, sums.personTimes, sums.uniquePupils, sums.minutes],
  ];
  const widths = [30, 12, 12, 12, 12];
  return [
    {
      name: yearPage.sheetDistricts,
      head: [yearPage.place, ...sumsHead],
      rows: [
        ...view.districts.lines.map(({ district, ...sums }) => [
          levels[district.level] + inLocale(district.name, locale),
          ...sumsOf(sums),
        ]),
        ...(view.districts.unplaced.events > 0 ? [[bank.unplaced, ...sumsOf(view.districts.unplaced)]] : []),
      ],
      widths,
    },
    {
      name: yearPage.sheetMonths,
      head: [say.month, ...sumsHead],
      rows: view.months.map(({ month, ...sums }) => [month, ...sumsOf(sums)]),
      widths,
    },
    {
      name: yearPage.sheetKinds,
      head: [say.kind, ...sumsHead],
      rows: view.kinds.map(({ kind, ...sums }) => [bank.kinds[kind], ...sumsOf(sums)]),
      widths,
    },
    {
      name: yearPage.sheetQuestions,
      head: [yearPage.funnelStage, yearPage.funnelAnswered, yearPage.funnelLeft],
      rows: funnelOf(view.years.at(-1)?.measures ?? {}).map(({ stage, answered, left }) => [
        yearPage.funnel[stage],
        stage === 'asked' ? null : answered,
        left,
      ]),
      widths: [34, 14, 10],
    },
    {
      name: yearPage.sheetYears,
      head: [bank.year, ...sumsHead],
      rows: view.years.map(({ year, measures }) => [
        String(year),
        ...(['activities', 'person-times', 'unique-pupils', 'activity-minutes'] as const).map(
          (measure) => measures[measure] ?? 0,
        ),
      ]),
      widths,
    },
  ];
}
