/** A campaign as its days need it; days are `03-15`. */
interface Campaign {
  readonly from: string;
  readonly until: string;
  readonly years: readonly { readonly year: number; readonly from: string; readonly until: string }[];
}

/** First and last day (YYYY-MM-DD) of a campaign in a year: what was announced, else its usual days. */
export function campaignDays(
  campaign: Campaign,
  year: number,
): { readonly from: string; readonly until: string } {
  const { from, until } = campaign.years.find((one) => one.year === year) ?? campaign;
  return { from: `${year}-${from}`, until: `${year}-${until}` };
}

/** The campaign whose days hold `day`; the shortest one where several do. */
export function campaignOn<Its extends Campaign>(campaigns: readonly Its[], day: string): Its | null {
  const year = Number(day.slice(0, 4));
  const length = ({ from, until }: { from: string; until: string }): number =>
    (Number(until.slice(5, 7)) - Number(from.slice(5, 7))) * 31 +
    Number(until.slice(8)) -
    Number(from.slice(8));
  return (
    campaigns
      .map((campaign) => ({ campaign, days: campaignDays(campaign, year) }))
      .filter(({ days }) => days.from <= day && day <= days.until)
      .toSorted((one, other) => length(one.days) - length(other.days))[0]?.campaign ?? null
  );
}
