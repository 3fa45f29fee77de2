import type { Lesson, LessonContent } from '#catalogue/schema.ts';
import type { RubyText } from '#domain/ruby.ts';
import type { Locale } from '#domain/text.ts';
import type { PublicChoice } from '#questions/choice/kind.ts';

/** What the tags of a lesson need of the page they stand on. */
export interface LessonPage {
  readonly locale: Locale;
  readonly lesson: Lesson;
  readonly content: LessonContent;
  readonly questions: readonly PublicChoice<RubyText>[];
  /** Steps of the page: the lesson's own and those that every lesson ends with. */
  readonly stepCount: number;
}

interface Kept extends LessonPage {
  steps: number;
  words: number;
}

/** Tags get no props from the page, so it is filed under the request that all of them share. */
const pages = new WeakMap<Request, Kept>();

export function setLessonPage(request: Request, page: LessonPage): void {
  pages.set(request, { ...page, steps: 0, words: 0 });
}

export function lessonPage(request: Request): LessonPage {
  return kept(request);
}

/** 1 for the first step of the lesson's own text, and so on. */
export function nextStepNumber(request: Request): number {
  return (kept(request).steps += 1);
}

export function nextWordNumber(request: Request): number {
  return (kept(request).words += 1);
}

function kept(request: Request): Kept {
  const page = pages.get(request);
  if (!page) throw new Error('A lesson tag stands on a page that is no lesson: call setLessonPage first.');
  return page;
}
