import { authoredPlans } from './authored.ts';
import type { FaultList } from './faults.ts';
import type { KnownNames } from './known-names.ts';
import type { Plan, PlanStep } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** A lesson's plans. Their steps fit into their minutes, and at most 30 % of these are spent at a screen. */
export function compilePlans(
  root: string,
  file: string,
  questionIds: readonly string[],
  known: KnownNames,
  faults: FaultList,
): Plan[] {
  const { value, lineOf } = readYaml(root, file, authoredPlans, faults);
  (value ?? []).forEach((plan, at) => {
    const minutes = plan.steps.reduce((sum, step) => sum + step.minutes, 0);
    const screen = plan.steps.reduce((sum, step) => sum + (step.screenMinutes ?? 0), 0);
    if (minutes > plan.minutes)
      faults.add(
        file,
        lineOf([at, 'minutes']),
        `the steps take ${minutes} minutes, the plan has ${plan.minutes}`,
      );
    if (screen * 10 > plan.minutes * 3)
      faults.add(
        file,
        lineOf([at, 'minutes']),
        `${screen} of ${plan.minutes} minutes at a screen: at most 30 %`,
      );
    plan.steps.forEach((step, stepAt) => {
      const place = (...path: (string | number)[]) => ({
        file,
        line: lineOf([at, 'steps', stepAt, ...path]),
      });
      if ((step.screenMinutes ?? 0) > step.minutes)
        faults.add(file, place('screenMinutes').line, 'more screen minutes than minutes');
      step.questions?.forEach((id, questionAt) =>
        faults.expectKnown(place('questions', questionAt), 'open question of this lesson', id, questionIds),
      );
      if (step.game !== undefined) faults.expectKnown(place('game'), 'game', step.game, known.games);
      if (step.picture !== undefined)
        faults.expectKnown(place('picture'), 'picture', step.picture, known.pictures);
    });
  });
  return (value ?? []).map((plan) => ({
    minutes: plan.minutes,
    materials: plan.materials,
    steps: plan.steps.map((step): PlanStep => ({
      kind: step.kind,
      minutes: step.minutes,
      screenMinutes: step.screenMinutes ?? 0,
      title: step.title,
      say: step.say,
      tip: step.tip ?? null,
      board: step.board ?? null,
      questionIds: step.questions ?? [],
      gameId: (step.game ?? null) as PlanStep['gameId'],
      picture: step.picture ?? null,
    })),
  }));
}
