import { z } from 'zod';

import { dontKnow } from '#domain/evidence.ts';
import { ok, refuse } from '#domain/result.ts';
import type { Bilingual } from '#domain/text.ts';

import { defineKind } from '../kit/define-kind.ts';

const optionKeys = ['A', 'B', 'C'] as const;
export type OptionKey = (typeof optionKeys)[number];

const words = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });

const authoredOption = z
  .strictObject({
    key: z.enum(optionKeys),
    text: words,
    correct: z.literal(true).optional(),
    /** Code of content/misconceptions.yaml: the belief that makes this option look right. */
    misconception: z.string().optional(),
    /** A clue for a wrong option, the reason for the right one; it names the idea, not the child. */
    feedback: words,
  })
  .refine((option) => (option.correct === true) !== (option.misconception !== undefined), {
    message: 'an option is either `correct: true` or has a `misconception`',
  });

/** What an author writes in questions.yaml. */
export const authoredChoice = z
  .strictObject({
    id: z.string().regex(/^(LB|FI)\d\d-[QS]\d+$/),
    kind: z.literal('choice'),
    competencies: z.array(z.string()).min(1),
    sealed: z.literal(true).optional(),
    forms: z
      .array(z.enum(['A', 'B']))
      .min(1)
      .optional(),
    stem: words,
    options: z
      .array(authoredOption)
      .length(3)
      .refine((options) => options.map((option) => option.key).join('') === optionKeys.join(''), {
        message: 'the options are A, B and C, in this order',
      })
      .refine((options) => options.filter((option) => option.correct).length === 1, {
        message: 'exactly one option is correct',
      }),
  })
  .refine((question) => (question.sealed === true) === (question.forms !== undefined), {
    message: 'a sealed question has `forms`, an open one has none',
  })
  .refine((question) => (question.sealed === true) === question.id.includes('-S'), {
    message: 'sealed ids look like LB02-S1, open ones like LB02-Q1',
  });

export interface ChoiceOption<Text extends Bilingual = Bilingual> {
  readonly key: OptionKey;
  readonly text: Text;
  readonly correct: boolean;
  readonly misconception: string | null;
  readonly feedback: Text;
}

/** A question with its key: it stays on the server. The catalogue's questions fit. */
export interface ChoiceQuestion<Text extends Bilingual = Bilingual> {
  readonly id: string;
  readonly kind: 'choice';
  readonly lessonId: string;
  readonly version: string;
  readonly sealed: boolean;
  readonly stem: Text;
  readonly options: readonly ChoiceOption<Text>[];
}

/** What a pupil's device may know: no key, no misconception, no feedback, no competency. */
export interface PublicChoice<Text extends Bilingual = Bilingual> {
  readonly id: string;
  readonly kind: 'choice';
  readonly lessonId: string;
  readonly version: string;
  readonly stem: Text;
  readonly options: readonly { readonly key: OptionKey; readonly text: Text }[];
}

/** The right option: shown after a second wrong try, or when a room's question is opened. */
export function solutionOf<Text extends Bilingual>(question: ChoiceQuestion<Text>): ChoiceOption<Text> {
  const right = question.options.find(({ correct }) => correct);
  if (!right) throw new Error(`${question.id} has no right option; the catalogue lets none such pass.`);
  return right;
}

/** Open questions keep the author's order; sealed ones are shuffled by the seat's seed. */
export function publicChoice<Text extends Bilingual>(
  question: ChoiceQuestion<Text>,
  seatSeed: number,
): PublicChoice<Text> {
  const { id, kind, lessonId, version, stem, sealed } = question;
  const options = question.options.map(({ key, text }) => ({ key, text }));
  const shown = sealed ? shuffled(options, seatSeed) : options;
  return { id, kind, lessonId, version, stem, options: shown };
}

export const choice = defineKind<z.output<typeof authoredChoice>, ChoiceQuestion, PublicChoice>({
  id: 'choice',
  authored: authoredChoice,
  publicView: publicChoice,
  mark(question, answer) {
    if (question.sealed && answer === dontKnow)
      return ok({ right: false, dontKnow: true, chosen: dontKnow, misconception: null });
    const option = question.options.find(({ key }) => key === answer);
    if (!option) return refuse('unreadable-answer');
    const { key: chosen, correct: right, misconception } = option;
    return ok({ right, dontKnow: false, chosen, misconception });
  },
});

/** Fisher–Yates over a xorshift of the seed. */
function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const left = [...items];
  const taken: Item[] = [];
  let state = (seed ^ 0x9e3779b9) | 1;
  while (left.length > 0) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    taken.push(...left.splice((state >>> 0) % left.length, 1));
  }
  return taken;
}
