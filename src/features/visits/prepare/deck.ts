import { findLesson, findQuestion } from '#catalogue/catalogue.ts';
import { plainText, segmentsIn, type RubyText } from '#domain/ruby.ts';
import { inLocale, type Locale } from '#domain/text.ts';

/** One page for the blackboard: a step's words, or one of its questions, without its key. */
export interface DeckPage {
  readonly title: string;
  readonly board: string | null;
  readonly picture: string | null;
  readonly options: readonly { readonly key: string; readonly text: string }[];
}

/** The plan of a lesson as pages for a blackboard. */
export function makeDeck(lessonId: string, minutes: number, locale: Locale): readonly DeckPage[] {
  const plan = findLesson(lessonId)?.content?.plans.find((one) => one.minutes === minutes);
  const plain = (text: RubyText): string => plainText(segmentsIn(text, locale));
  return (plan?.steps ?? []).flatMap((step): DeckPage[] => {
    const { picture } = step;
    if (step.questionIds.length === 0) {
      const board = step.board && inLocale(step.board, locale);
      return [{ title: inLocale(step.title, locale), board, picture, options: [] }];
    }
    return step.questionIds.flatMap((id) => {
      const question = findQuestion(id);
      if (!question) return [];
      const options = question.options.map(({ key, text }) => ({ key, text: plain(text) }));
      return [{ title: plain(question.stem), board: null, picture: null, options }];
    });
  });
}
