import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GameController } from '#games/kit/controller.ts';
import { replay } from '#games/kit/replay.ts';
import {
  type BridgeMove,
  type BridgeState,
  choicesOf,
  harvestOf,
  phaseOf,
  playBridge,
  promiseBridge,
  reasons,
  startBridge,
  totalOf,
} from '#games/promise-bridge/rules.ts';
import {
  cropOf,
  gapInRain,
  offerFor,
  promiseFor,
  starsAfter,
  villageOf,
  type VillageNumbers,
} from '#games/promise-bridge/rules-village.ts';

const keep: BridgeMove = { kind: 'keep' };
const tell: BridgeMove = { kind: 'tell' };
const silent: BridgeMove = { kind: 'silent' };
const help: BridgeMove = { kind: 'help' };
const reflect: BridgeMove = { kind: 'reflect', reason: 'others' };
const promise = (bags: number): BridgeMove => ({ kind: 'promise', bags });

type Settle = (state: BridgeState) => BridgeMove;
const yearOf = (state: BridgeState): number => state.history.length + 1;
const keepOrTell: Settle = ({ year }) => (year?.able ? keep : tell);
const bad = ({ year }: BridgeState): boolean => year?.weather === 'rain';

/** Takes every offer in full and settles by a strategy. */
function nextMove(state: BridgeState, settle: Settle): BridgeMove {
  const phase = phaseOf(state);
  if (phase === 'help') return help;
  if (phase === 'reflect') return reflect;
  return phase === 'promise' ? promise(offerFor(state.starQuarters)) : settle(state);
}

function play(seed: number, settle: Settle, numbers: VillageNumbers = villageOf('R')): BridgeState {
  let state = startBridge(seed, 'R', numbers);
  while (phaseOf(state) !== 'over') {
    const next = playBridge(state, nextMove(state, settle), numbers);
    if (!next.ok) throw new Error(next.problem);
    state = next.value;
  }
  return state;
}

/** The mean total over 5,000 seeds. */
function mean(settle: Settle, numbers?: VillageNumbers): number {
  const seeds = 5000;
  let sum = 0;
  for (let seed = 0; seed < seeds; seed += 1) sum += totalOf(play(seed, settle, numbers), numbers);
  return sum / seeds;
}

function run(band: 'P' | 'Q' | 'R', seed: number, moves: readonly BridgeMove[]) {
  const controller = new GameController(promiseBridge, seed, band);
  const replies = moves.map((move) => controller.play(move));
  return { controller, replies, state: controller.state };
}

/** Seeds whose first year is as asked. */
function seedWith(band: 'P' | 'Q', fits: (state: BridgeState) => boolean, before: BridgeMove[] = []): number {
  for (let seed = 0; seed < 500; seed += 1) {
    const { state, replies } = run(band, seed, before);
    if (replies.every((reply) => reply.ok) && fits(state)) return seed;
  }
  throw new Error('No seed fits.');
}

const legalMove = fc.oneof(
  fc.constantFrom(1, 2, 3, 4).map(promise),
  fc.constantFrom(keep, tell, silent, help, keep, tell, reflect),
);

describe('the village', () => {
  it.each([
    [20, 4],
    [18, 4],
    [14, 4],
    [13, 3],
    [12, 3],
    [10, 3],
    [9, 2],
    [6, 2],
    [5, 1],
    [4, 1],
    [0, 1],
  ])('offers for %i quarter stars %i bags', (quarters, bags) => {
    expect(offerFor(quarters)).toBe(bags);
  });

  it('is promised half as much again, rounded up', () => {
    expect([1, 2, 3, 4].map(promiseFor)).toEqual([2, 3, 5, 6]);
  });

  it('harvests three bags for one in sun and one for one in rain', () => {
    expect([1, 2, 3, 4].map((bags) => cropOf(bags, 'sun'))).toEqual([3, 6, 9, 12]);
    expect([1, 2, 3, 4].map((bags) => cropOf(bags, 'rain'))).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['kept', 12, 0, 14],
    ['kept', 19, 0, 20],
    ['kept', 11, 3, 12],
    ['told', 12, 0, 11],
    ['told', 0, 0, 0],
    ['silent', 12, 0, 4],
    ['silent', 5, 0, 0],
  ] as const)('turns a %s promise at %i quarters into %s', (mark, before, capped, after) => {
    expect(starsAfter(before, mark, capped)).toBe(after);
  });

  it('sees how much rain would leave missing', () => {
    expect(gapInRain(3, 0, 0)).toBe(2);
    expect(gapInRain(2, 1, 0)).toBe(0);
    expect(gapInRain(4, 2, 1)).toBe(1);
  });
});

describe('the figures of the curriculum over 5,000 seeds', () => {
  const tolerance = 0.6;
  it.each<[string, Settle, number]>([
    ['keeping, and telling when it cannot be kept', keepOrTell, 61.7],
    ['telling whenever the weather is bad', (state) => (bad(state) ? tell : keepOrTell(state)), 60.9],
    ['silence whenever the weather is bad', (state) => (bad(state) ? silent : keepOrTell(state)), 46.3],
    ['silence from year 8', (state) => (yearOf(state) >= 8 ? silent : keepOrTell(state)), 50.4],
    ['silence from year 10', (state) => (yearOf(state) >= 10 ? silent : keepOrTell(state)), 57.5],
    ['silence in the first two years', (state) => (yearOf(state) <= 2 ? silent : keepOrTell(state)), 30.7],
    ['silence always', () => silent, 15.6],
  ])('%s', (_, settle, figure) => {
    expect(Math.abs(mean(settle) - figure)).toBeLessThan(tolerance);
  });

  it('without worth of stars and without a memory, late silence would win by 45.3 to 41.2', () => {
    const forgetful: VillageNumbers = { ...villageOf('R'), remembersYears: 0, bagsPerQuarter: 0 };
    // These two figures come from a pupil who falls silent where a promise cannot be kept.
    const keepOrHide: Settle = ({ year }) => (year?.able ? keep : silent);
    const late = mean((state) => (yearOf(state) >= 8 ? silent : keepOrHide(state)), forgetful);
    const honest = mean(keepOrHide, forgetful);
    expect(Math.abs(late - 45.3)).toBeLessThan(tolerance);
    expect(Math.abs(honest - 41.2)).toBeLessThan(tolerance);
  });
});

describe('a run of band Q or R', () => {
  it('starts with three stars and an empty barn and has 8 to 12 years', () => {
    const lengths = new Set<number>();
    for (let seed = 0; seed < 400; seed += 1) {
      const state = promiseBridge.start(seed, 'Q');
      expect([state.starQuarters, state.barn]).toEqual([12, 0]);
      lengths.add(state.years);
    }
    expect([...lengths].sort((one, other) => one - other)).toEqual([8, 9, 10, 11, 12]);
  });

  it('is wet one year in five', () => {
    let wet = 0;
    let years = 0;
    for (let seed = 0; seed < 2000; seed += 1)
      for (const year of play(seed, keepOrTell).history) {
        years += 1;
        if ('weather' in year && year.weather === 'rain') wet += 1;
      }
    expect(wet / years).toBeGreaterThan(0.19);
    expect(wet / years).toBeLessThan(0.21);
  });

  it('lets any number up to the offer be promised', () => {
    expect(choicesOf(promiseBridge.start(1, 'R'))).toEqual([1, 2, 3]);
  });

  it('pays what is left of a told promise in the next year', () => {
    const seed = seedWith('Q', (state) => bad(state), [promise(3)]);
    const told = run('Q', seed, [promise(3), tell]).state;
    expect([told.debt, told.barn, told.starQuarters]).toEqual([2, 0, 11]);
    const next = run('Q', seed, [promise(3), tell, promise(3)]).state;
    expect(next.year?.due).toBe(7);
  });

  it('leaves the crop with whoever stays silent, at the price of two stars', () => {
    const seed = seedWith('Q', (state) => !bad(state), [promise(3)]);
    const { state } = run('Q', seed, [promise(3), silent]);
    expect([state.barn, state.debt, state.starQuarters, state.cappedYears]).toEqual([9, 0, 4, 5]);
  });

  it('holds the stars at three for five years after silence, and then no longer', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { history } = play(seed, (state) => (yearOf(state) === 1 ? silent : keepOrTell(state)));
        expect(history.slice(0, 6).every((year) => year.starQuarters <= 12)).toBe(true);
      }),
    );
    let later = 0;
    for (let seed = 0; seed < 200; seed += 1)
      later = Math.max(
        later,
        ...play(seed, (state) => (yearOf(state) === 3 ? silent : keepOrTell(state))).history.map(
          (year, place) => (place > 7 ? year.starQuarters : 0),
        ),
      );
    expect(later).toBeGreaterThan(12);
  });

  it('gives a quarter star for a year of helping where nobody lends', () => {
    const { state, replies } = run('R', 5, [promise(3), silent, promise(1), silent, help, promise(1)]);
    expect(state.starQuarters).toBe(1);
    expect(replies.at(-1)).toEqual({ ok: false, problem: 'nobody-lends' });
  });
});

describe('a run of band P', () => {
  it('has six years, two of them wet, one after the other, and never the first', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let state = promiseBridge.start(seed, 'P');
        const wet: number[] = [];
        while (phaseOf(state) !== 'over') {
          if (bad(state)) wet.push(yearOf(state));
          const next = promiseBridge.play(state, nextMove(state, keepOrTell));
          if (!next.ok) throw new Error(next.problem);
          state = next.value;
        }
        expect(state.history).toHaveLength(6);
        expect(wet).toHaveLength(2);
        expect(wet[0]).toBeGreaterThan(1);
        expect(wet[1]).toBe((wet[0] ?? 0) + 1);
      }),
    );
  });

  it('brings everyone who takes every offer a year in which the promise cannot be kept', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      let state = promiseBridge.start(seed, 'P');
      let unable = 0;
      while (phaseOf(state) !== 'over') {
        if (state.year && !state.year.able) unable += 1;
        const next = promiseBridge.play(state, nextMove(state, keepOrTell));
        if (!next.ok) throw new Error(next.problem);
        state = next.value;
      }
      expect(unable).toBeGreaterThan(0);
    }
  });

  it('keeps two bags in the barn and takes the rest home', () => {
    const { state } = run('P', 3, [promise(3), keep]);
    expect([state.barn, state.home, harvestOf(state)]).toEqual([2, 3, 5]);
  });

  it('offers the whole or half', () => {
    expect(choicesOf(promiseBridge.start(1, 'P'))).toEqual([2, 3]);
    expect(choicesOf({ ...promiseBridge.start(1, 'P'), starQuarters: 4 })).toEqual([1]);
  });

  it('ends with a look back that changes no score', () => {
    const { controller } = run('P', 3, []);
    while (phaseOf(controller.state) !== 'reflect') controller.play(nextMove(controller.state, keepOrTell));
    expect(controller.finished).toBe(false);
    expect(controller.play(keep)).toEqual({ ok: false, problem: 'far-bank-reached' });
    const before = promiseBridge.score(controller.state);
    for (const reason of reasons) {
      const end = promiseBridge.play(controller.state, { kind: 'reflect', reason });
      expect(end.ok && promiseBridge.score(end.value)).toEqual(before);
    }
  });

  it('lends again after one year of helping', () => {
    const { state } = run('P', 3, [promise(3), silent, promise(1), silent, help]);
    expect(phaseOf(state)).toBe('promise');
  });
});

describe('a move', () => {
  const sunny = seedWith('Q', (state) => !bad(state), [promise(3)]);
  const wet = seedWith('Q', (state) => bad(state), [promise(3)]);
  it.each<[string, number, BridgeMove[], string]>([
    ['a promise above the offer', sunny, [promise(4)], 'not-offered'],
    ['a promise before the last one is settled', sunny, [promise(3), promise(3)], 'promise-is-due'],
    ['keeping what was never promised', sunny, [keep], 'nothing-promised'],
    ['keeping with too little', wet, [promise(3), keep], 'too-little'],
    ['explaining a crop that suffices', sunny, [promise(3), tell], 'crop-suffices'],
    ['looking back on the way', sunny, [reflect], 'still-on-the-way'],
    ['helping while somebody lends', sunny, [help], 'somebody-lends'],
    ['keeping while nobody lends', sunny, [promise(3), silent, promise(1), silent, keep], 'nobody-lends'],
  ])('%s is refused', (_, seed, moves, problem) => {
    expect(run('Q', seed, moves).replies.at(-1)).toEqual({ ok: false, problem });
  });

  it('never makes bags or stars go below nothing or above the rules, in any log', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom<'P' | 'Q' | 'R'>('P', 'Q', 'R'),
        fc.array(legalMove, { maxLength: 60 }),
        (seed, band, moves) => {
          const { controller } = run(band, seed, moves);
          const { state } = controller;
          expect(controller.moves.length).toBeLessThanOrEqual(promiseBridge.maxMoves);
          for (const count of [state.barn, state.home, state.debt, state.starQuarters]) {
            expect(Number.isInteger(count)).toBe(true);
            expect(count).toBeGreaterThanOrEqual(0);
          }
          expect(state.starQuarters).toBeLessThanOrEqual(state.cappedYears > 0 ? 12 : 20);
          expect(state.history.length).toBeLessThanOrEqual(state.years);
        },
      ),
    );
  });
});

describe('the score', () => {
  const settled = (
    band: 'P' | 'R',
    seed: number,
    choose: (state: BridgeState) => BridgeMove,
  ): BridgeState => {
    let state = promiseBridge.start(seed, band);
    while (phaseOf(state) !== 'over') {
      const phase = phaseOf(state);
      const settles = phase === 'promise' || phase === 'settle';
      const next = promiseBridge.play(state, settles ? choose(state) : nextMove(state, choose));
      if (!next.ok) throw new Error(next.problem);
      state = next.value;
    }
    return state;
  };
  const wise = (state: BridgeState): number => {
    const gaps = choicesOf(state).map((bags) => gapInRain(bags, state.barn, state.debt));
    return choicesOf(state)[gaps.lastIndexOf(Math.min(...gaps))] ?? 1;
  };

  it.each(['P', 'R'] as const)('is full in band %s for wise promises, kept or told', (band) => {
    for (let seed = 0; seed < 40; seed += 1) {
      const state = settled(band, seed, (now) => (now.year ? keepOrTell(now) : promise(wise(now))));
      expect(promiseBridge.score(state).totalBp).toBe(10000);
    }
  });

  it('is at most the share for careful promises when nothing was kept or told', () => {
    const state = settled('P', 4, (now) => (now.year ? silent : promise(offerFor(now.starQuarters))));
    const { parts, totalBp } = promiseBridge.score(state);
    expect(parts.map((part) => part.scoreBp).slice(0, 2)).toEqual([0, 0]);
    expect(totalBp).toBeLessThanOrEqual(2000);
  });

  it('sums its parts, for any log', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(legalMove, { maxLength: 60 }), (seed, moves) => {
        const score = promiseBridge.score(run('R', seed, moves).state);
        expect(score.parts.reduce((sum, part) => sum + part.scoreBp, 0)).toBe(score.totalBp);
        expect(score.parts.reduce((sum, part) => sum + part.weightBp, 0)).toBe(10000);
        for (const part of score.parts) expect(part.scoreBp).toBeLessThanOrEqual(part.weightBp);
      }),
    );
  });
});

describe('evidence', () => {
  it('of silence stands for hiding', () => {
    const { state } = run('P', 3, [promise(2), silent]);
    expect(promiseBridge.evidence(state)[0]).toMatchObject({
      competency: 'keep-promises',
      scoreBp: 0,
      misconception: 'M-PRO-HIDE',
    });
  });

  it('of promising more than rain would leave stands for promising anything', () => {
    const whole = promiseBridge.evidence(run('P', 3, [promise(3), keep]).state);
    expect(whole[1]).toMatchObject({ scoreBp: 0, misconception: 'M-PRO-ANY' });
    const half = promiseBridge.evidence(run('P', 3, [promise(2), keep]).state);
    expect(half[1]).toMatchObject({ scoreBp: 10000, misconception: null });
  });

  it('says nothing of the size of promises where no choice would have mattered', () => {
    const { state } = run('P', 3, [promise(2), keep, promise(4), silent]);
    const sizes = promiseBridge.evidence(state).filter((piece) => piece.weightBp === 5000);
    expect(sizes).toHaveLength(1);
    expect(sizes[0]?.scoreBp).toBe(10000);
  });

  it('of trust is the share of five stars', () => {
    const last = promiseBridge.evidence(run('P', 3, [promise(2), keep]).state).at(-1);
    expect(last).toMatchObject({ competency: 'build-credit', scoreBp: 7000 });
  });
});

describe('replay', () => {
  it('of a finished log yields the state, score and evidence of the device', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom<'P' | 'Q' | 'R'>('P', 'Q', 'R'),
        fc.array(legalMove, { maxLength: 30 }),
        (seed, band, noise) => {
          const { controller } = run(band, seed, noise);
          while (!controller.finished) controller.play(nextMove(controller.state, keepOrTell));
          const wire: unknown = JSON.parse(JSON.stringify(controller.moves));
          expect(replay(promiseBridge, seed, band, wire as unknown[])).toEqual({
            ok: true,
            value: {
              state: controller.state,
              score: promiseBridge.score(controller.state),
              evidence: promiseBridge.evidence(controller.state),
            },
          });
        },
      ),
    );
  });

  const whole: readonly BridgeMove[] = (() => {
    const { controller } = run('P', 21, []);
    while (!controller.finished) controller.play(nextMove(controller.state, keepOrTell));
    return controller.moves;
  })();
  it.each<[string, unknown[], string]>([
    ['a log cut short', whole.slice(0, -1), 'move-log-unfinished'],
    ['a log cut in the middle', whole.slice(0, 5), 'move-log-unfinished'],
    [
      'a reason that does not exist',
      [...whole.slice(0, -1), { kind: 'reflect', reason: 'money' }],
      'move-log-impossible',
    ],
    ['no moves', [], 'move-log-unfinished'],
    ['a move after the end', [...whole, keep], 'move-log-impossible'],
    ['five bags', [promise(5), ...whole.slice(1)], 'move-log-impossible'],
    ['half a bag', [promise(1.5), ...whole.slice(1)], 'move-log-impossible'],
    ['an unknown move', [{ kind: 'win' }, ...whole], 'move-log-impossible'],
    ['a move with a score in it', [{ kind: 'keep', scoreBp: 10000 }, ...whole], 'move-log-impossible'],
    [
      'all wet promises kept',
      whole.map((move) => (move.kind === 'tell' ? keep : move)),
      'move-log-impossible',
    ],
    ['a log longer than any run', Array.from({ length: 26 }, () => keep), 'move-log-impossible'],
  ])('refuses %s', (_, moves, problem) => {
    expect(replay(promiseBridge, 21, 'P', moves)).toEqual({ ok: false, problem });
  });

  it('refuses a band that the game does not have', () => {
    expect(replay(promiseBridge, 21, 'A', whole).ok).toBe(false);
    expect(replay(promiseBridge, 21, 'P', whole).ok).toBe(true);
  });
});
