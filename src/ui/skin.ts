/** Sizes follow the youngest who read the page: `from` is the lowest of its grades. */
export function skinOf({
  from,
}: {
  readonly from: number;
}): 'grades-1-2' | 'grades-3-4' | 'grades-5-6' | 'grades-7-9' {
  if (from <= 2) return 'grades-1-2';
  if (from <= 4) return 'grades-3-4';
  return from <= 6 ? 'grades-5-6' : 'grades-7-9';
}
