import { z } from 'zod';

import { ok, refuse } from '#domain/result.ts';

import { type Band, defineGame } from '../kit/define-game.ts';

import { drawBandATasks, type TellerTask } from './rules-customers.ts';
import { countPieces, type Drawer, fewestPieces } from './rules-drawer.ts';
import { evidenceOf, scoreServed, type Served } from './rules-score.ts';

/** More pieces than this do not fit on the tray. */
export const trayHolds = 24;

export interface TellerState {
  readonly seed: number;
  readonly band: Band;
  readonly drawer: Drawer;
  readonly customers: readonly TellerTask[];
  readonly served: readonly Served[];
  /** Chips on the tray in the order in which they were put there. */
  readonly tray: readonly number[];
  /** What the pupil counted on the tray as it lies; null until it is counted. */
  readonly countedFen: number | null;
  readonly tries: number;
  readonly alwaysCounted: boolean;
  readonly firstWrong: Served['firstWrong'];
  /** How far the tray that came back was off: above zero too much, below zero too little. */
  readonly returnedGapFen: number | null;
}

export const tellerMove = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), chipFen: z.int().positive() }),
  z.strictObject({ kind: z.literal('take'), chipFen: z.int().positive() }),
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('hand-over') }),
]);
export type TellerMove = z.infer<typeof tellerMove>;

const bandADrawer: Drawer = [2000, 1000, 500, 100].map((chipFen) => ({ chipFen, count: null }));

export function trayFen(state: TellerState): number {
  return state.tray.reduce((sum, chipFen) => sum + chipFen, 0);
}

/** The customer at the counter, or null when everybody has gone home. */
export function customerNow(state: TellerState): TellerTask | null {
  return state.customers[state.served.length] ?? null;
}

export const littleTeller = defineGame<TellerState, TellerMove>({
  id: 'little-teller',
  version: 1,
  bands: ['A'],
  maxMoves: 1000,
  move: tellerMove,

  start(seed, band) {
    return {
      seed,
      band,
      drawer: bandADrawer,
      customers: drawBandATasks(seed).tasks,
      served: [],
      tray: [],
      countedFen: null,
      tries: 0,
      alwaysCounted: true,
      firstWrong: null,
      returnedGapFen: null,
    };
  },

  play(state, move) {
    const task = customerNow(state);
    if (!task) return refuse('finished');
    switch (move.kind) {
      case 'add': {
        if (!state.drawer.some((slot) => slot.chipFen === move.chipFen)) return refuse('no-such-chip');
        if (state.tray.length >= trayHolds) return refuse('tray-full');
        const tray = [...state.tray, move.chipFen];
        return ok({ ...state, tray, countedFen: null, returnedGapFen: null });
      }
      case 'take': {
        const place = state.tray.lastIndexOf(move.chipFen);
        if (place < 0) return refuse('not-on-tray');
        return ok({ ...state, tray: state.tray.toSpliced(place, 1), countedFen: null, returnedGapFen: null });
      }
      case 'count':
        if (state.tray.length === 0) return refuse('tray-empty');
        if (state.countedFen !== null) return refuse('already-counted');
        return ok({ ...state, countedFen: trayFen(state) });
      case 'hand-over':
        if (state.tray.length === 0) return refuse('tray-empty');
        return ok(handOver(state, task));
    }
  },

  isFinished: (state) => customerNow(state) === null,
  turnOf: (state) => Math.min(state.served.length, state.customers.length - 1),
  score: (state) => scoreServed(state.served),
  evidence: (state) => evidenceOf(state.served),
});

function handOver(state: TellerState, task: TellerTask): TellerState {
  const handedFen = trayFen(state);
  const tries = state.tries + 1;
  const alwaysCounted = state.alwaysCounted && state.countedFen !== null;
  if (handedFen !== task.targetFen) {
    const firstWrong = state.firstWrong ?? { trayFen: handedFen, pieces: state.tray.length };
    return { ...state, tries, alwaysCounted, firstWrong, returnedGapFen: handedFen - task.targetFen };
  }
  const fewest = fewestPieces(task.targetFen, state.drawer);
  const served: Served = {
    task,
    tries,
    alwaysCounted,
    pieces: state.tray.length,
    fewestPieces: fewest ? countPieces(fewest) : state.tray.length,
    firstWrong: state.firstWrong,
  };
  return {
    ...state,
    served: [...state.served, served],
    tray: [],
    countedFen: null,
    tries: 0,
    alwaysCounted: true,
    firstWrong: null,
    returnedGapFen: null,
  };
}
