import { z } from 'zod';

import { ok, refuse } from '#domain/result.ts';

import { type Band, defineGame } from '../kit/define-game.ts';
import { nextBelow } from '../kit/random.ts';

import { type Holdings, passSeason, type Split, sumOf } from './rules-growth.ts';
import {
  evidenceOf,
  incomeYuan,
  type Reason,
  reasons,
  scoreStretches,
  seasonsInStretch,
  type Stretch,
} from './rules-score.ts';

export const seasonCount = 12;
/** A guess above this is a slip of the finger. */
export const highestGuessYuan = 999;

/** share: split the income; guess: predict; grow: seasons pass; explain: say why it came out so; compare: see the other ways. */
export type Phase = 'share' | 'guess' | 'grow' | 'explain' | 'compare' | 'done';

export interface GardenState {
  readonly seed: number;
  readonly band: Band;
  readonly random: number;
  readonly phase: Phase;
  /** Seasons that have passed, 0..12. */
  readonly season: number;
  readonly holdings: Holdings;
  /** What lay in each place when this stretch began. */
  readonly startOfStretch: Holdings;
  readonly split: Split | null;
  readonly predictedYuan: number | null;
  /** The wild plot's seasons so far: true for a good one. */
  readonly wildSeasons: readonly boolean[];
  readonly stretches: readonly Stretch[];
}

const share = z.int().min(0).max(incomeYuan);

export const gardenMove = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), jar: share, garden: share, wild: share }),
  z.strictObject({ kind: z.literal('guess'), yuan: z.int().min(0).max(highestGuessYuan) }),
  z.strictObject({ kind: z.literal('grow') }),
  z.strictObject({ kind: z.literal('explain'), reason: z.enum(reasons) }),
  z.strictObject({ kind: z.literal('compare') }),
]);
export type GardenMove = z.infer<typeof gardenMove>;

const empty: Holdings = { jar: 0, garden: 0, wild: 0 };

export const savingsGarden = defineGame<GardenState, GardenMove>({
  id: 'savings-garden',
  version: 1,
  bands: ['C'],
  maxMoves: (seasonCount / seasonsInStretch) * (seasonsInStretch + 3) + 1,
  move: gardenMove,

  start: (seed, band) => ({
    seed,
    band,
    random: seed,
    phase: 'share',
    season: 0,
    holdings: empty,
    startOfStretch: empty,
    split: null,
    predictedYuan: null,
    wildSeasons: [],
    stretches: [],
  }),

  play(state, move) {
    if (move.kind !== state.phase) return refuse(state.phase === 'done' ? 'finished' : 'not-yet');
    switch (move.kind) {
      case 'share': {
        const { jar, garden, wild } = move;
        if (jar + garden + wild !== incomeYuan) return refuse('not-all-shared');
        return ok({ ...state, phase: 'guess', split: { jar, garden, wild }, startOfStretch: state.holdings });
      }
      case 'guess':
        return ok({ ...state, phase: 'grow', predictedYuan: move.yuan });
      case 'grow':
        return ok(growOneSeason(state));
      case 'explain':
        return ok(endStretch(state, move.reason));
      case 'compare':
        return ok({ ...state, phase: 'done' });
    }
  },

  isFinished: (state) => state.phase === 'done',
  // Three stretches and the look at the other ways: four turns, one for each of four teams.
  turnOf: (state) => state.stretches.length,
  score: (state) => scoreStretches(state.stretches, sumOf(state.holdings)),
  evidence: (state) => evidenceOf(state.stretches, sumOf(state.holdings)),
});

function growOneSeason(state: GardenState): GardenState {
  const coin = nextBelow(state.random, 2);
  const wildGrows = coin.value === 1;
  const season = state.season + 1;
  return {
    ...state,
    random: coin.state,
    season,
    holdings: passSeason(state.holdings, state.split ?? empty, wildGrows),
    wildSeasons: [...state.wildSeasons, wildGrows],
    phase: season % seasonsInStretch === 0 ? 'explain' : 'grow',
  };
}

function endStretch(state: GardenState, reason: Reason): GardenState {
  const { startOfStretch: start, holdings: end, split, predictedYuan } = state;
  if (split === null || predictedYuan === null) throw new Error('A stretch has a plan and a guess.');
  return {
    ...state,
    phase: state.season === seasonCount ? 'compare' : 'share',
    split: null,
    predictedYuan: null,
    stretches: [...state.stretches, { start, split, predictedYuan, end, reason }],
  };
}
