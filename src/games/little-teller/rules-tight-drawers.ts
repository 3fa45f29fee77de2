import { nextBelow } from '../kit/random.ts';

import { type Drawer, fewestPieces, greedyPieces } from './rules-drawer.ts';

/** How many of each chip a limited drawer of the upper grades may hold. */
const limits = [
  { chipFen: 10000, least: 1, most: 1 },
  { chipFen: 5000, least: 0, most: 2 },
  { chipFen: 2000, least: 1, most: 4 },
  { chipFen: 1000, least: 0, most: 3 },
  { chipFen: 500, least: 0, most: 3 },
  { chipFen: 100, least: 2, most: 6 },
  { chipFen: 50, least: 0, most: 2 },
  { chipFen: 10, least: 3, most: 9 },
] as const;

/** Amounts of a limited drawer lie below 100 yuan, in whole jiao. */
const jiaoBelow = 1000;
const fenPerJiao = 10;

export interface DrawerTask {
  readonly drawer: Drawer;
  readonly targetFen: number;
  readonly random: number;
}

/** A drawer and an amount as they fall; whether the drawer can make the amount is another question. */
export function drawDrawerTask(random: number): DrawerTask {
  let state = random;
  const drawer = limits.map(({ chipFen, least, most }) => {
    const draw = nextBelow(state, most - least + 1);
    state = draw.state;
    return { chipFen, count: least + draw.value };
  });
  const amount = nextBelow(state, jiaoBelow - 1);
  return { drawer, targetFen: (amount.value + 1) * fenPerJiao, random: amount.state };
}

/** Draws until the drawer can make the amount. */
export function drawSolvableTask(random: number): DrawerTask {
  let task = drawDrawerTask(random);
  while (!fewestPieces(task.targetFen, task.drawer)) task = drawDrawerTask(task.random);
  return task;
}

/** Where taking the dearest chip first goes astray: a 50, three 20s or more, no 10 and hardly a 5. */
export function isTightDrawer(drawer: Drawer): boolean {
  const has = (chipFen: number): number => drawer.find((slot) => slot.chipFen === chipFen)?.count ?? 0;
  return has(5000) >= 1 && has(2000) >= 3 && has(1000) === 0 && has(500) <= 1;
}

/** Solvable, but not by taking the dearest chip first. */
export function isGreedyTrap({ targetFen, drawer }: DrawerTask): boolean {
  return fewestPieces(targetFen, drawer) !== null && greedyPieces(targetFen, drawer) === null;
}
