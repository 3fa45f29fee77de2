import { findLesson } from '#catalogue/catalogue.ts';
import { inLocale, type Locale } from '#domain/text.ts';

/** What a class may ask at a lesson, with what to say, in one language. */
export function hardQuestionsOf(
  lessonId: string,
  locale: Locale,
): readonly { readonly question: string; readonly answer: string; readonly handOn: string | null }[] {
  return (findLesson(lessonId)?.content?.hardQuestions ?? []).map(({ question, answer, handOn }) => ({
    question: inLocale(question, locale),
    answer: inLocale(answer, locale),
    handOn: handOn && inLocale(handOn, locale),
  }));
}
