import type { Catalogue, Module, Question, TestForm } from './schema.ts';

type FormCatalogue = Pick<Catalogue, 'modules' | 'questions'>;

/** What a form of a module's test asks, in the order of its lessons; empty while no lesson has sealed questions. */
export function formQuestions(
  { modules, questions }: FormCatalogue,
  moduleId: string,
  form: TestForm,
): readonly Question[] {
  const lessonIds = modules.find(({ id }) => id === moduleId)?.lessonIds ?? [];
  return questions.filter(
    (question) => question.sealed && question.forms.includes(form) && lessonIds.includes(question.lessonId),
  );
}

/** Modules with both forms: what a class can sit before and after. */
export function modulesWithTest(catalogue: FormCatalogue): readonly Module[] {
  return catalogue.modules.filter(({ id }) =>
    (['A', 'B'] as const).every((form) => formQuestions(catalogue, id, form).length > 0),
  );
}
