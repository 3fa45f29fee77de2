import type { Words } from '#i18n/index.ts';

export type BankPage = 'desk' | 'ledger' | 'map' | 'people' | 'campaigns' | 'year' | 'honours';

export const bankPaths: Readonly<Record<BankPage, string>> = {
  desk: '/bank',
  ledger: '/bank/ledger',
  map: '/bank/map',
  people: '/bank/people',
  campaigns: '/bank/campaigns',
  year: '/bank/year',
  honours: '/bank/honours',
};

/** The links at the side of a bank's desk, in the order of a coordinator's day. */
export function bankLinks(
  words: Words['bank']['links'],
  current: BankPage,
): { href: string; label: string; current: boolean }[] {
  return (Object.keys(bankPaths) as BankPage[]).map((page) => ({
    href: bankPaths[page],
    label: words[page],
    current: page === current,
  }));
}
