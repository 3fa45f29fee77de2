import type { Words } from '#i18n/index.ts';

export type ClassPage =
  'overview' | 'lessons' | 'seats' | 'assignments' | 'progress' | 'tests' | 'heatMap' | 'cards';

const addresses: Readonly<Record<ClassPage, string>> = {
  overview: '',
  lessons: '/lessons',
  seats: '/seats',
  assignments: '/assignments',
  progress: '/progress',
  tests: '/tests',
  heatMap: '/heat-map',
  cards: '/cards',
};

/** What somebody invited for a day finds at the side; the class's own teacher finds all. */
const forGuests: readonly ClassPage[] = ['overview', 'lessons', 'assignments', 'heatMap'];

export function classPath(classId: string, page: ClassPage): string {
  return `/teach/classes/${classId}${addresses[page]}`;
}

/** The links at the side of a class's pages, in the order of a teacher's day. */
export function classLinks(
  words: Words['teach']['links'],
  classId: string,
  current: ClassPage | null,
  isOwner: boolean,
): { href: string; label: string; current: boolean }[] {
  return (Object.keys(addresses) as ClassPage[])
    .filter((page) => isOwner || forGuests.includes(page))
    .map((page) => ({ href: classPath(classId, page), label: words[page], current: page === current }));
}
