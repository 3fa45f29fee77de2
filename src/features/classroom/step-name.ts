import { plainText } from '#domain/ruby.ts';

import type { LiveStepView } from './live-view.ts';

/** A step in a list: a question by its words, anything else by its title. */
export function stepName({ title, question }: LiveStepView): string {
  return question ? plainText(question.stem) : title;
}
