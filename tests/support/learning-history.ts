import fc from 'fast-check';

import { answerQuestion } from '#features/learn/answers.server.ts';
import { issueRun } from '#features/learn/games.server.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { reachMilestone } from '#features/learn/lesson-record.server.ts';
import { answerInSitting } from '#features/learn/sitting-answers.server.ts';
import { eraseLearning } from '#record/erasure.server.ts';
import { recordClassCount } from '#record/class-counts.server.ts';
import { rebuildProjections } from '#record/rebuild.server.ts';
import { voidRun } from '#record/voiding.server.ts';
import { finishGame, issueGameRun } from '#record/game-runs.server.ts';

import { eventId } from './learning.ts';
import type { TestClass } from './school.ts';
import { openSittings, sittingOf } from './sittings.ts';
import { smallLessons } from './small-catalogue.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * What any deed may need; each kind reads its own part. Few places and few ids, so that letters are repeated,
 * reused for something else, and meet each other.
 */
const deed = fc.record({
  does: fc.constantFrom(
    ...Array.from({ length: 14 }, () => 'answer' as const),
    ...Array.from({ length: 6 }, () => 'play' as const),
    ...(['team-play', 'team-play'] as const),
    ...(['lesson-opened', 'lesson-finished', 'lesson-finished'] as const),
    ...(['count-hands', 'count-hands', 'void', 'erase', 'rebuild'] as const),
  ),
  group: fc.constantFrom(0, 0, 0, 1),
  seat: fc.constantFrom(0, 1, 1, 1, 2, 2),
  lessonId: fc.constantFrom(...smallLessons, 'LB01'),
  id: fc.nat(150),
  item: fc.constantFrom('Q1', 'Q2', 'S1'),
  tryNumber: fc.constantFrom(1 as const, 1 as const, 2 as const),
  answer: fc.constantFrom('A', 'B', 'B', 'C', '?', 'Z'),
  moves: fc.oneof(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(2)), fc.tuple(fc.nat(1), fc.nat(1))),
  rulesVersion: fc.constantFrom(1, 2, 2, 2),
  live: fc.nat(1),
  counts: fc.record({ A: fc.nat(20), B: fc.nat(20) }),
  voids: fc.constantFrom('seat', 'lesson', 'live', 'period'),
  days: fc.nat(20),
});
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

/** Seat 1 of the first class at LB01-Q1: for histories that are written by hand. */
export const plainDeed: Deed = {
  ...{ does: 'answer', group: 0, seat: 1, lessonId: 'LB01', id: 0, item: 'Q1', tryNumber: 1, answer: 'A' },
  ...{ moves: [1, 1, 1], rulesVersion: 2, live: 0, counts: { A: 1, B: 2 }, voids: 'lesson', days: 1 },
};

/** Batches of deeds that happen at once, with time between them; after some, the tables are looked at. */
export const history = fc.array(
  fc.record({
    deeds: fc.array(deed, { minLength: 1, maxLength: 6 }),
    laterMs: fc.nat(3 * dayMs),
    looked: fc.boolean(),
  }),
  { minLength: 10, maxLength: 40, size: 'max' },
);
export type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

/** Lets a history happen to classes, through the use cases alone; `look` is called after some batches. */
export async function live(
  learning: Learning,
  classes: readonly TestClass[],
  past: History,
  look: () => Promise<void>,
): Promise<void> {
  let nowMs = 1_800_000_000_000;
  await openSittings(
    learning.database,
    classes.map(({ id }) => id),
    nowMs,
  );
  for (const { deeds, laterMs, looked } of past) {
    nowMs += laterMs;
    await Promise.all(deeds.map((one) => perform(learning, classes, one, nowMs)));
    if (looked) await look();
  }
}

async function perform(
  learning: Learning,
  classes: readonly TestClass[],
  one: Deed,
  nowMs: number,
): Promise<void> {
  const group = classes[one.group];
  const seat = group?.seats[one.seat];
  if (!group || !seat) throw new Error('the history names a class or a seat that the test did not make');
  const { does, lessonId } = one;
  const { database } = learning;
  const id = eventId(one.id);
  const questionId = `${lessonId}-${one.item}`;
  const liveSessionId = `${group.id}-live-${one.live}`;
  switch (does) {
    case 'answer': {
      const { tryNumber, answer } = one;
      if (one.item === 'S1') {
        const sitting = sittingOf(group.id);
        await answerInSitting(learning, seat, sitting, { id, questionId, version: 'v1', answer }, nowMs);
        return;
      }
      const letter = { id, lessonId, questionId, version: 'v1', tryNumber, answer };
      await answerQuestion(learning, seat, letter, nowMs);
      return;
    }
    case 'lesson-opened':
    case 'lesson-finished':
      await reachMilestone(learning, seat, lessonId, does, { id }, nowMs);
      return;
    case 'play': {
      const run = await issueRun(learning, seat, { gameId: 'little-teller', lessonId }, nowMs);
      if (!run.ok) throw new Error(run.problem);
      const { moves, rulesVersion } = one;
      await finishGame(learning, seat, { id, runId: run.value.runId, moves, rulesVersion }, nowMs);
      return;
    }
    case 'team-play': {
      const rules = learning.rulesOf('little-teller');
      if (!rules) throw new Error('the small game is gone');
      const teams = { classId: group.id, liveSessionId, mode: 'one-screen' } as const;
      const run = await issueGameRun(database, teams, { lessonId, band: 'A', rules }, nowMs);
      if (!run.ok) throw new Error(run.problem);
      const { moves, rulesVersion } = one;
      await finishGame(learning, teams, { id, runId: run.value.runId, moves, rulesVersion }, nowMs);
      return;
    }
    case 'count-hands': {
      const { counts } = one;
      const hands = { classId: group.id, liveSessionId, lessonId, questionId: `${lessonId}-Q1`, counts };
      await recordClassCount(learning, { kind: 'hand-counted', ...hands, version: 'v1' }, nowMs);
      return;
    }
    case 'void': {
      const filters = {
        seat: { seatId: seat.id, lessonId },
        lesson: { lessonId, fromMs: nowMs - one.days * dayMs },
        live: { liveSessionId },
        period: { fromMs: nowMs - one.days * dayMs, untilMs: nowMs - dayMs },
      };
      const filter = filters[one.voids];
      await voidRun(learning, { classId: group.id, ...filter }, 'teacher', nowMs);
      return;
    }
    case 'erase':
      await eraseLearning(database, [{ kind: 'seat', id: seat.id, atMs: nowMs }]);
      return;
    case 'rebuild':
      await rebuildProjections(database);
  }
}
