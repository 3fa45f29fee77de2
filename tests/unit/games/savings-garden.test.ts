import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { botMoves } from '#games/bots.ts';
import { replay } from '#games/kit/replay.ts';
import { GardenDraft } from '#games/savings-garden/draft.ts';
import { orchardOf, totalsBySeason } from '#games/savings-garden/harvests.ts';
import { type GardenMove, type GardenState, savingsGarden } from '#games/savings-garden/rules.ts';
import { grainsPerYuan, growLump, growPlan, growSimply, sumOf } from '#games/savings-garden/rules-growth.ts';
import { misconceptionOfGuess } from '#games/savings-garden/rules-score.ts';

const yuan = (grains: number): number => Math.round((grains / grainsPerYuan) * 100) / 100;
const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

function runOf(
  split: { jar: number; garden: number; wild: number },
  guesses: readonly number[],
): GardenMove[] {
  const stretches = guesses.flatMap((guess): GardenMove[] => [
    { kind: 'share', ...split },
    { kind: 'guess', yuan: guess },
    ...times(4, 0).map((): GardenMove => ({ kind: 'grow' })),
    { kind: 'explain', reason: 'growth' },
  ]);
  return [...stretches, { kind: 'compare' }];
}

function finished(
  moves: readonly GardenMove[],
  seed = 7,
): ReturnType<typeof savingsGarden.score> & { state: GardenState } {
  const run = replay(savingsGarden, seed, 'C', moves);
  if (!run.ok) throw new Error(run.problem);
  return { ...run.value.score, state: run.value.state };
}

describe('the figures of the curriculum', () => {
  test('ten a season for twelve seasons at 5 % come to 159.17, in the jar to 120', () => {
    expect(yuan(growPlan(times(12, 10)))).toBe(159.17);
    expect(yuan(growPlan(times(12, 10), 0))).toBe(120);
  });

  test('the first six seasons and then waiting bring 91.15, the last six 68.02', () => {
    expect(yuan(growPlan([...times(6, 10), ...times(6, 0)]))).toBe(91.15);
    expect(yuan(growPlan([...times(6, 0), ...times(6, 10)]))).toBe(68.02);
  });

  test('100 at once for twelve seasons is 160 with simple and 179.59 with compound growth', () => {
    expect(yuan(growSimply(100, 12))).toBe(160);
    expect(yuan(growLump(100, 12))).toBe(179.59);
  });

  test('the wild plot grows by the garden’s rate on average, and swings', () => {
    const ends = Array.from({ length: 4000 }, (_, seed) =>
      sumOf(finished(runOf({ jar: 0, garden: 0, wild: 10 }, [43, 95, 159]), seed).state.holdings),
    );
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
    expect(Math.abs(yuan(mean) - 159.17)).toBeLessThan(3);
    expect(yuan(Math.min(...ends))).toBeLessThan(100);
    expect(yuan(Math.max(...ends))).toBeGreaterThan(250);
  });
});

describe('playing', () => {
  test('everything in the garden with the right guesses earns all of it', () => {
    const run = finished(runOf({ jar: 0, garden: 10, wild: 0 }, [43, 95, 159]));
    expect(yuan(sumOf(run.state.holdings))).toBe(159.17);
    expect(run.totalBp).toBeGreaterThan(9950);
  });

  test('the jar alone misses the goal and still finishes', () => {
    const run = finished(runOf({ jar: 10, garden: 0, wild: 0 }, [40, 80, 120]));
    expect(run.parts.find(({ id }) => id === 'goal')?.scoreBp).toBeLessThan(4000);
    expect(run.parts.find(({ id }) => id === 'buffer')?.scoreBp).toBe(0);
    expect(run.parts.find(({ id }) => id === 'prediction')?.scoreBp).toBe(4000);
  });

  test('income that is not all shared out is refused', () => {
    const state = savingsGarden.start(1, 'C');
    expect(savingsGarden.play(state, { kind: 'share', jar: 3, garden: 3, wild: 3 })).toEqual({
      ok: false,
      problem: 'not-all-shared',
    });
  });

  test('a move out of turn is refused and changes nothing', () => {
    const state = savingsGarden.start(1, 'C');
    expect(savingsGarden.play(state, { kind: 'grow' }).ok).toBe(false);
    expect(savingsGarden.play(state, { kind: 'guess', yuan: 40 }).ok).toBe(false);
  });
});

describe('what a guess tells', () => {
  const stretch = (guess: number, index = 2) => {
    const right = [43, 95, 159];
    right[index] = guess;
    const found = finished(runOf({ jar: 0, garden: 10, wild: 0 }, right)).state.stretches[index];
    if (!found) throw new Error('The run has three stretches.');
    return found;
  };

  test.each([
    [135, 'M-INT-LIN', 'adds the income without any growth'],
    [154, 'M-INT-LIN', 'lets the first sum grow and forgets that growth grows'],
    [110, 'M-SAVE-TIME', 'thinks of one season instead of four'],
    [159, null, 'is right'],
    [300, null, 'is far off without a pattern'],
  ])('%i is %s: %s', (guess, code, _why) => {
    expect(misconceptionOfGuess(stretch(guess))).toBe(code);
  });

  test('putting everything on the wild plot is named', () => {
    const run = replay(savingsGarden, 3, 'C', runOf({ jar: 0, garden: 0, wild: 10 }, [43, 95, 159]));
    if (!run.ok) throw new Error(run.problem);
    expect(run.value.evidence.map(({ misconception }) => misconception)).toContain('M-RISK-HIGH');
  });
});

describe('what is drawn', () => {
  const played = (moves: readonly GardenMove[]): GardenState =>
    moves.reduce(
      (state, move) => {
        const next = savingsGarden.play(state, move);
        if (!next.ok) throw new Error(next.problem);
        return next.value;
      },
      savingsGarden.start(11, 'C'),
    );

  test('the trees from income, from fruit and from the fruit of fruit add up to the garden', () => {
    const { planted, grown, grownAgain } = orchardOf(
      played(runOf({ jar: 0, garden: 10, wild: 0 }, [43, 95, 159])),
    );
    expect([yuan(planted), yuan(grown), yuan(grownAgain)]).toEqual([120, 33, 6.17]);
  });

  test('the first season brings the income only, the second its first fruit', () => {
    const moves = runOf({ jar: 0, garden: 10, wild: 0 }, [43]);
    expect(orchardOf(played(moves.slice(0, 3)))).toEqual({ planted: 100_000, grown: 0, grownAgain: 0 });
    expect(orchardOf(played(moves.slice(0, 4)))).toEqual({ planted: 200_000, grown: 5000, grownAgain: 0 });
  });

  test('each season has its bar, the last as high as the total, in the middle of a stretch too', () => {
    const moves = runOf({ jar: 2, garden: 3, wild: 5 }, [43, 95, 159]);
    for (const count of [3, 6, 10, moves.length]) {
      const state = played(moves.slice(0, count));
      const totals = totalsBySeason(state);
      expect(totals).toHaveLength(state.season);
      expect(totals.at(-1)).toBe(sumOf(state.holdings));
    }
  });

  test('a draft keeps within the income and within three digits', () => {
    const draft = new GardenDraft();
    expect(draft.shift('jar', -1)).toBe(false);
    for (let yuans = 0; yuans < 10; yuans += 1) expect(draft.shift('garden', 1)).toBe(true);
    expect(draft.shift('wild', 1)).toBe(false);
    expect(draft.left).toBe(0);
    for (const digit of '01599') draft.type(digit);
    expect(draft.guess).toBe('159');
    draft.erase();
    draft.step(-1);
    expect(draft.guess).toBe('14');
  });
});

describe('the log', () => {
  const pupil = fc.record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    skillBp: fc.integer({ min: 0, max: 10_000 }),
  });

  test('any legal log replays to the same state', () => {
    fc.assert(
      fc.property(pupil, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (who, seed) => {
        const moves = botMoves('savings-garden', { seed, band: 'C' }, who);
        expect(replay(savingsGarden, seed, 'C', moves)).toEqual(replay(savingsGarden, seed, 'C', moves));
      }),
    );
  });

  test('a cut, lengthened or forged log is refused', () => {
    const moves = botMoves('savings-garden', { seed: 5, band: 'C' }, { seed: 1, skillBp: 9000 });
    expect(replay(savingsGarden, 5, 'C', moves).ok).toBe(true);
    expect(replay(savingsGarden, 5, 'C', moves.slice(0, -1))).toMatchObject({
      problem: 'move-log-unfinished',
    });
    expect(replay(savingsGarden, 5, 'C', [...moves, { kind: 'grow' }])).toMatchObject({
      problem: 'move-log-impossible',
    });
    expect(replay(savingsGarden, 5, 'C', [{ kind: 'guess', yuan: 1e9 }, ...moves.slice(1)]).ok).toBe(false);
    expect(replay(savingsGarden, 5, 'C', [{ ...(moves[0] as object), bonus: 1 }, ...moves.slice(1)]).ok).toBe(
      false,
    );
  });
});
