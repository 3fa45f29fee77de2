import { catalogue, findCampaign, findDistrict } from '#catalogue/catalogue.ts';
import type { LedgerFilter } from '#db/queries/ledger-reads.ts';
import { activityKinds, type ActivityKind } from '#domain/bank-year.ts';
import type { Locale } from '#domain/text.ts';
import { pagePath } from '#i18n/index.ts';

/** What the address asks of the ledger, as the form's fields have it; '' means all. */
export interface LedgerChoice {
  readonly place: string;
  readonly kind: ActivityKind | '';
  /** 'none' for activities of no campaign. */
  readonly campaign: string;
  readonly year: string;
  /** '01' … '12'; nothing without a year. */
  readonly month: string;
}

/** Reads a choice; what nobody knows counts as not asked. */
export function readChoice(asked: (name: string) => string | null): LedgerChoice {
  const place = asked('place') ?? '';
  const campaign = asked('campaign') ?? '';
  const year = asked('year') ?? '';
  const month = asked('month') ?? '';
  const kind = activityKinds.find((one) => one === asked('kind')) ?? '';
  const isYear = /^20\d\d$/.test(year);
  return {
    place: findDistrict(place) ? place : '',
    kind,
    campaign: campaign === 'none' || findCampaign(campaign) ? campaign : '',
    year: isYear ? year : '',
    month: isYear && /^(0[1-9]|1[0-2])$/.test(month) ? month : '',
  };
}

/** The choice as rows are read by it. */
export function filterOf({ place, kind, campaign, year, month }: LedgerChoice): LedgerFilter {
  return {
    districtCodes: place === '' ? null : codesUnder(place),
    kind: kind === '' ? null : kind,
    campaignId: campaign === '' ? null : campaign === 'none' ? '' : campaign,
    months: year === '' ? null : { from: `${year}-${month || '01'}`, until: `${year}-${month || '12'}` },
  };
}

/** A place with every place below it; null when that is the whole region. */
function codesUnder(code: string): readonly string[] | null {
  const { districts } = catalogue();
  const codes = new Set([code]);
  // Parents come before their children.
  for (const district of districts)
    if (district.parentCode !== null && codes.has(district.parentCode)) codes.add(district.code);
  return districts.every((one) => codes.has(one.code) || one.level === 'province') ? null : [...codes];
}

/** The address of the ledger with a choice, and the place of a page in it. */
export function ledgerPath(
  choice: Partial<LedgerChoice>,
  page: Readonly<Record<string, string>> = {},
  path = '/bank/ledger',
): string {
  const asked = new URLSearchParams(
    Object.entries({ ...choice, ...page }).filter(([, value]) => value !== ''),
  ).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** Where a year's activities are listed that belong to a choice. */
export function ledgerOfYear(
  locale: Locale,
  year: number,
  choice: Partial<Omit<LedgerChoice, 'year'>> = {},
): string {
  return pagePath(locale, ledgerPath({ year: String(year), ...choice }));
}
