import type { RubyText } from '#domain/ruby.ts';

import type { PublicQuestion, PublicText, Question } from './schema.ts';

/** A question as a pupil's device may know it. Every field is picked by hand: a key cannot slip through. */
export function publicQuestion(question: Question): PublicQuestion {
  return {
    id: question.id,
    kind: question.kind,
    lessonId: question.lessonId,
    version: question.version,
    stem: publicText(question.stem),
    options: question.options.map((option) => ({ key: option.key, text: publicText(option.text) })),
  };
}

export function publicText(text: RubyText): PublicText {
  return { zh: text.ruby, en: text.en };
}
