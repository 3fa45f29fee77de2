/** Years that a page offers, the latest first: from the first that holds anything to this one. */
export function yearsBetween(
  months: { readonly first: string; readonly last: string } | null,
  thisYear: number,
): readonly number[] {
  const first = months ? Number(months.first.slice(0, 4)) : thisYear;
  const last = Math.max(thisYear, months ? Number(months.last.slice(0, 4)) : thisYear);
  return Array.from({ length: last - first + 1 }, (_, index) => last - index);
}

/** The year that was asked for, or the latest that holds anything. */
export function chooseYear(
  asked: string | null,
  months: { readonly last: string } | null,
  thisYear: number,
): number {
  if (asked !== null && /^20\d\d$/.test(asked)) return Number(asked);
  return months ? Number(months.last.slice(0, 4)) : thisYear;
}
