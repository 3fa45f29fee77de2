import type { Module, TestForm } from '#catalogue/schema.ts';
import { formQuestions } from '#catalogue/test-forms.ts';
import { listSittingAnswers } from '#db/queries/learning-events.ts';
import { findOpenSitting, findSitting } from '#db/queries/sittings.ts';
import type { RubyText } from '#domain/ruby.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { formFor } from '#domain/sitting.ts';
import { publicChoice, type PublicChoice } from '#questions/choice/kind.ts';
import { seatSeed } from '#questions/kit/seat-seed.ts';
import type { ActingSeat } from '#record/acting-seat.ts';

import type { Learning } from './learning.server.ts';

/** What a sitting of a test asks, as one seat sees it. No key is in it, also not in the order of the options. */
export interface SealedForm {
  readonly sittingId: string;
  readonly form: TestForm;
  readonly module: Module;
  readonly takesAnswers: boolean;
  readonly items: readonly { readonly question: PublicChoice<RubyText>; readonly answered: boolean }[];
}

/** The seat's form in a sitting of its class: each question's options in the seat's own order, and what it answered. */
export async function startSealedForm(
  { database, catalogue }: Pick<Learning, 'database' | 'catalogue'>,
  seat: ActingSeat,
  sittingId: string,
  nowMs: number,
): Promise<Result<SealedForm, 'not-found'>> {
  const sitting = await findSitting(database, sittingId);
  const module = catalogue.modules.find(({ id }) => id === sitting?.moduleId);
  if (sitting?.classId !== seat.classId || !module) return refuse('not-found');
  const form = formFor(seat.number, sitting.purpose);
  const answers = await listSittingAnswers(database, sittingId, seat.id);
  const answered = new Set(answers.map(({ questionId }) => questionId));
  const items = formQuestions(catalogue, module.id, form).map((question) => ({
    question: publicChoice(question, seatSeed(seat.id, question.id)),
    answered: answered.has(question.id),
  }));
  const takesAnswers = nowMs < sitting.closesAtMs;
  return ok({ sittingId, form, module, takesAnswers, items });
}

/** The test that is open for the seat's class, while the seat has not answered all of it. */
export async function findOpenTest(
  learning: Pick<Learning, 'database' | 'catalogue'>,
  seat: ActingSeat,
  nowMs: number,
): Promise<{ readonly sittingId: string; readonly total: number } | null> {
  const sitting = await findOpenSitting(learning.database, seat.classId, nowMs);
  const form = sitting ? await startSealedForm(learning, seat, sitting.id, nowMs) : null;
  if (!form?.ok) return null;
  const total = form.value.items.length;
  return form.value.items.some(({ answered }) => !answered)
    ? { sittingId: form.value.sittingId, total }
    : null;
}
