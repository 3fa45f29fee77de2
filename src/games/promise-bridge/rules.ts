import { z } from 'zod';

import { ok, refuse } from '#domain/result.ts';

import { type Band, defineGame } from '../kit/define-game.ts';
import { nextBelow } from '../kit/random.ts';

import { evidenceOf, scoreYears } from './rules-score.ts';
import {
  cappedQuarters,
  cropOf,
  firstQuarters,
  gapInRain,
  isTrusted,
  type Mark,
  mostQuarters,
  offerFor,
  promiseFor,
  starsAfter,
  villageOf,
  type VillageNumbers,
  type Weather,
} from './rules-village.ts';

/** A year under way: seeds are sown, the weather has been, the promise is due. */
export interface Year {
  readonly offered: number;
  readonly lent: number;
  readonly weather: Weather;
  readonly crop: number;
  /** What was promised this year and what is left of an earlier promise. */
  readonly due: number;
  readonly able: boolean;
  /** How many bags rain would leave missing: for what was promised, and at least for any of the choices. */
  readonly gapInRain: number;
  readonly smallestGap: number;
  /** False when every choice would leave the same gap. */
  readonly choiceMattered: boolean;
}

export type PastYear =
  | (Year & { readonly mark: Mark; readonly starQuarters: number })
  | { readonly mark: 'helped'; readonly starQuarters: number };

export interface BridgeState {
  readonly seed: number;
  readonly band: Band;
  readonly random: number;
  /** Hidden from the pupil where it varies. */
  readonly years: number;
  /** The first of two wet years, where they follow each other. */
  readonly wetFrom: number | null;
  readonly starQuarters: number;
  readonly barn: number;
  /** Bags that the barn had no room for. */
  readonly home: number;
  readonly debt: number;
  readonly cappedYears: number;
  readonly year: Year | null;
  readonly history: readonly PastYear[];
  /** Why one keeps a promise that nobody sees: the pupil's own answer at the far bank, never marked. */
  readonly reason: Reason | null;
}

/** I would know. Someone counts on it. Small ones make me ready for large ones. */
export const reasons = ['myself', 'others', 'practice'] as const;
export type Reason = (typeof reasons)[number];

export const bridgeMove = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('promise'), bags: z.int().min(1).max(4) }),
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('tell') }),
  z.strictObject({ kind: z.literal('silent') }),
  z.strictObject({ kind: z.literal('help') }),
  z.strictObject({ kind: z.literal('reflect'), reason: z.enum(reasons) }),
]);
export type BridgeMove = z.infer<typeof bridgeMove>;

/** promise: choose how much. settle: keep, tell or stay silent. help: nobody lends. reflect: the far bank. */
export type Phase = 'promise' | 'settle' | 'help' | 'reflect' | 'over';

export function phaseOf(state: BridgeState): Phase {
  if (state.reason) return 'over';
  if (state.history.length >= state.years) return 'reflect';
  if (state.year) return 'settle';
  return isTrusted(state.starQuarters) ? 'promise' : 'help';
}

/** How many bags can be taken this year, fewest first. */
export function choicesOf(state: BridgeState): readonly number[] {
  const offered = offerFor(state.starQuarters);
  if (!villageOf(state.band).halves) return Array.from({ length: offered }, (_, index) => index + 1);
  const half = Math.floor((offered + 1) / 2);
  return half === offered ? [offered] : [half, offered];
}

/** Bags at the end, after what is still owed was paid. */
export function harvestOf(state: BridgeState): number {
  const bags = state.barn + state.home;
  return state.history.length >= state.years ? Math.max(0, bags - state.debt) : bags;
}

/** Harvest and what the stars are worth in the next village. */
export function totalOf(state: BridgeState, numbers: VillageNumbers = villageOf(state.band)): number {
  return harvestOf(state) + state.starQuarters * numbers.bagsPerQuarter;
}

export function startBridge(
  seed: number,
  band: Band,
  numbers: VillageNumbers = villageOf(band),
): BridgeState {
  const length = nextBelow(seed, numbers.years.spread);
  const wet = nextBelow(length.state, 3);
  return {
    seed,
    band,
    random: wet.state,
    years: numbers.years.fewest + length.value,
    wetFrom: numbers.rainOneIn === null ? 2 + wet.value : null,
    starQuarters: firstQuarters,
    barn: numbers.barn.first,
    home: 0,
    debt: 0,
    cappedYears: 0,
    year: null,
    history: [],
    reason: null,
  };
}

/** One move by the numbers of any village: the tests also play villages that no band has. */
export function playBridge(
  state: BridgeState,
  move: BridgeMove,
  numbers: VillageNumbers = villageOf(state.band),
) {
  const phase = phaseOf(state);
  if (phase === 'over') return refuse('finished');
  if (move.kind === 'reflect')
    return phase === 'reflect' ? ok({ ...state, reason: move.reason }) : refuse('still-on-the-way');
  if (phase === 'reflect') return refuse('far-bank-reached');
  if (move.kind === 'help') return phase === 'help' ? ok(help(state, numbers)) : refuse('somebody-lends');
  if (move.kind === 'promise') {
    if (phase === 'help') return refuse('nobody-lends');
    if (phase === 'settle') return refuse('promise-is-due');
    if (!choicesOf(state).includes(move.bags)) return refuse('not-offered');
    return ok(sow(state, move.bags, numbers));
  }
  const { year } = state;
  if (!year) return refuse(phase === 'help' ? 'nobody-lends' : 'nothing-promised');
  if (move.kind === 'keep')
    return year.able ? ok(settle(state, year, 'kept', numbers)) : refuse('too-little');
  if (move.kind === 'tell') {
    // Whoever has harvested enough has nothing to explain.
    return year.crop < year.due ? ok(settle(state, year, 'told', numbers)) : refuse('crop-suffices');
  }
  return ok(settle(state, year, 'silent', numbers));
}

export const promiseBridge = defineGame<BridgeState, BridgeMove>({
  id: 'promise-bridge',
  version: 1,
  bands: ['P', 'Q', 'R'],
  maxMoves: 25,
  move: bridgeMove,
  start: (seed, band) => startBridge(seed, band),
  play: (state, move) => playBridge(state, move),
  isFinished: (state) => phaseOf(state) === 'over',
  turnOf: (state) => state.history.length,
  score: (state) => scoreYears(state.history),
  evidence: (state) => evidenceOf(state.history, state.starQuarters),
});

function sow(state: BridgeState, lent: number, numbers: VillageNumbers): BridgeState {
  const number = state.history.length + 1;
  let { random } = state;
  let wet = state.wetFrom === number || state.wetFrom === number - 1;
  if (numbers.rainOneIn !== null) {
    const draw = nextBelow(random, numbers.rainOneIn);
    random = draw.state;
    wet = draw.value === 0;
  }
  const weather = wet ? 'rain' : 'sun';
  const crop = cropOf(lent, weather);
  const due = promiseFor(lent) + state.debt;
  const gaps = choicesOf(state).map((bags) => gapInRain(bags, state.barn, state.debt));
  const year: Year = {
    offered: offerFor(state.starQuarters),
    lent,
    weather,
    crop,
    due,
    able: crop + state.barn >= due,
    gapInRain: gapInRain(lent, state.barn, state.debt),
    smallestGap: Math.min(...gaps),
    choiceMattered: Math.min(...gaps) < Math.max(...gaps),
  };
  return { ...state, random, year };
}

function settle(state: BridgeState, year: Year, mark: Mark, numbers: VillageNumbers): BridgeState {
  // Telling hands over the year's crop; silence hands over nothing, and the village writes it off.
  const paid = mark === 'kept' ? year.due : mark === 'told' ? year.crop : 0;
  const bags = state.barn + year.crop - paid;
  const barn = Math.min(bags, numbers.barn.holds ?? bags);
  const starQuarters = starsAfter(state.starQuarters, mark, state.cappedYears);
  return pass(
    {
      ...state,
      barn,
      home: state.home + bags - barn,
      debt: mark === 'told' ? year.due - paid : 0,
      year: null,
    },
    { ...year, mark, starQuarters },
    numbers,
  );
}

function help(state: BridgeState, numbers: VillageNumbers): BridgeState {
  const starQuarters = Math.min(mostQuarters, state.starQuarters + numbers.helpQuarters);
  return pass(state, { mark: 'helped', starQuarters }, numbers);
}

/** Ends a year: the village remembers silence for some years, and then no longer. */
function pass(state: BridgeState, past: PastYear, numbers: VillageNumbers): BridgeState {
  const cappedYears = past.mark === 'silent' ? numbers.remembersYears : Math.max(0, state.cappedYears - 1);
  const starQuarters = cappedYears > 0 ? Math.min(past.starQuarters, cappedQuarters) : past.starQuarters;
  return { ...state, starQuarters, cappedYears, history: [...state.history, { ...past, starQuarters }] };
}
