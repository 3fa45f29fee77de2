import type { ActivityRow } from '#db/queries/ledger-reads.ts';
import type { Locale } from '#domain/text.ts';
import { words } from '#i18n/index.ts';

import { campaignName, placeName } from './place-name.ts';
import type { Sheet } from './workbook.server.ts';

/** Rows of the ledger as a sheet. */
export function ledgerSheet(rows: readonly ActivityRow[], locale: Locale): Sheet {
  const { bank } = words(locale);
  const say = bank.columns;
  return {
    name: bank.links.ledger,
    head: [
      ...[say.day, say.title, say.kind, say.district, say.campaign, say.minutes, say.personTimes],
      ...[say.uniquePupils, say.label, say.counts, say.source],
    ],
    rows: rows.map((row) => [
      ...[row.day, row.title, bank.kinds[row.kind], placeName(row.districtCode, locale)],
      ...[campaignName(row.campaignId, locale), row.minutes, row.personTimes, row.uniquePupils, row.label],
      row.counts ? bank.countsYes : bank.countsNoShort,
      row.isDemo ? bank.demo : '',
    ]),
    widths: [12, 44, 12, 22, 26, 8, 10, 10, 16, 12, 12],
  };
}
