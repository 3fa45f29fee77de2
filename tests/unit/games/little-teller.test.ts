import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GameController } from '#games/kit/controller.ts';
import { replay } from '#games/kit/replay.ts';
import { customerNow, littleTeller, type TellerMove, type TellerState } from '#games/little-teller/rules.ts';
import { misconceptionOf } from '#games/little-teller/rules-score.ts';
import type { TellerTask } from '#games/little-teller/rules-customers.ts';
import { fewestPieces } from '#games/little-teller/rules-drawer.ts';

const add = (chipFen: number): TellerMove => ({ kind: 'add', chipFen });
const count: TellerMove = { kind: 'count' };
const handOver: TellerMove = { kind: 'hand-over' };

function bestTray(state: TellerState): TellerMove[] {
  const pieces = fewestPieces(customerNow(state)?.targetFen ?? 0, state.drawer) ?? new Map<number, number>();
  return [...pieces].flatMap(([chipFen, number]) => Array.from({ length: number }, () => add(chipFen)));
}

/** Plays every customer with the fewest pieces; `spoil` may put moves before the right tray. */
function playThrough(seed: number, counts: boolean, spoil: (index: number) => TellerMove[] = () => []) {
  const run = new GameController(littleTeller, seed, 'A');
  while (!run.finished) {
    for (const move of spoil(run.state.served.length)) run.play(move);
    for (const move of bestTray(run.state)) run.play(move);
    if (counts) run.play(count);
    run.play(handOver);
  }
  return run;
}

const legalMove = fc.oneof(
  fc.constantFrom(100, 500, 1000, 2000).map(add),
  fc.constantFrom(100, 500, 1000, 2000).map((chipFen): TellerMove => ({ kind: 'take', chipFen })),
  fc.constant(count),
  fc.constant(handOver),
);

describe('customers of band A', () => {
  it('are six, three to pay out and three to give change, in whole yuan from 1 to 20', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { customers } = littleTeller.start(seed, 'A');
        expect(customers.map((task) => task.kind)).toEqual([
          'pay-out',
          'change',
          'pay-out',
          'change',
          'pay-out',
          'change',
        ]);
        expect(new Set(customers.map((task) => task.customer)).size).toBe(6);
        for (const task of customers) {
          expect(task.targetFen % 100).toBe(0);
          expect(task.targetFen).toBeGreaterThanOrEqual(100);
          expect(task.targetFen).toBeLessThanOrEqual(2000);
          if (task.kind === 'change') {
            expect(task.givenFen - task.priceFen).toBe(task.targetFen);
            expect(task.priceFen).not.toBe(task.targetFen);
          }
        }
      }),
    );
  });
});

describe('a tray', () => {
  it('comes back with how much is missing or too much, and stays as it was', () => {
    const run = new GameController(littleTeller, 7, 'A');
    const target = customerNow(run.state)?.targetFen ?? 0;
    run.play(add(100));
    run.play(handOver);
    expect(run.state.returnedGapFen).toBe(100 - target);
    expect(run.state.tray).toEqual([100]);
    expect(run.state.served).toHaveLength(0);
    for (let piece = 0; piece < 4; piece += 1) run.play(add(2000));
    run.play(handOver);
    expect(run.state.returnedGapFen).toBe(8100 - target);
  });

  it('is counted as it lies: a chip more or less and it must be counted again', () => {
    const run = new GameController(littleTeller, 7, 'A');
    run.play(add(500));
    run.play(count);
    expect(run.state.countedFen).toBe(500);
    expect(run.play(count)).toEqual({ ok: false, problem: 'already-counted' });
    run.play(add(100));
    expect(run.state.countedFen).toBeNull();
    run.play(count);
    run.play({ kind: 'take', chipFen: 500 });
    expect(run.state.countedFen).toBeNull();
    expect(run.state.tray).toEqual([100]);
  });

  it.each<[string, TellerMove[], string]>([
    ['handed over empty', [handOver], 'tray-empty'],
    ['counted empty', [count], 'tray-empty'],
    ['with a chip the drawer has not', [add(200)], 'no-such-chip'],
    ['relieved of a chip that is not there', [{ kind: 'take', chipFen: 500 }], 'not-on-tray'],
    ['with a twenty-fifth chip', Array.from({ length: 25 }, () => add(100)), 'tray-full'],
  ])('%s is refused', (_, moves, problem) => {
    const run = new GameController(littleTeller, 3, 'A');
    const replies = moves.map((move) => run.play(move));
    expect(replies.at(-1)).toEqual({ ok: false, problem });
  });
});

describe('the score', () => {
  it('is full for six first tries, each counted, each with the fewest pieces', () => {
    const run = playThrough(11, true);
    expect(littleTeller.score(run.state).totalBp).toBe(10000);
  });

  it('keeps 60 + 20 % when nothing was counted before it was handed over', () => {
    expect(littleTeller.score(playThrough(11, false).state).totalBp).toBe(8000);
  });

  it('loses a sixth of 60 % for one customer whose first tray was wrong', () => {
    const spoilFirst = (index: number): TellerMove[] =>
      index === 0 ? [...Array.from({ length: 2 }, () => add(2000)), count, handOver, ...takeTwo] : [];
    const takeTwo: TellerMove[] = Array.from({ length: 2 }, () => ({ kind: 'take', chipFen: 2000 }));
    const score = littleTeller.score(playThrough(11, true, spoilFirst).state);
    expect(score.parts.find((part) => part.id === 'accuracy')?.scoreBp).toBe(5000);
    expect(score.totalBp).toBe(9000);
  });

  it('sums its parts, for any log', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(legalMove, { maxLength: 120 }), (seed, moves) => {
        const run = new GameController(littleTeller, seed, 'A');
        for (const move of moves) run.play(move);
        const score = littleTeller.score(run.state);
        expect(score.parts.reduce((sum, part) => sum + part.scoreBp, 0)).toBe(score.totalBp);
        expect(score.totalBp).toBeLessThanOrEqual(10000);
        for (const part of score.parts) expect(part.scoreBp).toBeLessThanOrEqual(part.weightBp);
      }),
    );
  });
});

describe('evidence', () => {
  const change: TellerTask = {
    kind: 'change',
    customer: 'maimai',
    goods: 'notebook',
    priceFen: 700,
    givenFen: 1000,
    targetFen: 300,
  };
  const payOut: TellerTask = { kind: 'pay-out', customer: 'granny', targetFen: 1300, place: 'counter' };

  it.each<[string, TellerTask, number, number, string | null]>([
    ['the price handed back as change', change, 700, 3, 'M-VAL-CHANGE'],
    ['the whole sum handed back', change, 1000, 1, 'M-VAL-CHANGE'],
    ['price and sum added up', change, 1700, 4, 'M-VAL-CHANGE'],
    ['three pieces for three yuan', change, 1200, 3, 'M-VAL-COUNT'],
    ['ten times too much', change, 3000, 2, 'M-VAL-UNIT'],
    ['one yuan off', change, 200, 2, null],
    ['thirteen pieces for thirteen yuan', payOut, 2100, 13, 'M-VAL-COUNT'],
  ])('%s is read as a slip of its kind', (_, task, trayFen, pieces, code) => {
    expect(misconceptionOf(task, trayFen, pieces)).toBe(code);
  });

  it('is one piece for each customer and one for counting', () => {
    const evidence = littleTeller.evidence(playThrough(5, true).state);
    expect(evidence).toHaveLength(7);
    expect(evidence.every((piece) => piece.scoreBp === 10000 && piece.kind === 'game')).toBe(true);
  });
});

describe('replay', () => {
  it('of a finished log yields the state, score and evidence of the device', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(legalMove, { maxLength: 40 }), (seed, noise) => {
        const run = new GameController(littleTeller, seed, 'A');
        for (const move of noise) run.play(move);
        while (!run.finished) {
          for (const chipFen of run.state.tray) run.play({ kind: 'take', chipFen });
          for (const move of bestTray(run.state)) run.play(move);
          run.play(handOver);
        }
        const wire: unknown = JSON.parse(JSON.stringify(run.moves));
        const outcome = replay(littleTeller, seed, 'A', wire as unknown[]);
        expect(outcome).toEqual({
          ok: true,
          value: {
            state: run.state,
            score: littleTeller.score(run.state),
            evidence: littleTeller.evidence(run.state),
          },
        });
      }),
    );
  });

  const whole = playThrough(21, true).moves;
  const bad: [string, unknown[], string][] = [
    ['a log cut short', whole.slice(0, -1), 'move-log-unfinished'],
    ['no moves', [], 'move-log-unfinished'],
    ['a move after the end', [...whole, handOver], 'move-log-impossible'],
    ['a chip that does not exist', [add(200), ...whole], 'move-log-impossible'],
    ['an unknown move', [{ kind: 'win' }, ...whole], 'move-log-impossible'],
    ['a move with a score in it', [{ kind: 'count', scoreBp: 10000 }, ...whole], 'move-log-impossible'],
    ['a taken chip that never lay there', [{ kind: 'take', chipFen: 500 }, ...whole], 'move-log-impossible'],
    ['a text for a value', [{ kind: 'add', chipFen: '500' }, ...whole], 'move-log-impossible'],
    ['a log longer than any run', Array.from({ length: 1001 }, () => add(100)), 'move-log-impossible'],
  ];
  it.each(bad)('refuses %s', (_, moves, problem) => {
    expect(replay(littleTeller, 21, 'A', moves)).toEqual({ ok: false, problem });
  });

  it('refuses the log of another seed, and accepts it with its own', () => {
    expect(replay(littleTeller, 22, 'A', whole).ok).toBe(false);
    expect(replay(littleTeller, 21, 'A', whole).ok).toBe(true);
  });
});
