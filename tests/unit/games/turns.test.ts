import { describe, expect, test } from 'vitest';

import { teams } from '#domain/live-session.ts';
import { memberAt, teamAt } from '#domain/live-team-roles.ts';
import { botMoves } from '#games/bots.ts';
import { littleTeller } from '#games/little-teller/rules.ts';
import { type GameId, gameIds, rulesOf } from '#games/rules.ts';

/** The turn before each move of a bot's run, and after the last one. */
function turnsOf(id: GameId, band: 'A' | 'C' | 'P' | 'Q' | 'R', seed: number, skillBp = 5000): number[] {
  const rules = rulesOf(id);
  let state = rules.start(seed, band);
  const turns = [rules.turnOf(state)];
  for (const move of botMoves(id, { seed, band }, { seed: seed + 1, skillBp })) {
    const next = rules.play(state, move);
    if (!next.ok) throw new Error(next.problem);
    state = next.value;
    turns.push(rules.turnOf(state));
  }
  return turns;
}

describe.each(gameIds)('the turns of %s', (id) => {
  test.each(rulesOf(id).bands.map((band) => [band]))(
    'begin at 0, go up one by one and end with the run (band %s)',
    (band) => {
      for (let seed = 1; seed <= 40; seed += 1) {
        const turns = turnsOf(id, band as 'A', seed);
        expect(turns[0]).toBe(0);
        turns.slice(1).forEach((turn, place) => expect([0, 1]).toContain(turn - (turns[place] ?? 0)));
        // Nobody is called up for a run that is over.
        expect(turns.at(-1)).toBe(turns.at(-2));
      }
    },
  );
});

test.each([
  ['little-teller', 'A', 6],
  ['savings-garden', 'C', 4],
  ['promise-bridge', 'P', 7],
] as const)('%s in band %s has %i turns', (id, band, turns) => {
  expect(new Set(turnsOf(id, band, 7)).size).toBe(turns);
});

test('a tray that comes back stays with its team', () => {
  const start = littleTeller.start(3, 'A');
  const added = littleTeller.play(start, { kind: 'add', chipFen: 100 });
  const tooMuch =
    added.ok &&
    littleTeller.play({ ...added.value, tray: Array<number>(24).fill(2000) }, { kind: 'hand-over' });
  if (!tooMuch || !tooMuch.ok) throw new Error('refused');
  expect(tooMuch.value.returnedGapFen).toBeGreaterThan(0);
  expect(littleTeller.turnOf(tooMuch.value)).toBe(0);
});

describe('teams that take turns', () => {
  test('come one after another', () => {
    expect(Array.from({ length: 6 }, (_, turn) => teamAt(turn))).toEqual([...teams, teams[0], teams[1]]);
  });

  test('have four members with a role each, at every turn', () => {
    for (let turn = 0; turn < 24; turn += 1)
      expect([0, 1, 2, 3].map((role) => memberAt(turn, role)).sort()).toEqual([1, 2, 3, 4]);
  });

  test('give every member every role in four turns of the team', () => {
    for (const first of [0, 1, 2, 3])
      for (const role of [0, 1, 2, 3])
        expect(new Set([0, 4, 8, 12].map((later) => memberAt(first + later, role))).size).toBe(4);
  });
});
