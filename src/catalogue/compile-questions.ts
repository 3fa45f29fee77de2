import { authoredQuestions, type AuthoredQuestion } from './authored.ts';
import { canonicalJson, shortHash } from './canonical.ts';
import type { AddReadings, LessonSources } from './compile-lesson.ts';
import type { Question } from './schema.ts';
import { readYaml } from './yaml-file.ts';

/** A lesson's open and sealed questions, with what they refer to checked. */
export function compileQuestions(
  { root, outline, known, faults }: LessonSources,
  file: string,
  addReadings: AddReadings,
): Question[] {
  const { value, lineOf } = readYaml(root, file, authoredQuestions, faults);
  (value ?? []).forEach((question, at) => {
    if (!question.id.startsWith(`${outline.id}-`))
      faults.add(file, lineOf([at, 'id']), `${question.id} lies in the folder of ${outline.id}`);
    question.competencies.forEach((id, competencyAt) => {
      const line = lineOf([at, 'competencies', competencyAt]);
      faults.expectKnown({ file, line }, 'competency', id, known.competencies);
    });
    question.options.forEach(({ misconception }, optionAt) => {
      const line = lineOf([at, 'options', optionAt, 'misconception']);
      if (misconception !== undefined)
        faults.expectKnown({ file, line }, 'misconception', misconception, known.misconceptions);
    });
  });
  return (value ?? []).map((question) => compileQuestion(question, outline.id, addReadings));
}

function compileQuestion(authored: AuthoredQuestion, lessonId: string, addReadings: AddReadings): Question {
  const { id, kind, stem, options } = authored;
  return {
    id,
    kind,
    lessonId,
    competencies: authored.competencies,
    stem: addReadings(stem),
    options: options.map((option) => ({
      key: option.key,
      text: addReadings(option.text),
      correct: option.correct === true,
      misconception: option.misconception ?? null,
      feedback: addReadings(option.feedback),
    })),
    sealed: authored.sealed === true,
    forms: authored.forms ?? [],
    version: shortHash(canonicalJson({ id, kind, stem, options })),
  };
}
