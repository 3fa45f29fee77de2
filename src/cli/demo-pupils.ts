import type { Lesson } from '#catalogue/schema.ts';
import { chooseOption } from '#domain/simulated-pupils.ts';
import { answerQuestion } from '#features/learn/answers.server.ts';
import { issueRun } from '#features/learn/games.server.ts';
import type { Learning } from '#features/learn/learning.server.ts';
import { reachMilestone } from '#features/learn/lesson-record.server.ts';
import { botMoves } from '#games/bots.ts';
import { drawsFrom } from '#games/kit/random.ts';
import type { ActingSeat } from '#record/acting-seat.ts';
import { newServerEventId } from '#record/event-id.server.ts';
import { finishGame } from '#record/game-runs.server.ts';

import { must } from './must.ts';

/** What a simulated pupil is like; the same seed is the same pupil. */
export interface DemoPupil {
  readonly seat: ActingSeat;
  readonly seed: number;
  /** 0..10000: how often it knows the answer. */
  readonly skillBp: number;
  /** 0..10000 of a lesson: how far it gets. */
  readonly goesBp: number;
}

/** One pupil does a lesson as a device would: each step through the use case of its route. */
export async function doLesson(
  learning: Learning,
  { seat, seed, skillBp, goesBp }: DemoPupil,
  lesson: Lesson,
  startMs: number,
): Promise<void> {
  const pick = drawsFrom(seed);
  let nowMs = startMs + pick(120_000);
  const later = (): number => (nowMs += 15_000 + pick(45_000));
  const letter = (): { id: string } => ({ id: newServerEventId(nowMs) });

  must(await reachMilestone(learning, seat, lesson.id, 'lesson-opened', letter(), nowMs));
  const questions = (lesson.content?.questionIds ?? []).flatMap(
    (id) => learning.catalogue.questions.find((question) => question.id === id) ?? [],
  );
  const far = Math.ceil((questions.length * goesBp) / 10_000);
  for (const question of questions.slice(0, far)) {
    const first = chooseOption(question.options, skillBp, pick);
    for (const [index, option] of [first, chooseOption(question.options, 8000, pick)].entries()) {
      const tryNumber = index === 0 ? 1 : 2;
      const { id: questionId, version, lessonId } = question;
      const given = { ...letter(), lessonId, questionId, version, tryNumber, answer: option.key } as const;
      must(await answerQuestion(learning, seat, given, later()));
      if (option.correct) break;
    }
  }
  if (far < questions.length) return;

  const game = lesson.content?.game;
  if (game) {
    const run = must(await issueRun(learning, seat, { gameId: game.id, lessonId: lesson.id }, later()));
    const moves = botMoves(game.id, run, { seed: seed + 1, skillBp });
    const { runId, rulesVersion } = run;
    nowMs += 180_000;
    must(await finishGame(learning, seat, { ...letter(), runId, rulesVersion, moves }, nowMs));
  }
  must(await reachMilestone(learning, seat, lesson.id, 'lesson-finished', letter(), later()));
}
