import { describe, expect, test } from 'vitest';

import { botMoves } from '#games/bots.ts';
import { replay } from '#games/kit/replay.ts';
import { gameIds, rulesOf } from '#games/rules.ts';

describe.each(gameIds)('the bot of %s', (id) => {
  const rules = rulesOf(id);
  const scores = (skillBp: number): number[] =>
    rules.bands.flatMap((band) =>
      Array.from({ length: 30 }, (_, index) => {
        const moves = botMoves(id, { seed: index * 7919, band }, { seed: index + 1, skillBp });
        const run = replay(rules, index * 7919, band, moves);
        if (!run.ok) throw new Error(run.problem);
        return run.value.score.totalBp;
      }),
    );

  test('finishes every run with a log that the server accepts', () => {
    expect(scores(5000).length).toBe(30 * rules.bands.length);
  });

  test('scores higher with more skill', () => {
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(scores(10_000))).toBeGreaterThan(mean(scores(1000)));
  });
});
