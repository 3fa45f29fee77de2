import type { Catalogue, Module, Question, TestForm } from '#catalogue/schema.ts';
import { listSeatEvents } from '#db/queries/learning-events.ts';
import type { RubyText } from '#domain/ruby.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { publicChoice, type PublicChoice } from '#questions/choice/kind.ts';
import { seatSeed } from '#questions/kit/seat-seed.ts';
import type { ActingSeat } from '#record/acting-seat.ts';

import type { Learning } from './learning.server.ts';

/** What a form of a test asks, as one seat sees it. No key is in it, also not in the order of the options. */
export interface SealedForm {
  readonly id: string;
  readonly module: Module;
  readonly items: readonly { readonly question: PublicChoice<RubyText>; readonly answered: boolean }[];
}

type FormCatalogue = Pick<Catalogue, 'modules' | 'questions'>;

/** `little-banker-a-form-b`: the parallel form B of the module little-banker-a. */
function formId(moduleId: string, form: TestForm): string {
  return `${moduleId}-form-${form.toLowerCase()}`;
}

function findForm(
  { modules, questions }: FormCatalogue,
  id: string,
): { readonly module: Module; readonly questions: readonly Question[] } | null {
  for (const module of modules) {
    const form = (['A', 'B'] as const).find((one) => formId(module.id, one) === id);
    const asked = questions.filter(
      (question) =>
        form &&
        question.sealed &&
        question.forms.includes(form) &&
        module.lessonIds.includes(question.lessonId),
    );
    if (asked.length > 0) return { module, questions: asked };
  }
  return null;
}

/** A form as a seat meets it: each question's options in the seat's own order, and what it answered already. */
export async function startSealedForm(
  learning: Pick<Learning, 'database'> & { readonly catalogue: FormCatalogue },
  seat: ActingSeat,
  id: string,
): Promise<Result<SealedForm, 'not-found'>> {
  const form = findForm(learning.catalogue, id);
  if (!form) return refuse('not-found');
  const events = await listSeatEvents(learning.database, seat.id);
  const answered = new Set(
    events.filter(({ kind }) => kind === 'test-answered').map(({ questionId }) => questionId),
  );
  const items = form.questions.map((question) => ({
    question: publicChoice(question, seatSeed(seat.id, question.id)),
    answered: answered.has(question.id),
  }));
  return ok({ id, module: form.module, items });
}
