import type { Locale } from '#domain/text.ts';
import { pagePath } from '#i18n/index.ts';

import type { ArrangingSide } from './new-visit.server.ts';

/** The steps in which a visit is wished for: for whom, when and what, and how it is sent. */
export type WishStep = 1 | 2 | 3;

/** What was said so far, by the fields' names. */
export type WishSaid = Readonly<Record<string, string>>;

// A contact is in neither: it is never in an address.
const saidInStep1 = ['classId', 'districtCode', 'area', 'grade'];
const saidInStep2 = ['day', 'time', 'minutes', 'lessonId', 'language'];

/** Names of all that an address may say. */
export const saidInAddress: readonly string[] = [...saidInStep1, ...saidInStep2];

/** Names of what was said in the steps before this one, to be carried on. */
export function carriedTo(step: WishStep, given: WishSaid): string[] {
  const names = [...(step > 1 ? saidInStep1 : []), ...(step > 2 ? saidInStep2 : [])];
  return names.filter((name) => given[name]);
}

/** The address of a step, with all that was said. */
export function wishPath(locale: Locale, side: ArrangingSide, step: number, given: WishSaid): string {
  const query = new URLSearchParams({ side, step: String(step) });
  for (const name of saidInAddress) if (given[name]) query.set(name, given[name]);
  return `${pagePath(locale, '/visits/new')}?${query}`;
}
