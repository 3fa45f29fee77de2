import { faces, teams, type Counts, type TeamId } from './live-session.ts';

/** What a simulated pupil sees of a question: its options with what each gives away. */
export interface AnswerableOption {
  readonly key: string;
  readonly correct: boolean;
  /** The belief that leads to it; null for none. */
  readonly misconception: string | null;
}

/** A pupil that is computed: the same seed is the same pupil. */
export interface SimulatedPupil {
  readonly seed: number;
  /** 0..10000: how often it knows the answer when no belief leads it. */
  readonly skillBp: number;
  readonly beliefs: readonly string[];
}

/** How often a pupil has each of a lesson's beliefs, acts by one that it has, and gives it up once it was talked about. */
const hasBeliefBp = 3500;
const actsByBeliefBp = 8000;
const givesUpBp = 7000;

/** A class of simulated pupils who have some of the beliefs that a lesson is about. */
export function makePupils(
  seed: number,
  count: number,
  beliefs: readonly string[],
): readonly SimulatedPupil[] {
  return Array.from({ length: count }, (_, index) => {
    const own = mix(seed, index);
    return {
      seed: own,
      skillBp: 3500 + (mix(own, 1) % 5500),
      beliefs: beliefs.filter((_one, at) => mix(own, 2, at) % 10_000 < hasBeliefBp),
    };
  });
}

/** What a pupil answers to the `number`-th question of the lesson; `talkedAbout` are beliefs that were opened before it. */
export function answerAsPupil(
  pupil: SimulatedPupil,
  options: readonly AnswerableOption[],
  number: number,
  talkedAbout: readonly string[] = [],
): string {
  const draw = (purpose: number): number => mix(pupil.seed, number, purpose);
  const held = pupil.beliefs.filter(
    (belief, at) => !talkedAbout.includes(belief) || mix(pupil.seed, 3, at) % 10_000 >= givesUpBp,
  );
  const led = options.find(({ misconception }) => misconception !== null && held.includes(misconception));
  if (led && draw(1) % 10_000 < actsByBeliefBp) return led.key;
  let purpose = 2;
  return chooseOption(options, pupil.skillBp, (bound) => draw(purpose++) % bound).key;
}

/**
 * The option of a pupil who knows the answer `skillBp` of 10000 times; who does not prefers the first wrong one,
 * so that a class shows a pattern, not noise. `pick` draws an integer from 0 to below its bound.
 */
export function chooseOption<Option extends { readonly correct: boolean }>(
  options: readonly Option[],
  skillBp: number,
  pick: (bound: number) => number,
): Option {
  const right = options.filter(({ correct }) => correct);
  const wrong = options.filter(({ correct }) => !correct);
  const from = pick(10_000) < skillBp ? right : wrong;
  const option = pick(10_000) < 6500 ? from[0] : from.at(-1);
  if (!option) throw new Error('There is no option to choose.');
  return option;
}

/** Hands of a class for each option of a question, all keys of it. */
export function countAnswers(
  pupils: readonly SimulatedPupil[],
  options: readonly AnswerableOption[],
  number: number,
  talkedAbout: readonly string[] = [],
): Counts {
  const counts = Object.fromEntries(options.map(({ key }) => [key, 0]));
  for (const pupil of pupils) {
    const key = answerAsPupil(pupil, options, number, talkedAbout);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** What four teams choose: each follows one of its members. */
export function answersOfTeams(
  pupils: readonly SimulatedPupil[],
  options: readonly AnswerableOption[],
  number: number,
  talkedAbout: readonly string[] = [],
): Readonly<Partial<Record<TeamId, string>>> {
  const chosen = teams.flatMap((team, at) => {
    const pupil = pupils[(at + number * teams.length) % Math.max(1, pupils.length)];
    return pupil ? [[team, answerAsPupil(pupil, options, number, talkedAbout)] as const] : [];
  });
  return Object.fromEntries(chosen);
}

/** How many of a class feel each of the three; a pupil may feel all of them. */
export function countFaces(pupils: readonly SimulatedPupil[]): Counts {
  return Object.fromEntries(
    faces.map((face, at) => [face, pupils.filter(({ seed }) => mix(seed, 4, at) % 10_000 < 6500).length]),
  );
}

/** Integers to one that looks drawn: every pupil and question has its own, whatever was asked before. */
function mix(...parts: readonly number[]): number {
  let mixed = 0x811c9dc5;
  for (const part of parts) {
    mixed = Math.imul(mixed ^ part, 0x01000193);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    mixed ^= mixed >>> 12;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
