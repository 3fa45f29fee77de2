/** A count below this could be told apart child by child; it leaves the class neither alone nor by subtraction. */
const leastShown = 10;

export function isShown(count: number): boolean {
  return count >= leastShown;
}

/**
 * A row of counts whose total is known too: small cells are hidden, and as many of the smallest others with
 * them until what is hidden is at least two cells that are not small together. Null: hidden.
 */
export function suppressRow(counts: readonly number[]): readonly (number | null)[] {
  const hidden = new Set(counts.flatMap((count, at) => (isShown(count) ? [] : [at])));
  const shownFromSmallest = counts
    .map((count, at) => ({ count, at }))
    .filter(({ at }) => !hidden.has(at))
    .sort((one, other) => one.count - other.count);
  const isSafe = (): boolean => {
    const sum = [...hidden].reduce((whole, at) => whole + (counts[at] ?? 0), 0);
    return hidden.size === 0 || (hidden.size > 1 && isShown(sum));
  };
  for (const { at } of shownFromSmallest) {
    if (isSafe()) break;
    hidden.add(at);
  }
  return counts.map((count, at) => (hidden.has(at) ? null : count));
}

/** A part of a whole that is published: null when the part or the rest is small. */
export function suppressPart(part: number, whole: number): number | null {
  return suppressRow([part, whole - part])[0] ?? null;
}
