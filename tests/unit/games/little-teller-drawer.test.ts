import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  countPieces,
  type Drawer,
  fewestPieces,
  greedyPieces,
  sumFen,
} from '#games/little-teller/rules-drawer.ts';
import {
  drawDrawerTask,
  type DrawerTask,
  drawSolvableTask,
  isGreedyTrap,
  isTightDrawer,
} from '#games/little-teller/rules-tight-drawers.ts';

const tight: Drawer = [
  { chipFen: 5000, count: 1 },
  { chipFen: 2000, count: 3 },
  { chipFen: 100, count: 6 },
];
const chips: Drawer = [2000, 1000, 500, 100].map((chipFen) => ({ chipFen, count: null }));

function tasks(count: number, wanted: (task: DrawerTask) => boolean): DrawerTask[] {
  const found: DrawerTask[] = [];
  for (let random = 20_261; found.length < count;) {
    const task = drawDrawerTask(random);
    if (wanted(task)) found.push(task);
    random = task.random;
  }
  return found;
}

/** All ways to choose from the drawer, for small drawers only. */
function fewestByTrying(targetFen: number, drawer: Drawer): number | null {
  const [slot, ...rest] = drawer;
  if (!slot) return targetFen === 0 ? 0 : null;
  let fewest: number | null = null;
  for (let taken = 0; taken * slot.chipFen <= targetFen && taken <= (slot.count ?? Infinity); taken += 1) {
    const others = fewestByTrying(targetFen - taken * slot.chipFen, rest);
    if (others !== null && (fewest === null || others + taken < fewest)) fewest = others + taken;
  }
  return fewest;
}

describe('the fewest pieces', () => {
  it.each<[number, number]>([
    [100, 1],
    [1300, 4],
    [1700, 4],
    [2000, 1],
    [1900, 6],
  ])('for %d fen from band A chips are %d', (targetFen, pieces) => {
    expect(countPieces(fewestPieces(targetFen, chips) ?? new Map())).toBe(pieces);
  });

  it('are found where the dearest chip leads astray', () => {
    expect(greedyPieces(6000, tight)).toBeNull();
    expect(fewestPieces(6000, tight)).toEqual(new Map([[2000, 3]]));
  });

  it('are null when the drawer cannot make the amount', () => {
    expect(fewestPieces(1500, tight)).toBeNull();
    expect(fewestPieces(50, chips)).toBeNull();
    expect(fewestPieces(-100, chips)).toBeNull();
  });

  it('agree with trying every way, and never ask for more than there is', () => {
    const slot = fc.record({ chipFen: fc.constantFrom(100, 500, 1000, 2000, 5000), count: fc.nat(4) });
    const drawers = fc.uniqueArray(slot, { selector: (one) => one.chipFen, minLength: 1 });
    fc.assert(
      fc.property(drawers, fc.integer({ min: 1, max: 120 }), (drawer, yuan) => {
        const pieces = fewestPieces(yuan * 100, drawer);
        expect(pieces ? countPieces(pieces) : null).toBe(fewestByTrying(yuan * 100, drawer));
        if (!pieces) return;
        expect(sumFen(pieces)).toBe(yuan * 100);
        for (const { chipFen, count } of drawer) expect(pieces.get(chipFen) ?? 0).toBeLessThanOrEqual(count);
      }),
    );
  });
});

describe('limited drawers', () => {
  it('can make 63 % of the amounts below 100 yuan that fall', () => {
    const all = tasks(3000, () => true);
    const solvable = all.filter(({ targetFen, drawer }) => fewestPieces(targetFen, drawer)).length;
    expect(Math.abs(solvable / all.length - 0.63)).toBeLessThan(0.02);
  });

  it('when tight, mislead whoever takes the dearest chip first in 19 % of the tasks they can solve', () => {
    const solvable = tasks(1500, (task) => isTightDrawer(task.drawer)).filter(({ targetFen, drawer }) =>
      fewestPieces(targetFen, drawer),
    );
    const traps = solvable.filter(isGreedyTrap).length;
    expect(Math.abs(traps / solvable.length - 0.19)).toBeLessThan(0.02);
  });

  it('are drawn again until the amount can be made', () => {
    fc.assert(
      fc.property(fc.integer(), (random) => {
        const { targetFen, drawer } = drawSolvableTask(random);
        expect(fewestPieces(targetFen, drawer)).not.toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});
