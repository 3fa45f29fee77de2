/** How many chips of each value are at hand, dearest first. `count: null` means as many as one likes. */
export type Drawer = readonly { readonly chipFen: number; readonly count: number | null }[];

/** Chips taken, by value; values that are not taken may be missing. */
export type Pieces = ReadonlyMap<number, number>;

/**
 * The fewest chips of the drawer that make exactly `targetFen`, or null when nothing does: a bounded
 * knapsack, one layer for each value, solved in steps of the smallest chip.
 */
export function fewestPieces(targetFen: number, drawer: Drawer): Pieces | null {
  const step = Math.min(...drawer.map((slot) => slot.chipFen));
  if (targetFen < 0 || targetFen % step !== 0) return null;
  const target = targetFen / step;
  const unreachable = target + 1;
  let fewest = new Int32Array(target + 1).fill(unreachable);
  fewest[0] = 0;
  const taken: Int32Array[] = [];
  for (const slot of drawer) {
    const value = slot.chipFen / step;
    const next = fewest.slice();
    const takenHere = new Int32Array(target + 1);
    for (let start = 0; start + value <= target; start += 1) {
      const before = fewest[start] ?? unreachable;
      if (before >= unreachable) continue;
      const most = Math.min(Math.floor((target - start) / value), slot.count ?? target);
      for (let pieces = 1; pieces <= most; pieces += 1) {
        const amount = start + pieces * value;
        if (before + pieces >= (next[amount] ?? 0)) continue;
        next[amount] = before + pieces;
        takenHere[amount] = pieces;
      }
    }
    taken.push(takenHere);
    fewest = next;
  }
  if ((fewest[target] ?? unreachable) >= unreachable) return null;
  const pieces = new Map<number, number>();
  let left = target;
  for (let slot = drawer.length - 1; slot >= 0; slot -= 1) {
    const chipFen = drawer[slot]?.chipFen ?? step;
    const count = taken[slot]?.[left] ?? 0;
    if (count > 0) pieces.set(chipFen, count);
    left -= (count * chipFen) / step;
  }
  return pieces;
}

/** Always takes the dearest chip that still fits; null when that ends short of the target. */
export function greedyPieces(targetFen: number, drawer: Drawer): Pieces | null {
  const pieces = new Map<number, number>();
  let left = targetFen;
  for (const slot of [...drawer].sort((one, other) => other.chipFen - one.chipFen)) {
    const count = Math.min(Math.floor(left / slot.chipFen), slot.count ?? Infinity);
    if (count > 0) pieces.set(slot.chipFen, count);
    left -= count * slot.chipFen;
  }
  return left === 0 ? pieces : null;
}

export function countPieces(pieces: Pieces): number {
  return [...pieces.values()].reduce((sum, count) => sum + count, 0);
}

export function sumFen(pieces: Pieces): number {
  return [...pieces].reduce((sum, [chipFen, count]) => sum + chipFen * count, 0);
}
