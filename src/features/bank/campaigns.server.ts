import { catalogue } from '#catalogue/catalogue.ts';
import type { Campaign, CampaignYear } from '#catalogue/schema.ts';
import type { Database } from '#db/database.ts';
import { sumActivitiesBy } from '#db/queries/ledger-reads.ts';
import { campaignDays } from '#domain/campaign-days.ts';
import { dayBounds } from '#i18n/school-time.ts';

import { wholeYear } from './read-year.server.ts';

export interface CampaignLine {
  readonly campaign: Campaign;
  /** Its days in the year that is shown; `announced` says what was read about them. */
  readonly days: { readonly from: string; readonly until: string };
  readonly announced: CampaignYear | null;
  readonly events: number;
  readonly eventsBefore: number;
  readonly isRunning: boolean;
  /** Days until it begins; null when it has begun or is of another year. */
  readonly daysToGo: number | null;
}

export interface CampaignsView {
  readonly year: number;
  readonly lines: readonly CampaignLine[];
  /** What was announced for single years, the latest first. */
  readonly past: readonly { readonly campaign: Campaign; readonly announced: CampaignYear }[];
}

const dayMs = 24 * 60 * 60 * 1000;

/** The campaigns of a year with what the bank's ledger holds of each. */
export async function readCampaigns(
  database: Database,
  bankId: string,
  year: number,
  today: string,
): Promise<CampaignsView> {
  const [its, before] = await Promise.all(
    [year, year - 1].map((one) => sumActivitiesBy(database, bankId, 'campaign', wholeYear(one))),
  );
  const { campaigns } = catalogue();
  const lines = campaigns.map((campaign) => {
    const days = campaignDays(campaign, year);
    const untilStartMs = dayBounds(days.from).fromMs - dayBounds(today).fromMs;
    return {
      ...{ campaign, days },
      announced: campaign.years.find((one) => one.year === year) ?? null,
      events: its?.find(({ key }) => key === campaign.id)?.events ?? 0,
      eventsBefore: before?.find(({ key }) => key === campaign.id)?.events ?? 0,
      isRunning: days.from <= today && today <= days.until,
      daysToGo: today < days.from ? Math.round(untilStartMs / dayMs) : null,
    };
  });
  return {
    year,
    lines: lines.toSorted((one, other) => (one.days.from < other.days.from ? -1 : 1)),
    past: campaigns
      .flatMap((campaign) => campaign.years.map((announced) => ({ campaign, announced })))
      .toSorted((one, other) => other.announced.year - one.announced.year),
  };
}
