/** What is asked of a campaign: its days in an ordinary year (`03-09`), and those announced for single years. */
interface Campaign {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly years: readonly { readonly year: number; readonly from: string; readonly until: string }[];
}

/** The campaign in which a day (YYYY-MM-DD) lies, the shortest where several do; null for none. */
export function campaignOn<Found extends Campaign>(campaigns: readonly Found[], day: string): Found | null {
  const year = Number(day.slice(0, 4));
  const monthDay = day.slice(5);
  const daysOf = (campaign: Found) => campaign.years.find((one) => one.year === year) ?? campaign;
  const length = (campaign: Found): number =>
    daysNumber(daysOf(campaign).until) - daysNumber(daysOf(campaign).from);
  return (
    campaigns
      .filter((campaign) => daysOf(campaign).from <= monthDay && monthDay <= daysOf(campaign).until)
      .sort((one, other) => length(one) - length(other))[0] ?? null
  );
}

/** Near enough to compare lengths: months of 31 days. */
function daysNumber(monthDay: string): number {
  return Number(monthDay.slice(0, 2)) * 31 + Number(monthDay.slice(3));
}
